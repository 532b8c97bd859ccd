# A sign-in by Microsoft Entra before the app (Easy Auth): callers have a name, and the key is still asked for. No client
# secret: the registration issues id tokens (implicit grant), and nothing else is asked of it.
# https://learn.microsoft.com/azure/app-service/configure-authentication-provider-aad
locals {
  has_sign_in = var.sign_in_client_id != ""
  issuer      = "https://login.microsoftonline.com/${data.azurerm_client_config.current.tenant_id}/v2.0"
  audiences   = [var.sign_in_client_id, "api://${var.sign_in_client_id}"]
  # Anybody may ask for it: it says no detail.
  open_paths = ["/api/health"]
}

# The other plans have it in function-linux.tf.
resource "azapi_update_resource" "sign_in" {
  count     = local.is_flex && local.has_sign_in ? 1 : 0
  type      = "Microsoft.Web/sites/config@2024-04-01"
  name      = "authsettingsV2"
  parent_id = azapi_resource.flex[0].id

  body = {
    properties = {
      platform = { enabled = true }

      globalValidation = {
        requireAuthentication       = true
        unauthenticatedClientAction = "RedirectToLoginPage"
        redirectToProvider          = "azureactivedirectory"
        excludedPaths               = local.open_paths
      }

      identityProviders = {
        azureActiveDirectory = {
          enabled      = true
          registration = { clientId = var.sign_in_client_id, openIdIssuer = local.issuer }
          validation   = { allowedAudiences = local.audiences }
        }
      }

      login = { tokenStore = { enabled = false } }
    }
  }
}
