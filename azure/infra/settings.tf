locals {
  # Of every plan. None of them is a secret: all access is by the identity.
  own_settings = {
    AzureWebJobsStorage__accountName = azurerm_storage_account.this.name
    AzureWebJobsStorage__credential  = "managedidentity"
    AzureWebJobsStorage__clientId    = azurerm_user_assigned_identity.this.client_id

    APPLICATIONINSIGHTS_AUTHENTICATION_STRING = "ClientId=${azurerm_user_assigned_identity.this.client_id};Authorization=AAD"

    AZURE_CLIENT_ID         = azurerm_user_assigned_identity.this.client_id
    PERIMETER_SCHEDULE      = local.schedule
    PERIMETER_CONFIG_YAML   = local.config_text
    PERIMETER_STORE_ACCOUNT = azurerm_storage_account.this.name

    # Name lookups run in the thread pool of Node, which reads its size before the program could set it.
    UV_THREADPOOL_SIZE = "64"
  }

  app_settings = merge(local.own_settings, var.app_settings)

  app_tags = merge(var.tags, { azd-service-name = "probe" })
}
