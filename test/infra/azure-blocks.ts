/** Blocks of azure/infra as they should be, but for what a test asks for: the policies are tried on them. */

/** A text with the line of that attribute, wherever it stands, as given. */
function withLine(text: string, line: string): string {
  return text.replaceAll(new RegExp(`^ *${line.split(' ')[0]} = .*$`, 'gm'), line)
}

export function storageAccount(line: string): string {
  const text = `resource "azurerm_storage_account" "a" {
    public_network_access_enabled = false
    shared_access_key_enabled = false
    local_user_enabled = false
    allow_nested_items_to_be_public = false
    https_traffic_only_enabled = true
    min_tls_version = "TLS1_2"
    network_rules {
      default_action = "Deny"
    }
  }`
  return withLine(text, line)
}

export function endpoint(id: string): string {
  return `resource "azurerm_private_endpoint" "a" {
    private_service_connection { private_connection_resource_id = ${id} }
  }`
}

/** An app as it should be, but for one line. */
export function app(line: string): string {
  const text = `{
    https_only = true
    public_network_access_enabled = var.inbound == "public"
    webdeploy_publish_basic_authentication_enabled = false
  }`
  return `resource "azurerm_linux_function_app" "a" ${withLine(text, line)}`
}

export function identified(line = '#'): string {
  const text = `resource "azurerm_linux_function_app" "a" {
    storage_uses_managed_identity = true
    content_share_force_disabled = true
    identity { type = "UserAssigned" }
  }`
  return withLine(text, line)
}

export function assignment(scope: string, role: string): string {
  return `resource "azurerm_role_assignment" "a" {
    scope = ${scope}
    role_definition_name = "${role}"
  }`
}

export function telemetry(line: string): string {
  const text = `resource "azurerm_log_analytics_workspace" "a" {
    local_authentication_enabled = false
    retention_in_days = 90
  }
  resource "azurerm_application_insights" "a" {
    local_authentication_enabled = false
    sampling_percentage = 100
    workspace_id = azurerm_log_analytics_workspace.a.id
  }`
  return withLine(text, line)
}
