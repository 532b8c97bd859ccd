import type { Signature } from './signature.ts'

const VPC_SC = 'https://docs.cloud.google.com/vpc-service-controls/docs/troubleshooting'

/** How the services of Google Cloud deny, and the edge networks that a site puts before itself. */
// biome-ignore format: one row a line
export const GOOGLE_DENIALS: readonly Signature[] = [
  { layer: 'perimeter', who: 'VPC Service Controls', status: [403], body: /SECURITY_POLICY_VIOLATED|SecurityPolicyViolated|VPC_SERVICE_CONTROLS|vpcServiceControlsUniqueIdentifier|prohibited by organization's policy|violates VPC Service Controls/, source: VPC_SC },
  { layer: 'service', service: 'google-bucket', who: 'the bucket’s address filter', status: [403], body: /IP filtering condition that is preventing access/i, source: 'https://docs.cloud.google.com/storage/docs/ip-filtering-overview' },
  { layer: 'service', service: 'edge', who: 'Cloudflare, which protects the site,', status: [403, 503], header: ['cf-mitigated', /./], source: 'https://developers.cloudflare.com/cloudflare-challenges/challenge-types/challenge-pages/detect-response/' },
  { layer: 'service', service: 'edge', who: 'the web application firewall of the site', status: [200, 403], body: /The requested URL was rejected\. Please consult with your administrator|Incapsula incident ID|Sucuri WebSite Firewall/i, source: 'https://my.f5.com/manage/s/article/K000137268' },
  { layer: 'service', service: 'edge', who: 'Cloudflare, which protects the site,', status: [403], body: /Sorry, you have been blocked|Attention Required! \| Cloudflare/i, source: 'https://developers.cloudflare.com/support/troubleshooting/http-status-codes/4xx-client-error/error-403/' },
]
