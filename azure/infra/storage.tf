# One account for the host (locks, keys), the package and the results: closed to the internet and to account keys.
resource "azurerm_storage_account" "this" {
  name                = local.storage_name
  resource_group_name = local.resource_group
  location            = local.location
  tags                = local.tags

  account_tier             = "Standard"
  account_replication_type = "LRS"

  public_network_access_enabled   = false
  shared_access_key_enabled       = false
  default_to_oauth_authentication = true
  local_user_enabled              = false
  allow_nested_items_to_be_public = false
  https_traffic_only_enabled      = true
  min_tls_version                 = "TLS1_2"

  blob_properties {
    delete_retention_policy {
      days = 7
    }
    container_delete_retention_policy {
      days = 7
    }
  }

  network_rules {
    default_action = "Deny"
    bypass         = ["None"]
  }
}

resource "azurerm_storage_container" "packages" {
  name                  = "packages"
  storage_account_id    = azurerm_storage_account.this.id
  container_access_type = "private"
}

# Who changed the package, and who deleted results.
resource "azurerm_monitor_diagnostic_setting" "storage" {
  for_each                   = toset(["blob", "table"])
  name                       = "perimeter"
  target_resource_id         = "${azurerm_storage_account.this.id}/${each.key}Services/default"
  log_analytics_workspace_id = azurerm_log_analytics_workspace.this.id

  dynamic "enabled_log" {
    for_each = each.key == "blob" ? ["StorageWrite", "StorageDelete"] : ["StorageDelete"]

    content {
      category = enabled_log.value
    }
  }
}

resource "azurerm_private_endpoint" "storage" {
  for_each            = local.storage_services
  name                = "pe-${local.storage_name}-${each.key}"
  resource_group_name = local.resource_group
  location            = local.location
  subnet_id           = var.private_endpoint_subnet_id
  tags                = local.tags

  private_service_connection {
    name                           = each.key
    private_connection_resource_id = azurerm_storage_account.this.id
    subresource_names              = [each.key]
    is_manual_connection           = false
  }

  dynamic "private_dns_zone_group" {
    for_each = contains(keys(local.zone_ids), each.key) ? [local.zone_ids[each.key]] : []

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
