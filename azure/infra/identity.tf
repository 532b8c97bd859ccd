# Of the host (its storage, telemetry) and of the probe (its results). It may read or write nothing else; give it roles of
# its own for targets with `auth`, and Key Vault Secrets User for references.
resource "azurerm_user_assigned_identity" "this" {
  name                = "id-${var.name}"
  resource_group_name = local.resource_group
  location            = local.location
  tags                = local.tags
}

# Flex Consumption writes the package with an identity of the app: one that may do nothing else.
resource "azurerm_user_assigned_identity" "packages" {
  count               = local.is_flex ? 1 : 0
  name                = "id-${var.name}-packages"
  resource_group_name = local.resource_group
  location            = local.location
  tags                = local.tags
}

locals {
  # https://learn.microsoft.com/azure/azure-functions/functions-reference#connecting-to-host-storage-with-an-identity
  storage_roles = {
    blob  = "Storage Blob Data Owner"
    table = "Storage Table Data Contributor"
    queue = "Storage Queue Data Contributor"
  }

  # The host owns its blobs, and not the package that it runs.
  # https://learn.microsoft.com/azure/storage/blobs/storage-auth-abac-attributes
  not_packages = <<-EOT
    (
     (
      !(ActionMatches{'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write'})
      AND
      !(ActionMatches{'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/add/action'})
      AND
      !(ActionMatches{'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/delete'})
     )
     OR
     (
      @Resource[Microsoft.Storage/storageAccounts/blobServices/containers:name] StringNotEquals '${azurerm_storage_container.packages.name}'
     )
    )
  EOT
}

resource "azurerm_role_assignment" "storage" {
  for_each             = local.storage_services
  scope                = azurerm_storage_account.this.id
  role_definition_name = local.storage_roles[each.key]
  principal_id         = azurerm_user_assigned_identity.this.principal_id
  principal_type       = "ServicePrincipal"
  condition            = each.key == "blob" ? local.not_packages : null
  condition_version    = each.key == "blob" ? "2.0" : null
}

resource "azurerm_role_assignment" "packages" {
  count                = local.is_flex ? 1 : 0
  scope                = azurerm_storage_container.packages.id
  role_definition_name = "Storage Blob Data Contributor"
  principal_id         = azurerm_user_assigned_identity.packages[0].principal_id
  principal_type       = "ServicePrincipal"
}

# Elastic Premium runs the package that Terraform uploads: whoever runs it must be allowed to.
resource "azurerm_role_assignment" "deployer" {
  count                = local.is_premium ? 1 : 0
  scope                = azurerm_storage_container.packages.id
  role_definition_name = "Storage Blob Data Contributor"
  principal_id         = data.azurerm_client_config.current.object_id
}

resource "azurerm_role_assignment" "telemetry" {
  scope                = azurerm_application_insights.this.id
  role_definition_name = "Monitoring Metrics Publisher"
  principal_id         = azurerm_user_assigned_identity.this.principal_id
  principal_type       = "ServicePrincipal"
}

# A role takes minutes to be known everywhere; a host that starts, or a package that is sent, before that fails once and
# for good: https://learn.microsoft.com/azure/role-based-access-control/troubleshooting
resource "time_sleep" "roles" {
  create_duration = var.role_delay

  triggers = {
    roles = join(",", concat(
      [for role in azurerm_role_assignment.storage : role.id],
      azurerm_role_assignment.packages[*].id,
      azurerm_role_assignment.deployer[*].id,
      [azurerm_role_assignment.telemetry.id],
    ))
  }
}
