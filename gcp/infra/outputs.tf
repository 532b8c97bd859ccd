output "uri" {
  description = "Address of the service: the page is at /api/status."
  value       = google_cloud_run_v2_service.probe.uri
}

output "images" {
  description = "Where the images of the probe are kept."
  value       = "${var.region}-docker.pkg.dev/${var.project}/${google_artifact_registry_repository.images.repository_id}"
}

output "identity" {
  description = "The probe's service account: grant it what `auth: {google: ...}` targets read."
  value       = google_service_account.probe.email
}

output "schedule" {
  description = "The schedule of perimeter.yaml as Cloud Scheduler has it."
  value       = local.cron
}

output "egress" {
  description = "What the probe sends from, for firewall rules: rules go by range or tag, as its addresses change."
  value = {
    network = data.google_compute_subnetwork.probe.network
    subnet  = data.google_compute_subnetwork.probe.id
    range   = data.google_compute_subnetwork.probe.ip_cidr_range
    tags    = var.network_tags
    mode    = "all-traffic"
  }
}
