locals {
  # https://learn.microsoft.com/azure/private-link/private-endpoint-dns
  zone_names = {
    blob  = "privatelink.blob.core.windows.net"
    table = "privatelink.table.core.windows.net"
    queue = "privatelink.queue.core.windows.net"
    sites = "privatelink.azurewebsites.net"
  }

  private_services = setunion(local.storage_services, var.inbound == "private" ? ["sites"] : [])
  zones_created    = var.create_private_dns_zones ? local.private_services : toset([])

  # By service; none where the records are written by somebody else.
  zone_ids = var.private_dns_resource_group_id == "" ? {
    for service, zone in azurerm_private_dns_zone.this : service => zone.id
    } : {
    for service in local.private_services :
    service => "${var.private_dns_resource_group_id}/providers/Microsoft.Network/privateDnsZones/${local.zone_names[service]}"
  }
}

resource "azurerm_private_dns_zone" "this" {
  for_each            = local.zones_created
  name                = local.zone_names[each.key]
  resource_group_name = local.resource_group
  tags                = local.tags
}

resource "azurerm_private_dns_zone_virtual_network_link" "this" {
  for_each              = local.zones_created
  name                  = "link-${reverse(split("/", var.vnet_id))[0]}"
  resource_group_name   = local.resource_group
  private_dns_zone_name = azurerm_private_dns_zone.this[each.key].name
  virtual_network_id    = var.vnet_id
  tags                  = local.tags
}
