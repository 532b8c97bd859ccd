locals {
  is_monitor_private = var.monitor_private_link_scope_id != ""
}

resource "azurerm_log_analytics_workspace" "this" {
  name                = "log-${var.name}"
  resource_group_name = local.resource_group
  location            = local.location
  tags                = local.tags

  sku                          = "PerGB2018"
  retention_in_days            = var.log_retention_days
  local_authentication_enabled = false
  internet_ingestion_enabled   = !local.is_monitor_private
  internet_query_enabled       = !local.is_monitor_private
}

resource "azurerm_application_insights" "this" {
  name                = "appi-${var.name}"
  resource_group_name = local.resource_group
  location            = local.location
  tags                = local.tags

  application_type             = "web"
  workspace_id                 = azurerm_log_analytics_workspace.this.id
  sampling_percentage          = 100
  local_authentication_enabled = false
  internet_ingestion_enabled   = !local.is_monitor_private
  internet_query_enabled       = !local.is_monitor_private
}

# By its whole id: the scope of a hub is in another subscription.
resource "azapi_resource" "monitor_scope" {
  for_each = local.is_monitor_private ? {
    workspace  = azurerm_log_analytics_workspace.this.id
    components = azurerm_application_insights.this.id
  } : {}

  type      = "Microsoft.Insights/privateLinkScopes/scopedResources@2021-07-01-preview"
  name      = "${var.name}-${each.key}"
  parent_id = var.monitor_private_link_scope_id
  locks     = [var.monitor_private_link_scope_id]
  body      = { properties = { linkedResourceId = each.value } }
}
