terraform {
  required_version = ">= 1.9"

  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.79"
    }
  }
}

provider "azurerm" {
  subscription_id     = local.subscription_id
  storage_use_azuread = true

  features {
    # The accounts are closed to the machine that runs Terraform: all that it asks of them goes through Resource Manager.
    storage {
      data_plane_available = false
    }
  }
}
