import type { SignTable } from './sign.ts'

const BEHIND = 'The path to the gateway works: what fails is its own way to what stands behind it'

const APIM =
  'https://learn.microsoft.com/azure/api-management/api-management-error-handling-policies'

/** Health messages of Application Gateway, response flags of Envoy. */
// biome-ignore format: one sign a line
export const GATEWAYS: SignTable = {
  family: 'gateways',
  source: 'https://learn.microsoft.com/azure/application-gateway/application-gateway-backend-health-troubleshooting',
  signs: [
    { test: /\bCannot connect to backend server\b/i, shows: 'gateway error', weight: 5, misleads: BEHIND },
    { test: /\bBackendConnectionFailure\b[^\n]{0,40}\b(?:The remote name could not be resolved|No such host is known|Name or service not known)\b/i, shows: 'name not resolved', weight: 5, misleads: BEHIND, source: APIM },
    { test: /\bBackendConnectionFailure\b[^\n]{0,100}\b(?:Could not establish trust relationship|remote certificate is invalid)\b/i, shows: 'untrusted', weight: 5, misleads: BEHIND, source: APIM },
    { test: /\bBackendConnectionFailure\b[^\n]{0,80}\b(?:timed out|did not properly respond)\b|\bbackend connection timed out\b/i, shows: 'gateway not answered', misleads: BEHIND, source: APIM },
    { test: /\bBackendConnectionFailure\b[^\n]{0,80}\b(?:actively refused|Connection refused)\b/i, shows: 'gateway refused', misleads: BEHIND, source: APIM },
    { test: /\bBackendConnectionFailure\b/i, shows: 'gateway error', weight: 4, misleads: BEHIND, source: APIM },
    { test: /\bTime taken by the backend to respond to application gateway/i, shows: 'gateway error', weight: 5, misleads: BEHIND },
    { test: /\bApplication Gateway could not create a probe for this backend\b|\bBackend (?:server )?FQDN could not be resolved\b|\bFQDN could not be resolved to an IP/i, shows: 'name not resolved', weight: 5, misleads: BEHIND },
    { test: /\bCommon Name of the leaf certificate presented by the backend server does not match\b|\bThe Common Name \(CN\)[^\n]{0,80}does not match\b/i, shows: 'wrong name', misleads: BEHIND },
    { test: /\bbackend (?:server )?certificate is not signed by a well-known (?:Certificate Authority|CA)\b|\bserver certificate used by the backend is not signed by\b/i, shows: 'untrusted', misleads: BEHIND },
    { test: /\bBackend server certificate (?:expired|has expired)\b|\bcertificate (?:of the backend )?has expired\b/i, shows: 'wrong date', weight: 4, misleads: BEHIND },
    { test: /"\s\d{3} (?:UF|URX|UH|UC|UT|UPE|LH)(?:,[A-Z]{2,5}){0,4} /, shows: 'gateway error', weight: 5, misleads: BEHIND, source: 'https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage#config-access-log-format-response-flags' },
    { test: /\bX-Azure-ExternalError\b\W{1,4}(?:Origin|DNS|SSL)\w{3,40}|\b(?:OriginConnection(?:Aborted|Error|Refused)|OriginTimeout|OriginInvalidResponse|OriginError)\b/i, shows: 'gateway error', weight: 5, misleads: BEHIND, source: 'https://learn.microsoft.com/azure/frontdoor/monitor-front-door-reference' },
    { test: /\b(?:error|status|HTTP)?:? ?52[0-6]\b[ "':({-]{1,4}(?:Web server (?:is down|returns? an unknown error)|Connection timed out|Origin is unreachable|A timeout occurred|SSL handshake failed|Invalid SSL certificate)\b/i, shows: 'gateway error', weight: 5, misleads: 'The path to Cloudflare works: what fails is its own way to the server behind it', source: 'https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-5xx-errors/' },
    { test: /\bOur services aren(?:'|’|&#39;|&rsquo;)t available right now\b/i, shows: 'gateway error', weight: 5, misleads: BEHIND, source: 'https://learn.microsoft.com/azure/frontdoor/troubleshoot-issues' },
    { test: /\b403 Site Disabled\b/i, shows: 'service stopped', source: 'https://learn.microsoft.com/azure/app-service/faq-availability-performance-application-issues' },
  ],
}
