# Elastic Premium would keep its content in a file share, which takes an account key. It has none here: it runs the
# package from the container, read by the identity. A new package has a new name, which restarts the app.
resource "azurerm_storage_blob" "package" {
  count                = local.is_premium ? 1 : 0
  name                 = "perimeter-${filesha256(local.package_file)}.zip"
  storage_container_id = azurerm_storage_container.packages.id
  type                 = "Block"
  source               = local.package_file
  content_type         = "application/zip"

  # The account answers by its private endpoint only, and only whom a role lets in.
  depends_on = [
    time_sleep.roles,
    azurerm_private_endpoint.storage,
    azurerm_private_dns_zone_virtual_network_link.this,
  ]

  lifecycle {
    precondition {
      condition     = var.inside_network
      error_message = "Elastic Premium has its package uploaded by Terraform, into an account that only the network reaches: run Terraform on a machine in it, and set inside_network."
    }
  }
}

locals {
  package_settings = local.is_premium ? {
    WEBSITE_RUN_FROM_PACKAGE                     = azurerm_storage_blob.package[0].url
    WEBSITE_RUN_FROM_PACKAGE_BLOB_MI_RESOURCE_ID = azurerm_user_assigned_identity.this.id
  } : { WEBSITE_RUN_FROM_PACKAGE = "1" }
}

resource "azurerm_linux_function_app" "this" {
  count               = local.is_flex ? 0 : 1
  name                = local.app_name
  resource_group_name = local.resource_group
  location            = local.location
  service_plan_id     = azurerm_service_plan.this.id
  tags                = local.app_tags

  storage_account_name          = azurerm_storage_account.this.name
  storage_uses_managed_identity = true
  content_share_force_disabled  = true

  virtual_network_subnet_id     = local.app_subnet_id
  public_network_access_enabled = var.inbound == "public"
  https_only                    = true

  ftp_publish_basic_authentication_enabled       = false
  webdeploy_publish_basic_authentication_enabled = false

  key_vault_reference_identity_id = azurerm_user_assigned_identity.this.id

  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.this.id]
  }

  site_config {
    application_insights_connection_string = azurerm_application_insights.this.connection_string
    vnet_route_all_enabled                 = true
    always_on                              = local.is_premium ? null : true
    runtime_scale_monitoring_enabled       = local.is_premium && var.shards ? true : null
    ftps_state                             = "Disabled"
    minimum_tls_version                    = "1.2"
    scm_minimum_tls_version                = "1.2"
    http2_enabled                          = true
    ip_restriction_default_action          = local.is_ip_restricted ? "Deny" : "Allow"

    dynamic "ip_restriction" {
      for_each = var.allowed_callers

      content {
        name       = "caller-${ip_restriction.key}"
        priority   = 100 + ip_restriction.key
        ip_address = ip_restriction.value
        action     = "Allow"
      }
    }

    application_stack {
      node_version = "24"
    }
  }

  dynamic "auth_settings_v2" {
    for_each = local.has_sign_in ? [var.sign_in_client_id] : []

    content {
      auth_enabled           = true
      require_authentication = true
      unauthenticated_action = "RedirectToLoginPage"
      default_provider       = "azureactivedirectory"
      excluded_paths         = local.open_paths

      active_directory_v2 {
        client_id            = auth_settings_v2.value
        tenant_auth_endpoint = local.issuer
        allowed_audiences    = local.audiences
      }

      login {
        token_store_enabled = false
      }
    }
  }

  app_settings = merge(local.package_settings, local.app_settings)

  depends_on = [
    azapi_resource.shards,
    time_sleep.roles,
    azurerm_private_endpoint.storage,
    azurerm_private_dns_zone_virtual_network_link.this,
  ]
}

# Who was refused, and who signed in. Flex Consumption has no such logs; what the app logs goes to Application Insights.
resource "azurerm_monitor_diagnostic_setting" "site" {
  count                      = local.is_flex ? 0 : 1
  name                       = "perimeter"
  target_resource_id         = azurerm_linux_function_app.this[0].id
  log_analytics_workspace_id = azurerm_log_analytics_workspace.this.id

  dynamic "enabled_log" {
    for_each = ["AppServiceIPSecAuditLogs", "AppServiceAuthenticationLogs"]

    content {
      category = enabled_log.value
    }
  }
}
