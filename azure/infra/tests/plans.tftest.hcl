# Plans against the provider's schema, without a cloud: `terraform test`.

variables {
  vnet_id                    = "/subscriptions/0/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/hub"
  private_endpoint_subnet_id = "/subscriptions/0/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/hub/subnets/endpoints"
  app_subnet_prefix          = "10.0.8.0/27"
  config_file                = "tests/perimeter.yaml"
  package_file               = "tests/package.txt"
  alert_email                = "ops@example.com"
}

run "flex_consumption" {
  command = plan

  assert {
    condition     = azurerm_service_plan.this.sku_name == "FC1"
    error_message = "Flex Consumption is the default."
  }
  assert {
    condition     = azapi_resource.subnet[0].body.properties.delegations[0].properties.serviceName == "Microsoft.App/environments"
    error_message = "The subnet is delegated to the platform of Flex Consumption."
  }
  assert {
    condition     = one(azapi_resource.flex[*].body.properties.functionAppConfig.runtime.version) == "24" && length(azurerm_linux_function_app.this) == 0
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
    condition     = azapi_resource.flex[0].body.properties.publicNetworkAccess == "Disabled" && length(azurerm_private_endpoint.app) == 1
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
  assert {
    condition     = azapi_resource.subnet[0].body.properties.defaultOutboundAccess == false && length(azapi_resource.subnet[0].body.properties.serviceEndpoints) == 0
    error_message = "The subnet has no way out of its own."
  }
  assert {
    condition     = length([for one in azapi_resource.flex[0].body.properties.siteConfig.appSettings : one if one.name == "AzureWebJobsStorage" || one.name == "DEPLOYMENT_STORAGE_CONNECTION_STRING"]) == 0
    error_message = "No connection string stands before the identity."
  }
  assert {
    condition     = length(azurerm_role_definition.network) == 0 && length(azurerm_role_assignment.network) == 0
    error_message = "Nobody lets it read networks without being asked."
  }
  assert {
    condition     = length(azurerm_role_assignment.packages) == 1 && length(azurerm_role_assignment.deployer) == 0
    error_message = "The package is written by an identity of its own."
  }
  assert {
    condition     = !azurerm_monitor_scheduled_query_rules_alert_v2.this["new-incident"].auto_mitigation_enabled && azurerm_monitor_scheduled_query_rules_alert_v2.this["silent-probe"].auto_mitigation_enabled
    error_message = "An open incident is not called resolved."
  }
  assert {
    condition     = local.alert_window == "PT30M" && local.silence_window == "PT45M"
    error_message = "The windows hold some sweeps of the schedule."
  }
}

run "networks_that_the_probe_reads" {
  command = plan

  variables {
    network_subscriptions = "00000000-0000-0000-0000-000000000001, 00000000-0000-0000-0000-000000000002"
  }

  assert {
    condition     = toset(keys(azurerm_role_assignment.network)) == toset(["/subscriptions/00000000-0000-0000-0000-000000000001", "/subscriptions/00000000-0000-0000-0000-000000000002"])
    error_message = "The identity reads the networks of both subscriptions."
  }
  assert {
    condition     = length(azurerm_role_definition.network[0].assignable_scopes) == 2 && alltrue([for action in azurerm_role_definition.network[0].permissions[0].actions : endswith(action, "/read")])
    error_message = "One role that reads, for both."
  }
}

run "all_that_can_be_said_in_texts" {
  command = plan

  variables {
    key_vault_references      = "SLACK=https://kv-ops.vault.azure.net/secrets/slack,PD=https://kv-ops.vault.azure.net/secrets/pd/1"
    more_tags                 = "env=prod,team=net"
    memory_mb                 = 512
    always_ready              = 1
    network_security_group_id = "/subscriptions/0/resourceGroups/net/providers/Microsoft.Network/networkSecurityGroups/nsg"
    route_table_id            = "/subscriptions/0/resourceGroups/net/providers/Microsoft.Network/routeTables/egress"
    service_endpoints         = ["Microsoft.Web"]
    inbound                   = "public"
    allowed_callers           = ["203.0.113.0/24"]
    sign_in_client_id         = "00000000-0000-0000-0000-000000000001"
  }

  assert {
    condition     = azapi_update_resource.sign_in[0].body.properties.globalValidation.requireAuthentication == true
    error_message = "Callers sign in."
  }

  assert {
    condition     = local.app_settings.SLACK == "@Microsoft.KeyVault(SecretUri=https://kv-ops.vault.azure.net/secrets/slack)" && local.app_settings.PD == "@Microsoft.KeyVault(SecretUri=https://kv-ops.vault.azure.net/secrets/pd/1)"
    error_message = "Each text becomes a reference."
  }
  assert {
    condition     = azapi_resource.flex[0].tags.team == "net" && azurerm_storage_account.this.tags.env == "prod"
    error_message = "The tags are everywhere."
  }
  assert {
    condition     = azapi_resource.flex[0].body.properties.functionAppConfig.scaleAndConcurrency.instanceMemoryMB == 512 && azapi_resource.flex[0].body.properties.functionAppConfig.scaleAndConcurrency.alwaysReady[0].name == "function:sweep"
    error_message = "The instance is as large and as ready as was asked."
  }
  assert {
    condition     = azapi_resource.subnet[0].body.properties.networkSecurityGroup.id == var.network_security_group_id && azapi_resource.subnet[0].body.properties.routeTable.id == var.route_table_id && azapi_resource.subnet[0].body.properties.serviceEndpoints[0].service == "Microsoft.Web"
    error_message = "The subnet is made with its rules and routes."
  }
  assert {
    condition     = azapi_resource.flex[0].body.properties.siteConfig.ipSecurityRestrictionsDefaultAction == "Deny" && azapi_resource.flex[0].body.properties.siteConfig.ipSecurityRestrictions[0].ipAddress == "203.0.113.0/24"
    error_message = "A public app answers the callers that are allowed."
  }
}

run "ids_of_other_subscriptions" {
  command = plan

  variables {
    vnet_id                       = "/subscriptions/hub/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/hub"
    monitor_private_link_scope_id = "/subscriptions/hub/resourceGroups/monitor/providers/Microsoft.Insights/privateLinkScopes/ampls"
  }

  assert {
    condition     = azapi_resource.subnet[0].parent_id == var.vnet_id && data.azapi_resource.vnet.resource_id == var.vnet_id
    error_message = "The network is the one that was named, in its subscription."
  }
  assert {
    condition     = azapi_resource.monitor_scope["workspace"].parent_id == var.monitor_private_link_scope_id
    error_message = "So is the private link scope."
  }
}

run "elastic_premium" {
  command = plan

  variables {
    plan                          = "elastic-premium"
    inside_network                = true
    private_dns_resource_group_id = "/subscriptions/0/resourceGroups/dns"
  }

  assert {
    condition     = azurerm_service_plan.this.sku_name == "EP1"
    error_message = "EP1 is the default size."
  }
  assert {
    condition     = azapi_resource.subnet[0].body.properties.delegations[0].properties.serviceName == "Microsoft.Web/serverFarms"
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
  assert {
    condition     = length(azurerm_role_assignment.deployer) == 1 && length(azapi_resource.flex) == 0
    error_message = "Whoever uploads the package may."
  }
}

run "dedicated" {
  command = plan

  variables {
    plan                          = "dedicated"
    plan_sku                      = "B1"
    inbound                       = "public"
    sign_in_client_id             = "00000000-0000-0000-0000-000000000001"
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
    condition     = azurerm_linux_function_app.this[0].auth_settings_v2[0].require_authentication == true && length(azapi_update_resource.sign_in) == 0
    error_message = "Callers sign in."
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
    condition     = azurerm_application_insights.this.internet_ingestion_enabled == false && length(azapi_resource.monitor_scope) == 2
    error_message = "In a private link scope, telemetry does not take the internet."
  }
  assert {
    condition     = length(azurerm_monitor_action_group.this.email_receiver) == 1 && length(azurerm_monitor_scheduled_query_rules_alert_v2.this["silent-probe"].action[0].action_groups) == 2
    error_message = "Both action groups get the alerts."
  }
}

run "shards" {
  command = plan

  variables {
    shards = true
  }

  assert {
    condition     = toset(keys(azurerm_private_endpoint.storage)) == toset(["blob", "queue", "table"]) && toset(keys(azurerm_role_assignment.storage)) == toset(["blob", "queue", "table"])
    error_message = "The queue is reached privately, and by the identity."
  }
  assert {
    condition     = local.app_settings.PERIMETER_SHARD_QUEUE == azapi_resource.shards[0].name
    error_message = "The app has the queue that is made."
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
    condition     = length(azapi_resource.subnet) == 0
    error_message = "A subnet that is given is left as it is."
  }
  assert {
    condition     = azapi_resource.flex[0].body.properties.virtualNetworkSubnetId == var.app_subnet_id
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

  expect_failures = [terraform_data.refusals]
}

run "premium_from_outside_is_refused" {
  command = plan

  variables {
    plan = "elastic-premium"
  }

  expect_failures = [azurerm_storage_blob.package]
}

run "underscore_in_a_flex_subnet_is_refused" {
  command = plan

  variables {
    app_subnet_id     = "/subscriptions/0/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/hub/subnets/a_b"
    app_subnet_prefix = ""
  }

  expect_failures = [azapi_resource.flex]
}

run "hourly_in_short_windows_is_refused" {
  command = plan

  variables {
    config_file    = "tests/hourly.yaml"
    silence_window = "PT30M"
  }

  expect_failures = [terraform_data.refusals]
}

run "hourly_makes_its_windows" {
  command = plan

  variables {
    config_file = "tests/hourly.yaml"
  }

  assert {
    condition     = local.alert_window == "PT3H" && local.silence_window == "PT4H"
    error_message = "The windows follow the schedule."
  }
}

run "a_bad_cron_is_refused" {
  command = plan

  variables {
    config_file = "tests/bad-cron.yaml"
  }

  expect_failures = [terraform_data.refusals]
}

run "no_receiver_is_refused" {
  command = plan

  variables {
    alert_email = ""
  }

  expect_failures = [terraform_data.refusals]
}

run "a_receiver_of_the_probe_is_enough" {
  command = plan

  variables {
    alert_email = ""
    config_file = "tests/receiver.yaml"
  }
}

run "a_reference_that_is_none_is_refused" {
  command = plan

  variables {
    key_vault_references = "SLACK=hunter2"
  }

  expect_failures = [var.key_vault_references]
}

run "the_second_plan_has_no_change" {
  command = apply
}

run "the_second_apply" {
  command = plan

  assert {
    condition     = terraform_data.refusals.output == "0 */10 * * * *"
    error_message = "What was made stays."
  }
}
