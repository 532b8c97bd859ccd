variable "project" {
  description = "Project of the VPC: the host project of a Shared VPC."
  type        = string
}

variable "network" {
  description = "The VPC, by self link or id."
  type        = string
}

variable "name" {
  description = "Prefix of the names of what is created."
  type        = string
}

variable "network_tags" {
  description = "Network tags of what may go to the VIP and nowhere else."
  type        = list(string)

  validation {
    condition     = length(var.network_tags) > 0
    error_message = "Without a tag the rules would hold for the whole network: name at least one."
  }
}

variable "domains" {
  description = "Domains whose names lead to the VIP, for every workload of the network."
  type        = set(string)
  default     = ["gcr.io", "googleapis.com", "pkg.dev", "run.app"]
}

variable "create_routes" {
  description = "Whether to route the VIP's range to the default internet gateway. Not needed where the default route leads there."
  type        = bool
  default     = true
}

variable "deny_other_egress" {
  description = "Whether to deny all else that leaves, so that the VIP is the only egress path."
  type        = bool
  default     = true
}

variable "allowed_egress" {
  description = "What else may leave: the network's own services."
  type = list(object({
    ranges   = list(string)
    protocol = string
    ports    = list(string)
  }))
  default = []
}
