resource "azurerm_function_app_flex_consumption" "this" {
  count               = local.is_flex ? 1 : 0
  name                = local.app_name
  resource_group_name = local.resource_group
  location            = local.location
  service_plan_id     = azurerm_service_plan.this.id
  tags                = local.app_tags

  runtime_name           = "node"
  runtime_version        = "24"
  instance_memory_in_mb  = var.memory_mb
  maximum_instance_count = 40

  storage_container_type            = "blobContainer"
  storage_container_endpoint        = "${azurerm_storage_account.this.primary_blob_endpoint}${azurerm_storage_container.packages.name}"
  storage_authentication_type       = "UserAssignedIdentity"
  storage_user_assigned_identity_id = azurerm_user_assigned_identity.this.id

  virtual_network_subnet_id     = local.app_subnet_id
  public_network_access_enabled = var.inbound == "public"
  https_only                    = true

  webdeploy_publish_basic_authentication_enabled = false

  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.this.id]
  }

  site_config {
    application_insights_connection_string = azurerm_application_insights.this.connection_string
    vnet_route_all_enabled                 = true
    minimum_tls_version                    = "1.2"
    scm_minimum_tls_version                = "1.2"
  }

  # Without the empty setting the provider writes a connection string without a key into it, which the host would take
  # before the identity (hashicorp/terraform-provider-azurerm, issues 29149 and 29693).
  app_settings = merge({ AzureWebJobsStorage = "" }, local.app_settings)

  # The host reads its storage at the first start: rights and the way there come first.
  depends_on = [
    azurerm_role_assignment.storage,
    azurerm_role_assignment.telemetry,
    azurerm_private_endpoint.storage,
    azurerm_private_dns_zone_virtual_network_link.this,
    azurerm_subnet_route_table_association.app,
    azurerm_subnet_network_security_group_association.app,
  ]

  lifecycle {
    precondition {
      condition     = can(regex("^(\\S+\\s+){5}\\S+$", trimspace(local.schedule)))
      error_message = "`schedule` in the configuration must be written out: NCRONTAB of six fields, no $${NAME}."
    }
  }
}
