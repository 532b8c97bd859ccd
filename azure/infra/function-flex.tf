# By azapi: azurerm writes a connection string without a key into AzureWebJobsStorage and DEPLOYMENT_STORAGE_CONNECTION_STRING,
# which the host takes before the identity (hashicorp/terraform-provider-azurerm, issues 29149 and 29693;
# Azure/azure-functions-host, issue 11787), and cannot say by which identity references to Key Vault are read.
resource "azapi_resource" "flex" {
  count     = local.is_flex ? 1 : 0
  type      = "Microsoft.Web/sites@2024-04-01"
  name      = local.app_name
  parent_id = local.resource_group_id
  location  = local.location
  tags      = local.app_tags

  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.this.id, azurerm_user_assigned_identity.packages[0].id]
  }

  body = {
    kind = "functionapp,linux"

    properties = {
      serverFarmId              = azurerm_service_plan.this.id
      virtualNetworkSubnetId    = local.app_subnet_id
      vnetRouteAllEnabled       = true
      publicNetworkAccess       = var.inbound == "public" ? "Enabled" : "Disabled"
      httpsOnly                 = true
      keyVaultReferenceIdentity = azurerm_user_assigned_identity.this.id

      functionAppConfig = {
        runtime = { name = "node", version = "24" }

        scaleAndConcurrency = {
          instanceMemoryMB     = var.memory_mb
          maximumInstanceCount = 40
          alwaysReady          = var.always_ready == 0 ? [] : [{ name = "function:sweep", instanceCount = var.always_ready }]
        }

        deployment = {
          storage = {
            type  = "blobContainer"
            value = "${azurerm_storage_account.this.primary_blob_endpoint}${azurerm_storage_container.packages.name}"

            authentication = {
              type                           = "UserAssignedIdentity"
              userAssignedIdentityResourceId = azurerm_user_assigned_identity.packages[0].id
            }
          }
        }
      }

      siteConfig = {
        minTlsVersion    = "1.2"
        scmMinTlsVersion = "1.2"

        ipSecurityRestrictionsDefaultAction = local.is_ip_restricted ? "Deny" : "Allow"
        ipSecurityRestrictions = [
          for i, cidr in var.allowed_callers : { name = "caller-${i}", priority = 100 + i, action = "Allow", ipAddress = cidr }
        ]

        appSettings = [for name, value in merge(local.insights_setting, local.app_settings) : { name = name, value = value }]
      }
    }
  }

  response_export_values = ["properties.defaultHostName"]

  # The host reads its storage at the first start: rights and the way there come first.
  depends_on = [
    azapi_resource.shards,
    time_sleep.roles,
    azurerm_private_endpoint.storage,
    azurerm_private_dns_zone_virtual_network_link.this,
  ]

  lifecycle {
    precondition {
      condition     = var.app_subnet_id == "" || !strcontains(reverse(split("/", var.app_subnet_id))[0], "_")
      error_message = "Flex Consumption takes no subnet with an underscore in its name: give app_subnet_prefix, and one is made."
    }
  }
}

# Publishing by a password is off: packages come by Entra.
resource "azapi_update_resource" "flex_publishing" {
  for_each  = local.is_flex ? toset(["scm", "ftp"]) : toset([])
  type      = "Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01"
  name      = each.key
  parent_id = azapi_resource.flex[0].id
  body      = { properties = { allow = false } }
}
