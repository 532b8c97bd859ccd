variable "subscription_id" {
  description = "Subscription to deploy into. Empty: that of the environment variable ARM_SUBSCRIPTION_ID."
  type        = string
  default     = ""
}

variable "name" {
  description = "What the names of all resources are made of; a short hash keeps them apart from those of others."
  type        = string
  default     = "perimeter"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,20}[a-z0-9]$", var.name))
    error_message = "Take 3 to 22 lower-case letters, digits and hyphens; start with a letter."
  }
}

variable "resource_group_name" {
  description = "Resource group of all that is created here."
  type        = string
  default     = "rg-perimeter"
}

variable "create_resource_group" {
  description = "Whether to create that resource group, which takes a right on the subscription; false: it exists."
  type        = bool
  default     = true
}

variable "tags" {
  description = "Tags of all resources."
  type        = map(string)
  default     = {}
}

variable "config_file" {
  description = "The probe's configuration (perimeter.yaml). Its schedule is the timer's; the text becomes an app setting. Relative paths count from azure/infra. Empty: the perimeter.yaml of this project."
  type        = string
  default     = ""
}

variable "more_tags" {
  description = "Further tags, in one text: NAME=VALUE,NAME=VALUE."
  type        = string
  default     = ""
}

variable "app_settings" {
  description = "Further app settings that are no secrets: references to Key Vault, HTTPS_PROXY. Plans show them."
  type        = map(string)
  default     = {}
}

variable "key_vault_references" {
  description = "Secrets that the configuration names as $${NAME}, in one text: NAME=SECRET_URI,NAME=SECRET_URI. Each becomes a reference to Key Vault."
  type        = string
  default     = ""

  validation {
    condition     = alltrue([for pair in compact(split(",", var.key_vault_references)) : can(regex("^\\s*[A-Za-z_][A-Za-z0-9_]*=https://[^\\s]+/secrets/[^\\s]+$", pair))])
    error_message = "Write NAME=https://VAULT.vault.azure.net/secrets/SECRET, several with commas."
  }
}

variable "secret_settings" {
  description = "App settings that are secrets themselves, where no Key Vault is at hand. They stand in the state, and hide all settings in plans."
  type        = map(string)
  default     = {}
  sensitive   = true
}

variable "config_in_package" {
  description = "Whether the package brings the configuration (npm run package:azure -- --config FILE), for one that is too large for an app setting."
  type        = bool
  default     = false
}

variable "plan" {
  description = "Hosting plan: flex-consumption, elastic-premium or dedicated."
  type        = string
  default     = "flex-consumption"

  validation {
    condition     = contains(["flex-consumption", "elastic-premium", "dedicated"], var.plan)
    error_message = "Take flex-consumption, elastic-premium or dedicated."
  }
}

variable "plan_sku" {
  description = "Size of an Elastic Premium or Dedicated plan. Empty: EP1 or P0v3. VNet integration needs Basic or better."
  type        = string
  default     = ""
}

variable "memory_mb" {
  description = "Memory of an instance in Flex Consumption, in MB."
  type        = number
  default     = 2048

  validation {
    condition     = contains([512, 2048, 4096], var.memory_mb)
    error_message = "Flex Consumption has instances of 512, 2048 and 4096 MB."
  }
}

variable "always_ready" {
  description = "Instances of Flex Consumption that are kept for the timer: no cold start, at a price."
  type        = number
  default     = 0

  validation {
    condition     = var.always_ready >= 0 && floor(var.always_ready) == var.always_ready
    error_message = "Take 0 or more."
  }
}

variable "shards" {
  description = "Whether sweeps of thousands of targets are spread over instances, by a storage queue: its service gets a private endpoint and a role, and the host loads its extension for queues (docs/deploy-azure.md)."
  type        = bool
  default     = false
}

variable "role_delay" {
  description = "How long to wait for new roles to be known everywhere before the host starts or a package is sent."
  type        = string
  default     = "120s"
}

variable "package_file" {
  description = "The package that Elastic Premium runs (npm run package:azure). The other plans get theirs by azd deploy. Empty: dist/perimeter-azure.zip of this project."
  type        = string
  default     = ""
}
