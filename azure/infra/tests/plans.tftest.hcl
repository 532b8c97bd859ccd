# Plans against the provider's schema, without a cloud: `terraform test`.

variables {
  vnet_id                    = "/subscriptions/0/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/hub"
  private_endpoint_subnet_id = "/subscriptions/0/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/hub/subnets/endpoints"
  app_subnet_prefix          = "10.0.8.0/27"
  config_file                = "tests/perimeter.yaml"
  package_file               = "tests/package.txt"
}

run "flex_consumption" {
  command = plan

  assert {
    condition     = azurerm_service_plan.this.sku_name == "FC1"
    error_message = "Flex Consumption is the default."
  }
  assert {
    condition     = azurerm_subnet.app[0].delegation[0].service_delegation[0].name == "Microsoft.App/environments"
    error_message = "The subnet is delegated to the platform of Flex Consumption."
  }
  assert {
    condition     = one(azurerm_function_app_flex_consumption.this[*].runtime_version) == "24" && length(azurerm_linux_function_app.this) == 0
    error_message = "One app, on Node 24."
  }
  assert {
    condition     = local.own_settings.PERIMETER_SCHEDULE == "0 */10 * * * *"
    error_message = "The timer runs by the schedule of the configuration."
  }
  assert {
    condition     = output.schedule == "0 */10 * * * *" && strcontains(local.own_settings.PERIMETER_CONFIG_YAML, "schedule: \"0 */10 * * * *\"")
    error_message = "The configuration goes to the app as it is."
  }
  assert {
    condition     = azurerm_function_app_flex_consumption.this[0].public_network_access_enabled == false && length(azurerm_private_endpoint.app) == 1
    error_message = "Callers come by the private endpoint only."
  }
  assert {
    condition     = toset(keys(azurerm_private_endpoint.storage)) == toset(["blob", "table"]) && toset(keys(azurerm_role_assignment.storage)) == toset(["blob", "table"])
    error_message = "Each service in use has an endpoint and a role."
  }
  assert {
    condition     = toset(keys(azurerm_monitor_scheduled_query_rules_alert_v2.this)) == toset(["failing-capability", "new-incident", "silent-probe"])
    error_message = "Three alerts."
  }
  assert {
    condition     = length(azurerm_private_dns_zone.this) == 0 && alltrue([for endpoint in azurerm_private_endpoint.storage : length(endpoint.private_dns_zone_group) == 0])
    error_message = "Without being asked it creates no zone and writes no record."
  }
  assert {
    condition     = length(azurerm_storage_account.this.name) <= 24 && can(regex("^[a-z0-9]+$", azurerm_storage_account.this.name))
    error_message = "The account has a lawful name."
  }
}

run "elastic_premium" {
  command = plan

  variables {
    plan                          = "elastic-premium"
    private_dns_resource_group_id = "/subscriptions/0/resourceGroups/dns"
  }

  assert {
    condition     = azurerm_service_plan.this.sku_name == "EP1"
    error_message = "EP1 is the default size."
  }
  assert {
    condition     = azurerm_subnet.app[0].delegation[0].service_delegation[0].name == "Microsoft.Web/serverFarms"
    error_message = "The subnet is delegated to App Service."
  }
  assert {
    condition     = one(azurerm_linux_function_app.this[*].content_share_force_disabled) == true && length(azurerm_storage_blob.package) == 1
    error_message = "No file share: the package is read by the identity."
  }
  assert {
    condition     = azurerm_private_endpoint.storage["table"].private_dns_zone_group[0].private_dns_zone_ids[0] == "/subscriptions/0/resourceGroups/dns/providers/Microsoft.Network/privateDnsZones/privatelink.table.core.windows.net"
    error_message = "The records go to the zones of the hub."
  }
  assert {
    condition     = length(azurerm_private_endpoint.app[0].private_dns_zone_group) == 1
    error_message = "The app's record, too."
  }
}

run "dedicated" {
  command = plan

  variables {
    plan                          = "dedicated"
    plan_sku                      = "B1"
    inbound                       = "public"
    create_private_dns_zones      = true
    monitor_private_link_scope_id = "/subscriptions/0/resourceGroups/hub/providers/Microsoft.Insights/privateLinkScopes/ampls"
    alert_email                   = "ops@example.com"
    action_group_id               = "/subscriptions/0/resourceGroups/hub/providers/Microsoft.Insights/actionGroups/ops"
  }

  assert {
    condition     = azurerm_service_plan.this.sku_name == "B1" && azurerm_linux_function_app.this[0].site_config[0].always_on == true
    error_message = "A dedicated app stays awake for its timer."
  }
  assert {
    condition     = length(azurerm_storage_blob.package) == 0 && local.package_settings.WEBSITE_RUN_FROM_PACKAGE == "1"
    error_message = "The package comes by zip deployment."
  }
  assert {
    condition     = toset(keys(azurerm_private_dns_zone.this)) == toset(["blob", "table"]) && length(azurerm_private_endpoint.app) == 0
    error_message = "A zone for each private endpoint, and none for a public app."
  }
  assert {
    condition     = azurerm_application_insights.this.internet_ingestion_enabled == false && length(azurerm_monitor_private_link_scoped_service.this) == 2
    error_message = "In a private link scope, telemetry does not take the internet."
  }
  assert {
    condition     = length(azurerm_monitor_action_group.this.email_receiver) == 1 && length(azurerm_monitor_scheduled_query_rules_alert_v2.this["silent-probe"].action[0].action_groups) == 2
    error_message = "Both action groups get the alerts."
  }
}

run "own_subnet" {
  command = plan

  variables {
    app_subnet_id     = "/subscriptions/0/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/hub/subnets/app"
    app_subnet_prefix = ""
    route_table_id    = "/subscriptions/0/resourceGroups/net/providers/Microsoft.Network/routeTables/egress"
  }

  assert {
    condition     = length(azurerm_subnet.app) == 0 && length(azurerm_subnet_route_table_association.app) == 0
    error_message = "A subnet that is given is left as it is."
  }
  assert {
    condition     = azurerm_function_app_flex_consumption.this[0].virtual_network_subnet_id == var.app_subnet_id
    error_message = "The app is in it."
  }
}

run "two_subnets_are_refused" {
  command = plan

  variables {
    app_subnet_id = "/subscriptions/0/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/hub/subnets/app"
  }

  expect_failures = [var.app_subnet_prefix]
}

run "small_subnet_is_refused" {
  command = plan

  variables {
    app_subnet_prefix = "10.0.8.0/28"
  }

  expect_failures = [var.app_subnet_prefix]
}

run "schedule_from_the_environment_is_refused" {
  command = plan

  variables {
    config_file = "tests/substituted.yaml"
  }

  expect_failures = [azurerm_function_app_flex_consumption.this]
}
