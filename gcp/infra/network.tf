data "google_compute_subnetwork" "probe" {
  count = var.subnetwork == null ? 0 : 1

  project = coalesce(var.network_project, var.project)
  region  = var.region
  name    = var.subnetwork
}

module "restricted_vip" {
  source = "./modules/restricted-vip"
  count  = var.create_restricted_vip ? 1 : 0

  project      = coalesce(var.network_project, var.project)
  network      = one(data.google_compute_subnetwork.probe[*].network)
  network_tags = var.network_tags
  name         = var.name

  domains           = var.restricted_vip.domains
  create_routes     = var.restricted_vip.create_routes
  deny_other_egress = var.restricted_vip.deny_other_egress
  allowed_egress    = var.restricted_vip.allowed_egress

  depends_on = [google_project_service.needed]
}
