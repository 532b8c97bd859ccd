locals {
  # In a Shared VPC the zones are in the host project, whose APIs are switched on there.
  makes_zones_here = var.create_restricted_vip && length(var.restricted_vip.domains) > 0 && coalesce(var.network_project, var.project) == var.project
}

resource "google_project_service" "needed" {
  for_each = toset(concat([
    "artifactregistry.googleapis.com",
    "cloudbuild.googleapis.com",
    # Grants on the project go through it.
    "cloudresourcemanager.googleapis.com",
    "cloudscheduler.googleapis.com",
    "compute.googleapis.com",
    "firestore.googleapis.com",
    "iam.googleapis.com",
    "logging.googleapis.com",
    "monitoring.googleapis.com",
    "run.googleapis.com",
    "secretmanager.googleapis.com",
  ], local.makes_zones_here || length(var.network_projects) > 0 ? ["dns.googleapis.com"] : [], local.has_shards ? ["pubsub.googleapis.com"] : []))

  project = var.project
  service = each.value
  # Others in the project may use them.
  disable_on_destroy = false
}
