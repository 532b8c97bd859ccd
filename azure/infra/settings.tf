locals {
  # Of every plan. None of them is a secret: all access is by the identity.
  own_settings = {
    AzureWebJobsStorage__accountName = azurerm_storage_account.this.name
    AzureWebJobsStorage__credential  = "managedidentity"
    AzureWebJobsStorage__clientId    = azurerm_user_assigned_identity.this.client_id

    APPLICATIONINSIGHTS_AUTHENTICATION_STRING = "ClientId=${azurerm_user_assigned_identity.this.client_id};Authorization=AAD"

    AZURE_CLIENT_ID         = azurerm_user_assigned_identity.this.client_id
    PERIMETER_SCHEDULE      = local.schedule
    PERIMETER_CONFIG_YAML   = var.config_in_package ? "" : local.config_text
    PERIMETER_STORE_ACCOUNT = azurerm_storage_account.this.name

    # Name lookups run in the thread pool of Node, which reads its size before the program could set it.
    UV_THREADPOOL_SIZE = "64"
  }

  # `NAME=URI,NAME=URI`: what a tool that hands down texts can say.
  references = {
    for pair in compact(split(",", var.key_vault_references)) :
    trimspace(split("=", pair)[0]) => "@Microsoft.KeyVault(SecretUri=${trimspace(join("=", slice(split("=", pair), 1, length(split("=", pair)))))})"
  }

  # Secrets hide the whole map in plans: without any, a plan shows what changes.
  has_secrets   = nonsensitive(length(var.secret_settings) > 0)
  open_settings = merge(local.own_settings, local.references, local.shard_settings, var.app_settings)
  app_settings  = local.has_secrets ? merge(local.open_settings, var.secret_settings) : local.open_settings

  tags = merge(var.tags, {
    for pair in compact(split(",", var.more_tags)) : trimspace(split("=", pair)[0]) => trimspace(split("=", pair)[1])
  })
  app_tags = merge(local.tags, { azd-service-name = "probe" })
}
