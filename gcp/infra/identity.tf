# The probe writes its results and nothing else. What it logs is carried by the platform, which needs no role.
resource "google_service_account" "probe" {
  project      = var.project
  account_id   = "${var.name}-probe"
  display_name = "Perimeter: the probe"

  depends_on = [google_project_service.needed]
}

resource "google_project_iam_member" "results" {
  count = local.keeps_results_here ? 1 : 0

  project = var.project
  role    = "roles/datastore.user"
  member  = google_service_account.probe.member

  condition {
    title      = "${var.name} results"
    expression = "resource.name == \"projects/${var.project}/databases/${local.database}\""
  }
}

resource "google_secret_manager_secret_iam_member" "environment" {
  for_each = var.environment_from_manager

  project   = var.project
  secret_id = each.value
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.probe.member
}

# The Scheduler calls with this one's token, and it can do nothing else.
resource "google_service_account" "scheduler" {
  project      = var.project
  account_id   = "${var.name}-scheduler"
  display_name = "Perimeter: the Scheduler's calls"

  depends_on = [google_project_service.needed]
}

resource "google_cloud_run_v2_service_iam_member" "scheduler" {
  project  = var.project
  location = var.region
  name     = google_cloud_run_v2_service.probe.name
  role     = "roles/run.invoker"
  member   = google_service_account.scheduler.member
}

resource "google_cloud_run_v2_service_iam_member" "callers" {
  for_each = toset(var.callers)

  project  = var.project
  location = var.region
  name     = google_cloud_run_v2_service.probe.name
  role     = "roles/run.invoker"
  member   = each.value
}
