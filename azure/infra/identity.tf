# The only identity: of the host (its storage, the package, telemetry) and of the probe (its results). It may read or
# write nothing else; give it roles of its own for targets with `auth`.
resource "azurerm_user_assigned_identity" "this" {
  name                = "id-${var.name}"
  resource_group_name = local.resource_group
  location            = local.location
  tags                = var.tags
}

locals {
  # https://learn.microsoft.com/azure/azure-functions/functions-reference#connecting-to-host-storage-with-an-identity
  storage_roles = {
    blob  = "Storage Blob Data Owner"
    table = "Storage Table Data Contributor"
    queue = "Storage Queue Data Contributor"
  }
}

resource "azurerm_role_assignment" "storage" {
  for_each             = var.storage_services
  scope                = azurerm_storage_account.this.id
  role_definition_name = local.storage_roles[each.key]
  principal_id         = azurerm_user_assigned_identity.this.principal_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_role_assignment" "telemetry" {
  scope                = azurerm_application_insights.this.id
  role_definition_name = "Monitoring Metrics Publisher"
  principal_id         = azurerm_user_assigned_identity.this.principal_id
  principal_type       = "ServicePrincipal"
}
