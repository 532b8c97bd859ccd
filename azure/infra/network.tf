locals {
  app_subnet_id = var.app_subnet_id == "" ? azurerm_subnet.app[0].id : var.app_subnet_id
}

resource "azurerm_subnet" "app" {
  count                = var.app_subnet_id == "" ? 1 : 0
  name                 = "snet-${var.name}"
  resource_group_name  = local.vnet.resource_group_name
  virtual_network_name = local.vnet.name
  address_prefixes     = [var.app_subnet_prefix]

  delegation {
    name = "functions"

    service_delegation {
      name    = local.is_flex ? "Microsoft.App/environments" : "Microsoft.Web/serverFarms"
      actions = [local.is_flex ? "Microsoft.Network/virtualNetworks/subnets/join/action" : "Microsoft.Network/virtualNetworks/subnets/action"]
    }
  }
}

resource "azurerm_subnet_route_table_association" "app" {
  count          = var.app_subnet_id == "" && var.route_table_id != "" ? 1 : 0
  subnet_id      = azurerm_subnet.app[0].id
  route_table_id = var.route_table_id
}

resource "azurerm_subnet_network_security_group_association" "app" {
  count                     = var.app_subnet_id == "" && var.network_security_group_id != "" ? 1 : 0
  subnet_id                 = azurerm_subnet.app[0].id
  network_security_group_id = var.network_security_group_id
}
