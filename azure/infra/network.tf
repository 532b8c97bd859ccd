# The network may be in another subscription than the app, in a hub say: whoever only reads its id would look into the
# app's own.
data "azapi_resource" "vnet" {
  type        = "Microsoft.Network/virtualNetworks@2024-05-01"
  resource_id = var.vnet_id
}

locals {
  app_subnet_id = var.app_subnet_id == "" ? azapi_resource.subnet[0].id : var.app_subnet_id
}

# Made with its rules and routes at once: policies deny a bare subnet, and an app would leave by the default way until
# the routes are there.
resource "azapi_resource" "subnet" {
  count     = var.app_subnet_id == "" ? 1 : 0
  type      = "Microsoft.Network/virtualNetworks/subnets@2024-05-01"
  name      = "snet-${var.name}"
  parent_id = var.vnet_id
  locks     = [var.vnet_id]

  body = {
    properties = {
      addressPrefix         = var.app_subnet_prefix
      defaultOutboundAccess = false
      networkSecurityGroup  = var.network_security_group_id == "" ? null : { id = var.network_security_group_id }
      routeTable            = var.route_table_id == "" ? null : { id = var.route_table_id }
      serviceEndpoints      = [for service in var.service_endpoints : { service = service }]

      delegations = [{
        name       = "functions"
        properties = { serviceName = local.is_flex ? "Microsoft.App/environments" : "Microsoft.Web/serverFarms" }
      }]
    }
  }

  # The platform keeps its link to the subnet for a while after the app is gone.
  retry = {
    error_message_regex = ["AnotherOperationInProgress", "InUseSubnetCannotBeDeleted"]
  }
}
