resource "azurerm_service_plan" "this" {
  name                = "plan-${var.name}"
  resource_group_name = local.resource_group
  location            = local.location
  os_type             = "Linux"
  sku_name            = local.is_flex ? "FC1" : var.plan_sku != "" ? var.plan_sku : local.is_premium ? "EP1" : "P0v3"
  tags                = local.tags
}
