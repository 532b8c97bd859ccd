locals {
  # Minutes between two sweeps, for the forms of a schedule that are in use; null: nothing is checked against it.
  cron = split(" ", trimspace(replace(local.schedule, "/\\s+/", " ")))
  per_hour = [
    for field in slice(concat(local.cron, ["", ""]), 1, 2) :
    field == "*" ? 1 : startswith(field, "*/") ? tonumber(substr(field, 2, -1)) : can(regex("^[0-9,]+$", field)) ? floor(60 / length(split(",", field))) : null
  ]
  per_day = [
    for field in slice(concat(local.cron, ["", "", ""]), 2, 3) :
    field == "*" ? 1 : startswith(field, "*/") ? tonumber(substr(field, 2, -1)) : can(regex("^[0-9,]+$", field)) ? floor(24 / length(split(",", field))) : null
  ]
  interval = try(local.cron[2] == "*" ? local.per_hour[0] : local.per_day[0] * 60, null)

  # What Azure Monitor takes, in minutes.
  windows = { PT5M = 5, PT10M = 10, PT15M = 15, PT30M = 30, PT45M = 45, PT1H = 60, PT2H = 120, PT3H = 180, PT4H = 240, PT5H = 300, PT6H = 360, P1D = 1440, P2D = 2880 }
  wanted  = { alert = (var.alert_after + 1) * coalesce(local.interval, 5), silence = 3 * coalesce(local.interval, 5) + 15 }
  fitting = { for name, minutes in local.wanted : name => [for one in sort([for size in values(local.windows) : format("%04d", size)]) : tonumber(one) if tonumber(one) >= minutes] }
  chosen  = { for name, sizes in local.fitting : name => try([for window, size in local.windows : window if size == sizes[0]][0], "P2D") }

  alert_window   = var.alert_window == "" ? local.chosen.alert : var.alert_window
  silence_window = var.silence_window == "" ? local.chosen.silence : var.silence_window

  config        = try(yamldecode(local.config_text), {})
  has_receivers = try(length(local.config.alerts.notify) > 0, false)
}

# What cannot work is refused while it is planned, and not found out at night.
resource "terraform_data" "refusals" {
  input = local.schedule

  lifecycle {
    precondition {
      condition     = length(local.cron) == 6 && alltrue([for field in local.cron : can(regex("^[0-9A-Za-z*,/-]+$", field))])
      error_message = "`schedule` in the configuration must be written out: NCRONTAB of six fields, no $${NAME}."
    }
    precondition {
      condition     = can(keys(yamldecode(local.config_text)))
      error_message = "The configuration is no mapping of YAML: npx perimeter validate says where."
    }
    precondition {
      condition     = local.interval == null ? true : local.windows[local.alert_window] >= (var.alert_after + 1) * local.interval
      error_message = "alert_window is too short for the schedule: it must hold alert_after sweeps and one more."
    }
    precondition {
      condition     = local.interval == null ? true : local.windows[local.silence_window] >= 2 * local.interval + 5
      error_message = "silence_window is too short for the schedule: it must hold two sweeps and five minutes, or it fires between any two."
    }
    precondition {
      condition     = var.config_in_package || length(local.config_text) <= 65536
      error_message = "The configuration has more than 64 kB, too much for an app setting: put it into the package (npm run package:azure -- --config FILE) and set config_in_package."
    }
    precondition {
      condition     = var.no_receiver || var.alert_email != "" || var.action_group_id != "" || local.has_receivers
      error_message = "Nobody would be told of anything: give alert_email or action_group_id, or alerts.notify in the configuration; or set no_receiver."
    }
  }
}
