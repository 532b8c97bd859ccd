# Lets the probe read the configuration of networks, to name the rule or route that decides: docs/network.md.
locals {
  network_reader        = jsondecode(file("${path.module}/roles/network-reader.json"))
  network_subscriptions = [for id in compact(split(",", var.network_subscriptions)) : "/subscriptions/${lower(trimspace(id))}"]
}

resource "azurerm_role_definition" "network" {
  count             = length(local.network_subscriptions) > 0 ? 1 : 0
  name              = "${local.network_reader.Name} ${local.app_name}"
  description       = local.network_reader.Description
  scope             = local.network_subscriptions[0]
  assignable_scopes = local.network_subscriptions

  permissions {
    actions = local.network_reader.Actions
  }
}

resource "azurerm_role_assignment" "network" {
  for_each           = toset(local.network_subscriptions)
  scope              = each.key
  role_definition_id = azurerm_role_definition.network[0].role_definition_resource_id
  principal_id       = azurerm_user_assigned_identity.this.principal_id
  principal_type     = "ServicePrincipal"
}
