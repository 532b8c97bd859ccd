import type { Signature } from './signature.ts'

const ST_403 =
  'https://learn.microsoft.com/troubleshoot/azure/azure-storage/blobs/authentication/storage-troubleshoot-403-errors'
const KEY_VAULT = 'https://learn.microsoft.com/azure/key-vault/general/common-error-codes'
const APP_CONFIG = 'https://learn.microsoft.com/azure/azure-app-configuration/network-access-errors'
const REGISTRY =
  'https://learn.microsoft.com/azure/container-registry/container-registry-access-selected-networks'
const COSMOS = 'https://learn.microsoft.com/azure/cosmos-db/how-to-configure-firewall'
const BUS = 'https://learn.microsoft.com/azure/service-bus-messaging/service-bus-ip-filtering'
const ACCESS = 'https://learn.microsoft.com/azure/app-service/overview-access-restrictions'
const AI = 'https://learn.microsoft.com/azure/ai-services/cognitive-services-virtual-networks'
const EVENT_GRID = 'https://learn.microsoft.com/azure/event-grid/troubleshoot-errors'
const DATABRICKS =
  'https://learn.microsoft.com/azure/databricks/security/network/front-end/ip-access-list'
const ML = 'https://learn.microsoft.com/azure/machine-learning/how-to-configure-private-link'
const FABRIC =
  'https://learn.microsoft.com/fabric/security/security-workspace-level-private-links-overview'
const PERIMETER =
  'https://learn.microsoft.com/azure/private-link/network-security-perimeter-concepts'
const SYNAPSE =
  'https://learn.microsoft.com/azure/synapse-analytics/security/synapse-workspace-ip-firewall'

const GATEWAY = 'https://learn.microsoft.com/azure/api-management/private-endpoint'
const CONTAINER_APPS =
  'https://learn.microsoft.com/azure/container-apps/how-to-use-private-endpoint'
const MONITOR = 'https://learn.microsoft.com/azure/azure-monitor/logs/private-link-security'
const SAS = 'https://learn.microsoft.com/rest/api/storageservices/sas-error-codes'
const SYNAPSE_HOSTS = [
  'azuresynapse.net',
  'azuresynapse.usgovcloudapi.net',
  'azuresynapse.azure.cn',
]

/** Who a denial by Azure’s perimeter is said to come from. */
export const NSP = 'a network security perimeter'

/** How the services of Azure deny, the most specific first. */
// biome-ignore format: one row a line
export const AZURE_DENIALS: readonly Signature[] = [
  { layer: 'perimeter', who: NSP, status: [403], body: /not allowed by NSP rules|azconfig\.io\/errors\/nsp-rejected|NetworkSecurityPerimeter|ForbiddenByNsp/i, source: PERIMETER },
  { layer: 'permission', who: 'Azure Storage', status: [403, 409], body: /<Code>(PublicAccessNotPermitted|AnonymousClientInternalError|AuthorizationPermissionMismatch|InsufficientAccountPermissions|UnauthorizedBlobOverwrite|AuthenticationFailed|NoAuthenticationInformation)</, source: ST_403 },
  { layer: 'permission', who: 'Azure Storage', status: [403, 409], header: ['x-ms-error-code', /^(PublicAccessNotPermitted|AnonymousClientInternalError|AuthorizationPermissionMismatch|InsufficientAccountPermissions|UnauthorizedBlobOverwrite|AuthenticationFailed|NoAuthenticationInformation)$/], source: ST_403 },
  { layer: 'permission', who: 'Azure Storage', status: [403], body: /<Code>Authorization(?:SourceIP|Protocol|Service|ResourceType)Mismatch</, source: SAS },
  { layer: 'service', service: 'storage', who: 'Azure Storage', status: [403], header: ['x-ms-error-code', /^(AuthorizationFailure|IPAuthorizationFailure|OAuthIpAuthorizationError|OAuthPublicNetworkAccessError|PublicNetworkAccessError|Unauthorized PublicNetworkAccess|CannotVerifyCopySource)$/], source: ST_403 },
  { layer: 'service', service: 'storage', who: 'Azure Storage', status: [403], body: /\b(IPAuthorizationFailure|OAuthIpAuthorizationError|OAuthPublicNetworkAccessError|PublicNetworkAccessError|Unauthorized PublicNetworkAccess|CannotVerifyCopySource)\b/, source: ST_403 },
  { layer: 'service', service: 'storage', who: 'Azure Storage', status: [403], body: /(?:<Code>|"code": ?")AuthorizationFailure["<]/, source: ST_403 },
  { layer: 'service', service: 'key-vault', who: 'Key Vault', status: [403], body: /ForbiddenByConnection|ForbiddenByFirewall|Client address is not authorized and caller is not a trusted service|Public network access is disabled and request is not from a trusted service/, source: KEY_VAULT },
  { layer: 'service', service: 'registry', who: 'Container Registry', status: [403], body: /client with IP '[^']{1,60}' is not allowed access/, source: REGISTRY },
  { layer: 'service', service: 'cosmos', who: 'Cosmos DB', status: [403], body: /Request originated from (client )?(IP|VNET)|through (public internet|service endpoint|private endpoint)\./i, source: COSMOS },
  { layer: 'service', service: 'configuration', who: 'App Configuration', status: [403], body: /azconfig\.io\/errors\/ip-address-rejected/, source: APP_CONFIG },
  { layer: 'service', service: 'bus', who: 'Service Bus or Event Hubs', status: [401, 403], body: /Ip has been prevented to connect to the endpoint/i, source: BUS },
  { layer: 'service', service: 'app', who: 'App Service', status: [403], header: ['x-ms-forbidden-ip', /./], source: ACCESS },
  { layer: 'service', service: 'app', who: 'App Service', status: [403], body: /\bIp Forbidden\b|The web app you have attempted to reach has blocked your access/i, source: ACCESS },
  { layer: 'service', service: 'ai', who: 'Azure AI services', status: [403], body: /Access denied due to Virtual Network\/Firewall rules|Public access is disabled\. Please configure private endpoint|A Virtual Network is configured for this resource/i, source: AI },
  { layer: 'service', service: 'events', who: 'Event Grid', status: [403], body: /rejected due to IpAddress filtering rules|no matching private endpoint connection/i, source: EVENT_GRID },
  { layer: 'service', service: 'azure', who: 'Databricks', status: [403], body: /Unauthorized network access to workspace|is blocked by Databricks IP ACL/i, source: DATABRICKS },
  { layer: 'service', service: 'azure', who: 'Machine Learning', status: [401, 403], body: /workspace private link configuration|outside of the designated private link/i, source: ML },
  { layer: 'service', service: 'azure', who: 'Fabric', status: [403], body: /RequestDeniedByInboundPolicy/, source: FABRIC },
  { layer: 'service', service: 'synapse', who: 'Synapse', status: [403], body: /ClientIpAddressNotAuthorized/, source: SYNAPSE },
  { layer: 'service', service: 'synapse', who: 'Synapse', hosts: SYNAPSE_HOSTS, body: /PublicNetworkAccessDenied|public network interface on this workspace is not accessible/i, source: SYNAPSE },
  { layer: 'service', service: 'gateway', who: 'API Management', status: [403], body: /public network access on this '?Microsoft\.ApiManagement\//i, source: GATEWAY },
  { layer: 'service', service: 'apps', who: 'Container Apps', body: /public network access on this managed environment is disabled/i, source: CONTAINER_APPS },
  { layer: 'service', service: 'monitor', who: 'Log Analytics', status: [403], body: /NspValidationFailedError|Access to workspace '[^']{1,80}' from '[^']{1,60}' is denied/, source: MONITOR },
  { layer: 'service', service: 'sql', who: 'Azure SQL', status: [400, 403], body: /\b(?:error|code|number|msg)\W{0,6}(?:40615|47073)\b|public network interface on this server is not accessible|Deny Public Network Access is set to Yes/i, source: 'https://learn.microsoft.com/azure/azure-sql/database/connectivity-settings' },
  { layer: 'service', service: 'edge', who: 'the web application firewall of Front Door', status: [403], header: ['x-azure-ref', /./], body: /The request is blocked/i, source: 'https://learn.microsoft.com/azure/web-application-firewall/afds/waf-front-door-custom-rules' },
  { layer: 'service', service: 'edge', who: 'the web application firewall of Application Gateway', status: [403], byStatus: true, body: /Microsoft-Azure-Application-Gateway/i, source: 'https://learn.microsoft.com/azure/web-application-firewall/ag/ag-overview' },
]
