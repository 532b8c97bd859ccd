output "AZURE_RESOURCE_GROUP" {
  description = "Resource group of the app; azd finds the app in it by its tag."
  value       = local.resource_group
}

output "PERIMETER_AZD_DEPLOY" {
  description = "Whether azd deploys the package: Elastic Premium runs the one that Terraform uploads."
  value       = !local.is_premium
}

output "app_name" {
  description = "Name of the function app."
  value       = local.app_name
}

output "url" {
  description = "Where the page and the API are; health is anonymous, the rest takes a function key."
  value       = "https://${local.app.default_hostname}/api/status"
}

output "identity_principal_id" {
  description = "Object id of the probe's identity: what a target with `auth` must give a role to."
  value       = azurerm_user_assigned_identity.this.principal_id
}

output "storage_account_name" {
  description = "Account that keeps the results, in the table `perimeter`."
  value       = azurerm_storage_account.this.name
}

output "app_subnet_id" {
  description = "Subnet whose routes, rules and resolvers the probe sees; its addresses are the sources in the firewall's log."
  value       = local.app_subnet_id
}

output "schedule" {
  description = "When the probe sweeps: NCRONTAB, UTC."
  value       = local.schedule
}

output "application_insights_id" {
  description = "Resource id of Application Insights: logs, availability results and alerts."
  value       = azurerm_application_insights.this.id
}
