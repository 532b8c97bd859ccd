resource "google_cloud_scheduler_job" "sweep" {
  project     = var.project
  region      = var.region
  name        = local.job_name
  description = "Starts a sweep of ${var.name}: the schedule of perimeter.yaml"
  schedule    = local.cron
  time_zone   = "Etc/UTC"
  # Longer than the service's own timeout, so that it is the service that ends a request.
  attempt_deadline = "320s"

  http_target {
    http_method = "POST"
    uri         = "${google_cloud_run_v2_service.probe.uri}/api/sweep"
    headers     = { "Content-Type" = "application/json" }
    body        = base64encode(jsonencode({ kind = "scheduled" }))

    oidc_token {
      service_account_email = google_service_account.scheduler.email
      # Not the whole address, which would be the default.
      audience = google_cloud_run_v2_service.probe.uri
    }
  }

  # A sweep that was done already is not done again for a retry.
  retry_config {
    retry_count          = 2
    min_backoff_duration = "10s"
    max_backoff_duration = "60s"
  }

  lifecycle {
    precondition {
      condition     = length(local.fields) == 6 && can(regex("^0+$", local.fields[0]))
      error_message = "The schedule ${jsonencode(local.schedule)} in ${var.config_file} must have six fields, the first of them 0: Cloud Scheduler counts in minutes."
    }

    precondition {
      condition     = length(local.fields) != 6 || contains([local.fields[3], local.fields[5]], "*")
      error_message = "The schedule ${jsonencode(local.schedule)} limits the day of the month and the day of the week: NCRONTAB wants both to fit, Cloud Scheduler is content with one. Leave one of them *."
    }
  }

  depends_on = [google_cloud_run_v2_service_iam_member.scheduler]
}
