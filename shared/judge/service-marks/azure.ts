import type { Mark, ServiceMarks } from './row.ts'

/** Sites of Microsoft’s that its services send callers to. */
const MICROSOFT = [
  'microsoft.com',
  'microsoftonline.com',
  'microsoftonline.us',
  'microsoftonline.cn',
  'azure.com',
  'azure.net',
  'azure.us',
  'azure.cn',
  'windows.net',
  'windows.com',
  'office.com',
  'office365.com',
  'microsoft365.com',
  'cloud.microsoft',
  'live.com',
  'azureedge.net',
  'azurefd.net',
  'azurewebsites.net',
  'visualstudio.com',
  'aka.ms',
  'msecnd.net',
  'nuget.org',
  'microsoft.io',
  'azurecr.io',
  'chinacloudapi.cn',
  'usgovcloudapi.net',
  'github.com',
  'dot.net',
]

/** Headers of the services that speak the guidelines of Azure’s REST interfaces, and of the gateways before them. */
const GATEWAYS: readonly Mark[] = [
  { header: 'x-ms-' },
  { header: 'x-azure-' },
  { header: 'x-msedge-ref' },
  { header: 'apim-request-id' },
  { header: 'mise-correlation-id' },
  { header: 'server', value: /^(?:Windows-Azure-|Microsoft-HTTPAPI\/|AzureContainerRegistry)/ },
]

/** The forms of their errors: {"error": {"code" …}}, {"code", "message"}, problem details, <Error><Code>. */
const ERRORS: readonly Mark[] = [
  {
    body: /^\s{0,20}\{\s{0,20}"(?:error|errors|code|message|statusCode|type|odata\.error|error_code)"/i,
  },
  { body: /^\uFEFF?\s{0,20}(?:<\?xml[^>]{0,80}\?>)?\s{0,20}<(?:m:)?error\b/i },
  { header: 'content-type', value: /^application\/(?:problem\+json|json|xml|atom\+xml)/i },
  {
    header: 'www-authenticate',
    value: /login\.(?:microsoftonline|windows|partner|chinacloudapi)|authorization(?:_uri)?=/i,
  },
]
/** Front Door’s words for what its cache did; squid’s are others. */
const CACHE: Mark = { header: 'x-cache', value: /^(?:TCP_|CONFIG_|PRIVATE_)/ }
const REST: readonly Mark[] = [...GATEWAYS, ...ERRORS]

const REST_GUIDELINES = 'https://github.com/microsoft/api-guidelines/blob/vNext/azure/Guidelines.md'

/** Azure’s services by the names of their hosts. */
// biome-ignore format: one service a line
export const AZURE_MARKS: readonly ServiceMarks[] = [
  { service: 'Azure Storage', hosts: ['blob', 'queue', 'table', 'file', 'dfs', 'web'].flatMap((kind) => [`${kind}.core.windows.net`, `${kind}.core.usgovcloudapi.net`, `${kind}.core.chinacloudapi.cn`]), marks: REST, redirects: MICROSOFT, source: 'https://learn.microsoft.com/rest/api/storageservices/status-and-error-codes2' },
  { service: 'Key Vault', hosts: ['vault.azure.net', 'vault.usgovcloudapi.net', 'vault.azure.cn', 'vaultcore.azure.net', 'managedhsm.azure.net'], marks: REST, redirects: [], source: 'https://learn.microsoft.com/azure/key-vault/general/authentication-requests-and-responses' },
  { service: 'Container Registry', hosts: ['azurecr.io', 'azurecr.us', 'azurecr.cn'], except: ['data.azurecr.io', 'data.azurecr.us', 'data.azurecr.cn'], marks: [{ header: 'docker-distribution-api-version' }, { header: 'www-authenticate', value: /^(?:Bearer|Basic) realm=/i }, ...REST], redirects: ['windows.net', 'azurecr.io', 'aka.ms', 'microsoft.com'], source: 'https://distribution.github.io/distribution/spec/api/' },
  { service: 'Azure Resource Manager', hosts: ['management.azure.com', 'management.usgovcloudapi.net', 'management.chinacloudapi.cn'], marks: REST, redirects: MICROSOFT, source: 'https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling' },
  { service: 'Microsoft Entra ID', hosts: ['login.microsoftonline.com', 'login.microsoftonline.us', 'login.partner.microsoftonline.cn', 'login.microsoft.com', 'login.windows.net', 'sts.windows.net'], marks: REST, redirects: MICROSOFT, source: 'https://learn.microsoft.com/entra/identity-platform/reference-error-codes' },
  { service: 'Cosmos DB', hosts: ['documents.azure.com', 'documents.azure.us', 'documents.azure.cn'], marks: REST, redirects: [], source: 'https://learn.microsoft.com/rest/api/cosmos-db/common-cosmosdb-rest-response-headers' },
  { service: 'App Configuration', hosts: ['azconfig.io', 'azconfig.azure.us', 'azconfig.azure.cn'], marks: [{ header: 'www-authenticate', value: /HMAC-SHA256|Bearer/i }, ...REST], redirects: [], source: 'https://learn.microsoft.com/azure/azure-app-configuration/rest-api' },
  { service: 'Azure AI services', hosts: ['openai.azure.com', 'cognitiveservices.azure.com', 'services.ai.azure.com'], marks: REST, redirects: MICROSOFT, source: 'https://learn.microsoft.com/azure/ai-services/authentication' },
  { service: 'AI Search', hosts: ['search.windows.net'], marks: [{ header: 'request-id' }, ...REST], redirects: [], source: REST_GUIDELINES },
  { service: 'Kudu, the deployment site of an app', hosts: ['scm.azurewebsites.net', 'scm.azurewebsites.us', 'scm.chinacloudsites.cn'], marks: [{ header: 'www-authenticate', value: /realm="?site|Bearer/i }, { header: 'server', value: /^(?:Kestrel|Microsoft-IIS\/)/ }, { body: /\bKudu\b|Web App - Unavailable|Microsoft Azure (?:App Service|Web App)/ }, ...REST], redirects: MICROSOFT, source: 'UNVERIFIED https://github.com/projectkudu/kudu/wiki/REST-API' },
  { service: 'the CDN of Oryx', hosts: ['oryx-cdn.microsoft.io'], marks: [CACHE, ...REST], redirects: MICROSOFT, source: 'https://learn.microsoft.com/azure/frontdoor/front-door-http-headers-protocol' },
  { service: 'Front Door', hosts: ['azurefd.net', 'azureedge.net', 'cdn.functions.azure.com'], marks: [CACHE, ...REST], redirects: MICROSOFT, source: 'https://learn.microsoft.com/azure/frontdoor/front-door-http-headers-protocol' },
  { service: 'Microsoft Container Registry', hosts: ['mcr.microsoft.com', 'mcr.azure.cn'], marks: [{ header: 'docker-distribution-api-version' }, CACHE, ...REST], redirects: MICROSOFT, source: 'https://github.com/microsoft/containerregistry/blob/main/docs/mcr-endpoints-guidance.md' },
]
