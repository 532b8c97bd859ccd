output "may_leave" {
  description = "What the tagged may still send to, in words. DNS and the metadata server are not of the VPC, and are never denied."
  value = concat(
    ["tcp:443 to ${join(" and ", values(local.ranges))}: Google's APIs"],
    [for allowed in var.allowed_egress : "${allowed.protocol}:${join(",", allowed.ports)} to ${join(" and ", allowed.ranges)}"],
    var.deny_other_egress ? [] : ["all else that no other rule of the network denies"],
  )
}

output "zones" {
  description = "The private zones, by domain."
  value       = { for domain, zone in google_dns_managed_zone.domain : domain => zone.name }
}
