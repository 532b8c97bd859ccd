variable "log_retention_days" {
  description = "How long Log Analytics keeps the logs, in days."
  type        = number
  default     = 90

  validation {
    condition     = var.log_retention_days >= 30 && var.log_retention_days <= 730
    error_message = "Take 30 to 730 days."
  }
}

variable "monitor_private_link_scope_id" {
  description = "Id of an Azure Monitor Private Link Scope to take Application Insights into: telemetry then stays in the network, and the public endpoints are closed. Empty: telemetry leaves by the firewall."
  type        = string
  default     = ""
}

variable "alert_email" {
  description = "Who gets the alerts by mail. Empty: nobody; then name an action group."
  type        = string
  default     = ""
}

variable "action_group_id" {
  description = "Id of an existing action group that gets the alerts, too. Empty: none."
  type        = string
  default     = ""
}

variable "no_receiver" {
  description = "Whether it is meant that nobody is told: the alerts are then seen in the portal only."
  type        = bool
  default     = false
}

variable "alert_window" {
  description = "The time, ISO 8601, in which a capability must fail alert_after times. It must hold more sweeps than that. Empty: as the schedule needs it."
  type        = string
  default     = ""

  validation {
    condition     = contains(["", "PT5M", "PT10M", "PT15M", "PT30M", "PT45M", "PT1H", "PT2H", "PT3H", "PT4H", "PT5H", "PT6H", "P1D", "P2D"], var.alert_window)
    error_message = "Azure Monitor takes PT5M, PT10M, PT15M, PT30M, PT45M, PT1H to PT6H, P1D or P2D."
  }
}

variable "alert_after" {
  description = "Failing sweeps in alert_window after which the alert fires."
  type        = number
  default     = 2

  validation {
    condition     = var.alert_after >= 1
    error_message = "Take 1 or more."
  }
}

variable "silence_window" {
  description = "The time, ISO 8601, without a sweep after which the probe counts as silent. Take several sweeps and five minutes for the logs to arrive. Empty: as the schedule needs it."
  type        = string
  default     = ""

  validation {
    condition     = contains(["", "PT5M", "PT10M", "PT15M", "PT30M", "PT45M", "PT1H", "PT2H", "PT3H", "PT4H", "PT5H", "PT6H", "P1D", "P2D"], var.silence_window)
    error_message = "Azure Monitor takes PT5M, PT10M, PT15M, PT30M, PT45M, PT1H to PT6H, P1D or P2D."
  }
}

variable "availability_alert" {
  description = "Whether to alert on the availability metric of Application Insights, too: quicker than logs, but without the cause."
  type        = bool
  default     = false
}
