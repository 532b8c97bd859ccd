data "google_compute_subnetwork" "probe" {
  project = coalesce(var.network_project, var.project)
  region  = var.region
  name    = var.subnetwork
}

module "restricted_vip" {
  source = "./modules/restricted-vip"
  count  = var.create_restricted_vip ? 1 : 0

  project      = coalesce(var.network_project, var.project)
  network      = data.google_compute_subnetwork.probe.network
  network_tags = var.network_tags
  name         = var.name

  depends_on = [google_project_service.needed]
}
