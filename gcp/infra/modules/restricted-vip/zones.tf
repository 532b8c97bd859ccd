# The zones that `perimeter rules --for gcp-dns` prints, less the AAAA records: they need an IPv6 route and rule for the VIP.
# https://docs.cloud.google.com/vpc/docs/configure-private-google-access-hybrid, 2026-04-08
locals {
  vip       = "restricted.googleapis.com."
  addresses = ["199.36.153.4", "199.36.153.5", "199.36.153.6", "199.36.153.7"]
  # googleapis.com has the VIP's own name in it; other domains have the addresses at their apex.
  apex = { for domain in var.domains : domain => domain == "googleapis.com" ? local.vip : "${domain}." }
}

resource "google_dns_managed_zone" "domain" {
  for_each = var.domains

  project     = var.project
  name        = "${var.name}-${replace(each.value, ".", "-")}"
  dns_name    = "${each.value}."
  description = "Leads ${each.value} to restricted.googleapis.com"
  visibility  = "private"

  private_visibility_config {
    networks {
      network_url = var.network
    }
  }
}

resource "google_dns_record_set" "address" {
  for_each = local.apex

  project      = var.project
  managed_zone = google_dns_managed_zone.domain[each.key].name
  name         = each.value
  type         = "A"
  ttl          = 300
  rrdatas      = local.addresses
}

resource "google_dns_record_set" "below" {
  for_each = local.apex

  project      = var.project
  managed_zone = google_dns_managed_zone.domain[each.key].name
  name         = "*.${each.key}."
  type         = "CNAME"
  ttl          = 300
  rrdatas      = [each.value]
}
