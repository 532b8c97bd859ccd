# Lets the probe read the configuration of networks, to name the rule or route that decides: docs/network.md.
locals {
  network_reader = jsondecode(file("${path.module}/roles/network-reader.json"))
}

resource "google_project_iam_custom_role" "network" {
  for_each = var.network_projects

  project     = each.key
  role_id     = "${replace(var.name, "-", "_")}_network_reader"
  title       = local.network_reader.title
  description = local.network_reader.description
  permissions = local.network_reader.includedPermissions
}

resource "google_project_iam_member" "network" {
  for_each = var.network_projects

  project = each.key
  role    = google_project_iam_custom_role.network[each.key].id
  member  = google_service_account.probe.member
}
