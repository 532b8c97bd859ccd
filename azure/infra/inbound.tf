# The page, the API and the deployment site (SCM) have one private endpoint.
resource "azurerm_private_endpoint" "app" {
  count               = var.inbound == "private" ? 1 : 0
  name                = "pe-${local.app_name}"
  resource_group_name = local.resource_group
  location            = local.location
  subnet_id           = var.private_endpoint_subnet_id
  tags                = local.tags

  private_service_connection {
    name                           = "sites"
    private_connection_resource_id = local.app.id
    subresource_names              = ["sites"]
    is_manual_connection           = false
  }

  dynamic "private_dns_zone_group" {
    for_each = contains(keys(local.zone_ids), "sites") ? [local.zone_ids["sites"]] : []

    content {
      name                 = "default"
      private_dns_zone_ids = [private_dns_zone_group.value]
    }
  }

  lifecycle {
    # Where a policy writes the records, it adds a zone group of its own.
    ignore_changes = [private_dns_zone_group]
  }
}
