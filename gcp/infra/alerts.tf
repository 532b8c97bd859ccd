locals {
  channels = concat(var.notification_channels, [for one in google_monitoring_notification_channel.email : one.id])

  # Log-based metrics may lag by ten minutes, and a condition looks back 23.5 hours at most.
  silent_window  = "${60 * min(max(3 * local.interval_minutes, 30), 1410)}s"
  failing_window = "${60 * min(max(3 * local.interval_minutes, 10), 1410)}s"
}

resource "google_monitoring_notification_channel" "email" {
  for_each = toset(var.alert_emails)

  project      = var.project
  type         = "email"
  display_name = "Perimeter: ${each.value}"
  labels       = { email_address = each.value }

  depends_on = [google_project_service.needed]
}

resource "google_monitoring_alert_policy" "silent" {
  project               = var.project
  display_name          = "${var.name}: the probe is silent"
  severity              = "CRITICAL"
  combiner              = "OR"
  notification_channels = local.channels

  conditions {
    display_name = "No scheduled sweep ended within ${local.silent_window}"

    condition_absent {
      filter   = "metric.type=\"logging.googleapis.com/user/${google_logging_metric.sweeps.name}\" AND resource.type=\"cloud_run_revision\""
      duration = local.silent_window

      # One series for the service: each revision has its own, and an old one falls silent for good.
      aggregations {
        alignment_period     = "60s"
        per_series_aligner   = "ALIGN_DELTA"
        cross_series_reducer = "REDUCE_SUM"
      }
    }
  }

  # Where the metric goes on as zero instead of ending, absence does not see it.
  conditions {
    display_name = "Scheduled sweeps are zero over ${local.silent_window}"

    condition_threshold {
      filter                  = "metric.type=\"logging.googleapis.com/user/${google_logging_metric.sweeps.name}\" AND resource.type=\"cloud_run_revision\""
      comparison              = "COMPARISON_LT"
      threshold_value         = 1
      duration                = "60s"
      evaluation_missing_data = "EVALUATION_MISSING_DATA_ACTIVE"

      aggregations {
        alignment_period     = local.silent_window
        per_series_aligner   = "ALIGN_DELTA"
        cross_series_reducer = "REDUCE_SUM"
      }
    }
  }

  # A probe that has never swept has no series that could end.
  conditions {
    display_name = "The Scheduler's calls fail"

    condition_threshold {
      filter                  = "metric.type=\"logging.googleapis.com/user/${google_logging_metric.failed_calls.name}\" AND resource.type=\"cloud_scheduler_job\""
      comparison              = "COMPARISON_GT"
      threshold_value         = 2
      duration                = "60s"
      evaluation_missing_data = "EVALUATION_MISSING_DATA_INACTIVE"

      aggregations {
        alignment_period     = local.silent_window
        per_series_aligner   = "ALIGN_DELTA"
        cross_series_reducer = "REDUCE_SUM"
      }
    }
  }

  documentation {
    content = "No scheduled sweep of ${var.name} has ended: nobody is watching. See docs/deploy-gcp.md, Troubleshooting: the Scheduler's job, its permission to call, the log of the service, GET /api/status."
  }

  lifecycle {
    precondition {
      condition     = local.interval_minutes > 0
      error_message = "How often ${jsonencode(local.schedule)} comes cannot be determined here: set interval_minutes to the longest pause between two sweeps."
    }
  }
}

resource "google_monitoring_alert_policy" "capability" {
  project               = var.project
  display_name          = "${var.name}: a capability fails"
  severity              = "ERROR"
  combiner              = "OR"
  notification_channels = local.channels

  conditions {
    display_name = "Failed in two sweeps within ${local.failing_window}"

    condition_threshold {
      filter                  = "metric.type=\"logging.googleapis.com/user/${google_logging_metric.failing_capabilities.name}\" AND resource.type=\"cloud_run_revision\""
      comparison              = "COMPARISON_GT"
      threshold_value         = 1
      duration                = "60s"
      evaluation_missing_data = "EVALUATION_MISSING_DATA_INACTIVE"

      aggregations {
        alignment_period     = local.failing_window
        per_series_aligner   = "ALIGN_DELTA"
        cross_series_reducer = "REDUCE_SUM"
        group_by_fields      = ["metric.label.vantage", "metric.label.capability"]
      }
    }
  }

  alert_strategy {
    auto_close = "1800s"
  }

  documentation {
    content = "$${metric.label.capability} does not work from $${metric.label.vantage}. The report on the page names the cause and the change that fixes it."
  }
}

# By the entry and not by a metric: it is told at once, with the cause.
resource "google_monitoring_alert_policy" "incident" {
  project               = var.project
  display_name          = "${var.name}: a new incident"
  severity              = "ERROR"
  combiner              = "OR"
  notification_channels = local.channels

  conditions {
    display_name = "An incident opened"

    condition_matched_log {
      filter = local.new_incidents

      label_extractors = {
        vantage = "EXTRACT(jsonPayload.vantage)"
        code    = "EXTRACT(jsonPayload.code)"
        subject = "EXTRACT(jsonPayload.subject)"
      }
    }
  }

  alert_strategy {
    auto_close = "86400s"

    # Entries of one sweep are one message.
    notification_rate_limit {
      period = "300s"
    }
  }

  documentation {
    content = "$${log.extracted_label.code} at $${log.extracted_label.subject}, seen from $${log.extracted_label.vantage}. The page shows the evidence, the cause and the fix."
  }

  depends_on = [google_project_service.needed]
}
