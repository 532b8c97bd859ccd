/** Who speaks in an HTTP answer that denies. */
export type DenyingLayer =
  | 'firewall' // a device on the way answers in place of the service
  | 'perimeter' // VPC Service Controls, a network security perimeter
  | 'service' // the service’s own network rules
  | 'permission' // the service’s access control: the network is fine

/** One known shape of a denial. All conditions that are given must hold. */
export interface Signature {
  readonly layer: DenyingLayer
  readonly who: string
  readonly status?: readonly number[]
  readonly header?: readonly [name: string, value: RegExp]
  readonly body?: RegExp
  readonly source: string
}

const ST_403 =
  'https://learn.microsoft.com/troubleshoot/azure/azure-storage/blobs/authentication/storage-troubleshoot-403-errors'
const KEY_VAULT = 'https://learn.microsoft.com/azure/key-vault/general/common-error-codes'
const VPC_SC = 'https://docs.cloud.google.com/vpc-service-controls/docs/troubleshooting'
const APP_CONFIG = 'https://learn.microsoft.com/azure/azure-app-configuration/network-access-errors'
const SQUID = 'https://wiki.squid-cache.org/Features/CustomErrors'

/** Known denials, the most specific first. What is in no row is an answer of the service. */
export const SIGNATURES: readonly Signature[] = [
  {
    layer: 'firewall',
    who: 'Azure Firewall',
    status: [470],
    source: 'https://learn.microsoft.com/azure/firewall/rule-processing',
  },
  {
    layer: 'firewall',
    who: 'Azure Firewall',
    body: /Action: Deny\. Reason:/,
    source: 'https://learn.microsoft.com/azure/firewall/rule-processing',
  },
  { layer: 'firewall', who: 'squid', header: ['x-squid-error', /^ERR_/], source: SQUID },
  {
    layer: 'firewall',
    who: 'squid',
    body: /Generated [^<]{1,80} by [^<]{1,120} \(squid|id="?ERR_[A-Z_]+"?/,
    source: SQUID,
  },
  {
    layer: 'firewall',
    who: 'Zscaler',
    header: ['server', /^zscaler/i],
    source: 'https://help.zscaler.com/zia',
  },
  {
    layer: 'firewall',
    who: 'FortiGate',
    body: /FortiGuard (Intrusion Prevention|Web Filtering)|<title>[^<]*Web (Page|Filter) (Block|Violation)/i,
    source: 'https://docs.fortinet.com/product/fortigate',
  },
  {
    layer: 'firewall',
    who: 'a Palo Alto firewall',
    body: /web page you (are|were) trying to (visit|access) has been blocked in accordance with company policy/i,
    source:
      'https://docs.paloaltonetworks.com/pan-os/10-0/pan-os-admin/url-filtering/url-filtering-response-pages',
  },
  {
    layer: 'firewall',
    who: 'a web filter',
    body: /<title>[^<]{0,60}(page|site|request|url|access|content) (is |was |has been )?blocked|blocked by (your|the) (organi[sz]ation|company|administrator|network|it department|security policy)/i,
    source:
      'https://www.cisco.com/c/en/us/td/docs/security/firepower/620/configuration/guide/fpmc-config-guide-v62/http_response_pages_and_interactive_blocking.html',
  },
  {
    layer: 'firewall',
    who: 'a captive portal or block page',
    status: [301, 302, 303, 307, 308],
    header: ['location', /^https?:\/\/[^/]*(blockpage|block-page|captive|webfilter|urlblock)/i],
    source: 'https://www.rfc-editor.org/rfc/rfc8952',
  },
  {
    layer: 'perimeter',
    who: 'VPC Service Controls',
    status: [403],
    body: /SECURITY_POLICY_VIOLATED|VPC_SERVICE_CONTROLS|vpcServiceControlsUniqueIdentifier|prohibited by organization's policy|violates VPC Service Controls/,
    source: VPC_SC,
  },
  {
    layer: 'perimeter',
    who: 'a network security perimeter',
    status: [403],
    body: /not allowed by NSP rules|azconfig\.io\/errors\/nsp-rejected|NetworkSecurityPerimeter/i,
    source: 'https://learn.microsoft.com/azure/private-link/network-security-perimeter-concepts',
  },
  {
    layer: 'permission',
    who: 'Azure Storage',
    status: [403, 409],
    body: /<Code>(PublicAccessNotPermitted|AnonymousClientInternalError|AuthorizationPermissionMismatch|InsufficientAccountPermissions|UnauthorizedBlobOverwrite|AuthenticationFailed|NoAuthenticationInformation)</,
    source: ST_403,
  },
  {
    layer: 'service',
    who: 'Azure Storage',
    status: [403],
    body: /\b(IPAuthorizationFailure|OAuthIpAuthorizationError|OAuthPublicNetworkAccessError|PublicNetworkAccessError|Unauthorized PublicNetworkAccess|CannotVerifyCopySource)\b/,
    source: ST_403,
  },
  {
    layer: 'service',
    who: 'Azure Storage',
    status: [403],
    body: /<Code>AuthorizationFailure</,
    source: ST_403,
  },
  {
    layer: 'service',
    who: 'Key Vault',
    status: [403],
    body: /ForbiddenByConnection|ForbiddenByFirewall|Client address is not authorized and caller is not a trusted service|Public network access is disabled and request is not from a trusted service/,
    source: KEY_VAULT,
  },
  {
    layer: 'service',
    who: 'Container Registry',
    status: [403],
    body: /client with IP '[^']{1,60}' is not allowed access/,
    source:
      'https://learn.microsoft.com/azure/container-registry/container-registry-access-selected-networks',
  },
  {
    layer: 'service',
    who: 'Cosmos DB',
    status: [403],
    body: /Request originated from (client )?(IP|VNET)|through (public internet|service endpoint|private endpoint)\./i,
    source: 'https://learn.microsoft.com/azure/cosmos-db/how-to-configure-firewall',
  },
  {
    layer: 'service',
    who: 'App Configuration',
    status: [403],
    body: /azconfig\.io\/errors\/ip-address-rejected/,
    source: APP_CONFIG,
  },
  {
    layer: 'service',
    who: 'Service Bus or Event Hubs',
    status: [401, 403],
    body: /Ip has been prevented to connect to the endpoint/i,
    source: 'https://learn.microsoft.com/azure/service-bus-messaging/service-bus-ip-filtering',
  },
  {
    layer: 'service',
    who: 'App Service',
    status: [403],
    header: ['x-ms-forbidden-ip', /./],
    source: 'https://learn.microsoft.com/azure/app-service/overview-access-restrictions',
  },
  {
    layer: 'service',
    who: 'App Service',
    status: [403],
    body: /\bIp Forbidden\b/i,
    source: 'https://learn.microsoft.com/azure/app-service/overview-access-restrictions',
  },
]
