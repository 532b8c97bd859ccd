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
    network   = one(data.google_compute_subnetwork.probe[*].network)
    subnet    = one(data.google_compute_subnetwork.probe[*].id)
    range     = one(data.google_compute_subnetwork.probe[*].ip_cidr_range)
    connector = var.connector
    tags      = var.network_tags
    mode      = "all-traffic"
  }
}

output "restricted_vip" {
  description = "With create_restricted_vip: the zones, which lead names of every workload of the network, and what may still leave."
  value = one([for vip in module.restricted_vip : {
    zones     = vip.zones
    may_leave = vip.may_leave
  }])
}
