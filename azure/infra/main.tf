data "azurerm_client_config" "current" {}

data "azurerm_resource_group" "existing" {
  count = var.create_resource_group ? 0 : 1
  name  = var.resource_group_name
}

resource "azurerm_resource_group" "this" {
  count    = var.create_resource_group ? 1 : 0
  name     = var.resource_group_name
  location = local.location
  tags     = local.tags
}

locals {
  subscription_id = var.subscription_id == "" ? null : var.subscription_id

  location          = data.azapi_resource.vnet.location
  resource_group_id = var.create_resource_group ? azurerm_resource_group.this[0].id : data.azurerm_resource_group.existing[0].id
  resource_group    = var.create_resource_group ? azurerm_resource_group.this[0].name : data.azurerm_resource_group.existing[0].name

  # The names of sites and storage accounts are taken worldwide.
  hash         = substr(sha256("${data.azurerm_client_config.current.subscription_id}/${var.resource_group_name}/${var.name}"), 0, 8)
  app_name     = "func-${var.name}-${local.hash}"
  storage_name = "st${substr(replace(var.name, "-", ""), 0, 14)}${local.hash}"

  root         = "${path.module}/../.."
  config_file  = var.config_file == "" ? "${local.root}/perimeter.yaml" : var.config_file
  package_file = var.package_file == "" ? "${local.root}/dist/perimeter-azure.zip" : var.package_file

  # One text for both: the timer cannot run by another schedule than the configuration says. The default is that of
  # shared/config/schema.ts.
  config_text = file(local.config_file)
  schedule    = try(yamldecode(local.config_text).schedule, "0 */5 * * * *")

  is_flex    = var.plan == "flex-consumption"
  is_premium = var.plan == "elastic-premium"

  # Private by default; who may call a public app, the key apart.
  is_ip_restricted = length(var.allowed_callers) > 0

  insights_setting = { APPLICATIONINSIGHTS_CONNECTION_STRING = azurerm_application_insights.this.connection_string }

  app = {
    id               = local.is_flex ? azapi_resource.flex[0].id : azurerm_linux_function_app.this[0].id
    default_hostname = local.is_flex ? azapi_resource.flex[0].output.properties.defaultHostName : azurerm_linux_function_app.this[0].default_hostname
  }
}
