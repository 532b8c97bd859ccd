# The state in a storage account, by identity and without an account key. Copy this file and provider.conf.json into
# azure/infra: azd fills in the latter; without azd, `terraform init -backend-config=FILE` with the same keys.
terraform {
  backend "azurerm" {
    use_azuread_auth = true
  }
}
