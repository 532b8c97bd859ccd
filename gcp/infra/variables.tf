variable "project" {
  description = "Id of the project that the probe runs in."
  type        = string
}

variable "region" {
  description = "Region of the service, the Scheduler's job and the images; that of the subnet."
  type        = string
}

variable "name" {
  description = "Name of the service, and prefix of the names of all that belongs to it."
  type        = string
  default     = "perimeter"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,18}[a-z0-9]$", var.name))
    error_message = "Write 3 to 20 lower-case letters, digits and hyphens: names of service accounts are made of it."
  }
}

variable "network_project" {
  description = "Project of the VPC where it is a Shared VPC; null: the project of the probe."
  type        = string
  default     = null
}

variable "subnetwork" {
  description = "Name of the existing subnet that the probe sends from: in the region, /26 or larger, with Private Google Access. Null with a connector."
  type        = string
  default     = null
}

variable "connector" {
  description = "Id of an existing Serverless VPC Access connector (projects/P/locations/R/connectors/NAME), where the workloads use one instead of Direct VPC egress; null: the subnet."
  type        = string
  default     = null

  validation {
    condition     = var.connector == null || can(regex("^projects/[^/]+/locations/[^/]+/connectors/[^/]+$", var.connector))
    error_message = "Write the connector as projects/PROJECT/locations/REGION/connectors/NAME."
  }
}

variable "network_tags" {
  description = "Network tags of the probe: those of the workloads that it stands for. Firewall rules and routes go by tags, so that any other tag makes another path."
  type        = list(string)
  default     = []
}

variable "image" {
  description = "The image to run, by digest (HOST/PROJECT/REPOSITORY/NAME@sha256:...). deploy.sh builds it and writes it down; null only before that."
  type        = string
  default     = null

  validation {
    condition     = var.image == null || can(regex("@sha256:[0-9a-f]{64}$", var.image))
    error_message = "Name the image by its digest: a tag may lead to another image tomorrow."
  }
}

variable "config_file" {
  description = "Path of perimeter.yaml, from this folder. Its schedule becomes the Scheduler's, its store.firestore names the database."
  type        = string
}

variable "interval_minutes" {
  description = "Minutes between two sweeps. Needed only when the schedule is not of the form \"0 */N * * * *\"."
  type        = number
  default     = null
}

variable "environment" {
  description = "Further environment variables, for $${NAME} in the configuration. Nothing secret: they can be read in the console."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for name in keys(var.environment) : can(regex("^[A-Za-z_][A-Za-z0-9_]*$", name))])
    error_message = "The keys are names of environment variables."
  }
}

variable "environment_from_manager" {
  description = "Environment variables whose values are kept in Secret Manager, by the id of the entry there; for $${NAME} in the configuration."
  type        = map(string)
  default     = {}
}

variable "ingress" {
  description = "From where the service can be reached: internal (VPC and Scheduler), internal-and-cloud-load-balancing, or all. IAM decides in each case."
  type        = string
  default     = "internal"

  validation {
    condition     = contains(["internal", "internal-and-cloud-load-balancing", "all"], var.ingress)
    error_message = "Write internal, internal-and-cloud-load-balancing or all."
  }
}

variable "callers" {
  description = "Who may open the page and call the API (user:..., group:..., serviceAccount:...)."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for who in var.callers : !contains(["allUsers", "allAuthenticatedUsers"], who)])
    error_message = "The report shows how the network is protected: name people, groups or service accounts."
  }
}

variable "min_instances" {
  description = "Instances kept warm. 0: an idle one is kept up to 15 minutes, so that a five-minute schedule finds it warm."
  type        = number
  default     = 0
}

variable "shards" {
  description = "Instances that measure the shards of sweeps of thousands of targets, at most; each takes an address of the subnet. 0: the one instance of the probe measures all."
  type        = number
  default     = 0

  validation {
    condition     = var.shards >= 0 && var.shards <= 100 && floor(var.shards) == var.shards
    error_message = "Take 0 to 100."
  }
}

variable "create_database" {
  description = "Whether to make the Firestore database that the configuration names; false: it exists."
  type        = bool
  default     = true
}

variable "database_location" {
  description = "Location of the Firestore database; null: the region."
  type        = string
  default     = null
}

variable "protect_results" {
  description = "Whether the database refuses to be deleted. Set it to false, apply, and then destroy."
  type        = bool
  default     = true
}

variable "notification_channels" {
  description = "Ids of existing notification channels of Cloud Monitoring (projects/P/notificationChannels/N)."
  type        = list(string)
  default     = []
}

variable "alert_emails" {
  description = "Addresses that alerts are mailed to; a channel is made for each."
  type        = list(string)
  default     = []
}

variable "create_restricted_vip" {
  description = "Whether to make routes and firewall rules of restricted.googleapis.com for network_tags, and what restricted_vip says besides (modules/restricted-vip)."
  type        = bool
  default     = false

  validation {
    condition     = !var.create_restricted_vip || (length(var.network_tags) > 0 && var.subnetwork != null)
    error_message = "The rules are for network_tags, in the network of the subnetwork: give both. Without a tag they would hold for the whole network."
  }
}

variable "restricted_vip" {
  description = <<-TEXT
    With create_restricted_vip. domains: private zones that are made, such as googleapis.com, gcr.io and pkg.dev; they change
    these names for EVERY workload of the network, in a Shared VPC for those of all service projects, and the restricted VIP
    serves only what VPC Service Controls supports. deny_other_egress: all else is denied to network_tags, targets inside the
    VPC included, less allowed_egress.
  TEXT
  type = object({
    domains           = optional(set(string), [])
    create_routes     = optional(bool, true)
    deny_other_egress = optional(bool, false)
    allowed_egress = optional(list(object({
      ranges   = list(string)
      protocol = string
      ports    = list(string)
    })), [])
  })
  default = {}
}

variable "network_projects" {
  description = "Projects whose networks the probe may read: those of the VPCs, in a Shared VPC the host project. A custom role of roles/network-reader.json is made in each and given to the probe, which takes the right to make roles there; network.google in the configuration makes the probe use it."
  type        = set(string)
  default     = []
}
