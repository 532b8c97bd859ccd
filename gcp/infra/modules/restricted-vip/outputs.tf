output "zones" {
  description = "The private zones, by domain."
  value       = { for domain, zone in google_dns_managed_zone.domain : domain => zone.name }
}
