variable "vnet_id" {
  description = "Resource id of the virtual network that the probe looks out from. The app is created in its region."
  type        = string

  validation {
    condition     = can(regex("(?i)^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft\\.Network/virtualNetworks/[^/]+$", var.vnet_id))
    error_message = "Take the whole id: /subscriptions/.../resourceGroups/.../providers/Microsoft.Network/virtualNetworks/NAME."
  }
}

variable "app_subnet_id" {
  description = "An empty subnet of at least /27 for the app's outbound traffic, delegated to Microsoft.App/environments (Flex Consumption; no underscore in its name) or Microsoft.Web/serverFarms (the other plans). Empty: one is created."
  type        = string
  default     = ""
}

variable "app_subnet_prefix" {
  description = "Prefix (CIDR) of the subnet to create when app_subnet_id is empty: /27 or larger."
  type        = string
  default     = ""

  validation {
    condition     = (var.app_subnet_id == "") != (var.app_subnet_prefix == "")
    error_message = "Give app_subnet_id or app_subnet_prefix, one of the two."
  }

  validation {
    condition     = var.app_subnet_prefix == "" || try(tonumber(split("/", var.app_subnet_prefix)[1]), 99) <= 27
    error_message = "Take a /27 or larger: Flex Consumption needs it, and a subnet cannot grow while it is in use."
  }
}

variable "route_table_id" {
  description = "Route table of a subnet that is created here: the one that leads to the firewall. Empty: none."
  type        = string
  default     = ""
}

variable "network_security_group_id" {
  description = "Network security group of a subnet that is created here. Empty: none."
  type        = string
  default     = ""
}

variable "private_endpoint_subnet_id" {
  description = "Subnet for the private endpoints of the storage account and of the app; not a delegated one."
  type        = string
}

variable "storage_services" {
  description = "Services of the storage account that get a private endpoint and a role: blob (the host's locks and keys, the package) and table (the results) are needed; queue comes with `shards`, and is for nothing else."
  type        = set(string)
  default     = ["blob", "table"]

  validation {
    condition     = length(setsubtract(["blob", "table"], var.storage_services)) == 0 && length(setsubtract(var.storage_services, ["blob", "table", "queue"])) == 0
    error_message = "Take blob and table, and queue if you like."
  }
}

variable "private_dns_resource_group_id" {
  description = "Id of the resource group that has the privatelink zones, in a hub say: the private endpoints write their records there. Empty: nothing is written there; a policy of the platform team does it, or you."
  type        = string
  default     = ""
}

variable "create_private_dns_zones" {
  description = "Whether to create the privatelink zones here and link them to the network. Only where the network has none: a second zone of one name hides the first."
  type        = bool
  default     = false

  validation {
    condition     = !var.create_private_dns_zones || var.private_dns_resource_group_id == ""
    error_message = "The zones are in private_dns_resource_group_id or are created, not both."
  }
}

variable "inbound" {
  description = "How callers reach the app: private (a private endpoint, no public address) or public (any address, with the function key)."
  type        = string
  default     = "private"

  validation {
    condition     = contains(["private", "public"], var.inbound)
    error_message = "Take private or public."
  }
}

variable "allowed_callers" {
  description = "Prefixes (CIDR) that may call a public app; others are refused by the front end. Empty: any. The deployment site has no such rule."
  type        = list(string)
  default     = []
}

variable "sign_in_client_id" {
  description = "Client id of an app registration of Microsoft Entra: callers then sign in before the app (Easy Auth). Empty: the function key alone."
  type        = string
  default     = ""
}

variable "service_endpoints" {
  description = "Service endpoints of a subnet that is created here. Microsoft.Web helps where an appliance keeps a deployment from calling the app itself; what the probe sees of App Service then bypasses the firewall."
  type        = list(string)
  default     = []
}

variable "inside_network" {
  description = "Whether Terraform runs on a machine that reaches the private endpoints. Elastic Premium needs it: its package is uploaded by Terraform."
  type        = bool
  default     = false
}

variable "network_subscriptions" {
  description = "Subscriptions whose networks the probe may read, in one text: ID,ID. A custom role of roles/network-reader.json is made for them and given to the identity, which takes a right on each; network.azure in the configuration makes the probe use it. Empty: none."
  type        = string
  default     = ""

  validation {
    condition     = alltrue([for id in compact(split(",", var.network_subscriptions)) : can(regex("^\\s*[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\s*$", id))])
    error_message = "Write ids of subscriptions with commas: 00000000-0000-0000-0000-000000000000,..."
  }
}
