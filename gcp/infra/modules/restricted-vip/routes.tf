locals {
  # The VIP, and direct connectivity, which Google asks to allow beside it (the same page).
  ranges = {
    vip         = "199.36.153.4/30"
    direct-path = "34.126.0.0/18"
  }
}

resource "google_compute_route" "google" {
  for_each = var.create_routes ? local.ranges : {}

  project     = var.project
  network     = var.network
  name        = "${var.name}-${each.key}"
  description = "Traffic to Google's APIs. It stays in Google's network, whatever the name of the gateway"
  dest_range  = each.value
  priority    = 1000

  next_hop_gateway = "default-internet-gateway"
}

resource "google_compute_firewall" "google" {
  project            = var.project
  network            = var.network
  name               = "${var.name}-allow-google"
  description        = "To Google's APIs by restricted.googleapis.com"
  direction          = "EGRESS"
  priority           = 1000
  destination_ranges = values(local.ranges)
  target_tags        = var.network_tags

  allow {
    protocol = "tcp"
    ports    = ["443"]
  }
}

resource "google_compute_firewall" "allowed" {
  count = length(var.allowed_egress)

  project            = var.project
  network            = var.network
  name               = "${var.name}-allow-${count.index}"
  description        = "What else may leave"
  direction          = "EGRESS"
  priority           = 1000
  destination_ranges = var.allowed_egress[count.index].ranges
  target_tags        = var.network_tags

  allow {
    protocol = var.allowed_egress[count.index].protocol
    ports    = var.allowed_egress[count.index].ports
  }
}

# A rule has ranges of one family only.
resource "google_compute_firewall" "denied" {
  for_each = var.deny_other_egress ? { ipv4 = "0.0.0.0/0", ipv6 = "::/0" } : {}

  project            = var.project
  network            = var.network
  name               = "${var.name}-deny-${each.key}"
  description        = "Nothing else leaves"
  direction          = "EGRESS"
  priority           = 65000
  destination_ranges = [each.value]
  target_tags        = var.network_tags

  deny {
    protocol = "all"
  }
}
