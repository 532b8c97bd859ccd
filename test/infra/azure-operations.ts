/** What Terraform does with each type of resource, as operations of Resource Manager. */
export const OPERATIONS: Readonly<Record<string, readonly string[]>> = {
  azurerm_resource_group: ['Microsoft.Resources/subscriptions/resourceGroups/read'],
  azurerm_service_plan: [
    'Microsoft.Web/serverfarms/write',
    'Microsoft.Web/serverfarms/join/action',
  ],
  azurerm_linux_function_app: [
    'Microsoft.Web/sites/write',
    'Microsoft.Web/sites/config/list/action',
  ],
  'Microsoft.Web/sites': ['Microsoft.Web/sites/write', 'Microsoft.Web/sites/publish/action'],
  'Microsoft.Web/sites/basicPublishingCredentialsPolicies': [
    'Microsoft.Web/sites/basicPublishingCredentialsPolicies/write',
  ],
  'Microsoft.Storage/storageAccounts/queueServices/queues': [
    'Microsoft.Storage/storageAccounts/queueServices/queues/write',
  ],
  'Microsoft.Network/virtualNetworks/subnets': [
    'Microsoft.Network/virtualNetworks/subnets/write',
    'Microsoft.Network/virtualNetworks/subnets/join/action',
    'Microsoft.Network/networkSecurityGroups/join/action',
    'Microsoft.Network/routeTables/join/action',
  ],
  'Microsoft.Insights/privateLinkScopes/scopedResources': [
    'Microsoft.Insights/privateLinkScopes/scopedResources/write',
  ],
  'Microsoft.Web/sites/config': ['Microsoft.Web/sites/config/write'],
  azurerm_storage_account: ['Microsoft.Storage/storageAccounts/write'],
  azurerm_storage_container: ['Microsoft.Storage/storageAccounts/blobServices/containers/write'],
  azurerm_storage_blob: [],
  azurerm_private_endpoint: [
    'Microsoft.Network/privateEndpoints/write',
    'Microsoft.Network/privateEndpoints/privateDnsZoneGroups/write',
    'Microsoft.Storage/storageAccounts/PrivateEndpointConnectionsApproval/action',
    'Microsoft.Web/sites/PrivateEndpointConnectionsApproval/action',
  ],
  azurerm_private_dns_zone: ['Microsoft.Network/privateDnsZones/write'],
  azurerm_private_dns_zone_virtual_network_link: [
    'Microsoft.Network/privateDnsZones/virtualNetworkLinks/write',
    'Microsoft.Network/virtualNetworks/join/action',
  ],
  azurerm_user_assigned_identity: [
    'Microsoft.ManagedIdentity/userAssignedIdentities/write',
    'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action',
  ],
  // With network_subscriptions only, by rights on these.
  azurerm_role_definition: [],
  azurerm_role_assignment: ['Microsoft.Authorization/roleAssignments/write'],
  azurerm_log_analytics_workspace: ['Microsoft.OperationalInsights/workspaces/write'],
  azurerm_application_insights: ['Microsoft.Insights/components/write'],
  azurerm_monitor_action_group: ['Microsoft.Insights/actionGroups/write'],
  azurerm_monitor_scheduled_query_rules_alert_v2: ['Microsoft.Insights/scheduledQueryRules/write'],
  azurerm_monitor_metric_alert: ['Microsoft.Insights/metricAlerts/write'],
  azurerm_monitor_diagnostic_setting: ['Microsoft.Insights/diagnosticSettings/write'],
  time_sleep: [],
  terraform_data: [],
}
