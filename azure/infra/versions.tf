terraform {
  required_version = ">= 1.9"

  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.79"
    }
    # For what azurerm cannot say: a subnet that is made with its rules and routes, a Flex Consumption app without a
    # connection string, ids of other subscriptions.
    azapi = {
      source  = "Azure/azapi"
      version = "~> 2.4"
    }
    time = {
      source  = "hashicorp/time"
      version = "~> 0.12"
    }
  }
}

provider "azurerm" {
  subscription_id     = local.subscription_id
  storage_use_azuread = true

  # Registering is a right on the subscription, and needed once: docs/deploy-azure.md has the list.
  resource_provider_registrations = "none"

  features {
    # The accounts are closed to the machine that runs Terraform: all that it asks of them goes through Resource Manager.
    storage {
      data_plane_available = false
    }

    # Application Insights makes an alert rule of its own, which would keep a group from being deleted.
    application_insights {
      disable_generated_rule = true
    }
    resource_group {
      prevent_deletion_if_contains_resources = false
    }
  }
}

provider "azapi" {
  subscription_id = local.subscription_id
}
