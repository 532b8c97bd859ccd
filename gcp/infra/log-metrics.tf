# Counted from the log entries of shared/agent/report-lines.ts and shared/alerts/log-lines.ts, which need no way out of the VPC.
locals {
  # Not by the job, which waits for the image: the metrics are made before it (deploy.sh).
  job_name = "${var.name}-sweep"

  entries = "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\"${var.name}\""

  scheduled_sweeps = "${local.entries} AND jsonPayload.event=\"sweep\" AND jsonPayload.kind=\"scheduled\""
  bad_capabilities = "${local.entries} AND jsonPayload.event=\"capability\" AND jsonPayload.kind=\"scheduled\" AND jsonPayload.verdict=\"fail\""
  new_incidents    = "${local.entries} AND jsonPayload.event=\"incident-opened\""
  failed_calls     = "resource.type=\"cloud_scheduler_job\" AND resource.labels.job_id=\"${local.job_name}\" AND severity>=ERROR"
}

resource "google_logging_metric" "sweeps" {
  project     = var.project
  name        = "${var.name}/sweeps"
  description = "Scheduled sweeps that ended. None: the probe is silent."
  filter      = local.scheduled_sweeps

  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "INT64"
  }

  depends_on = [google_project_service.needed]
}

resource "google_logging_metric" "failing_targets" {
  project         = var.project
  name            = "${var.name}/failing-targets"
  description     = "Targets that failed in a scheduled sweep."
  filter          = local.scheduled_sweeps
  value_extractor = "EXTRACT(jsonPayload.summary.fail)"

  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "DISTRIBUTION"
  }

  depends_on = [google_project_service.needed]
}

resource "google_logging_metric" "failing_capabilities" {
  project     = var.project
  name        = "${var.name}/failing-capabilities"
  description = "Scheduled sweeps in which a capability failed."
  filter      = local.bad_capabilities

  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "INT64"

    labels {
      key         = "vantage"
      description = "Where it was seen from"
    }

    labels {
      key         = "capability"
      description = "What does not work"
    }
  }

  label_extractors = {
    vantage    = "EXTRACT(jsonPayload.vantage)"
    capability = "EXTRACT(jsonPayload.capability)"
  }

  depends_on = [google_project_service.needed]
}

resource "google_logging_metric" "failed_calls" {
  project     = var.project
  name        = "${var.name}/failed-calls"
  description = "Calls of the Scheduler that the service did not answer well."
  filter      = local.failed_calls

  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "INT64"
  }

  depends_on = [google_project_service.needed]
}
