import type { Signature } from './signature.ts'

const VPC_SC = 'https://docs.cloud.google.com/vpc-service-controls/docs/troubleshooting'
const ORG = 'https://docs.cloud.google.com/resource-manager/docs/organization-restrictions/overview'
const POLICY =
  'https://docs.cloud.google.com/resource-manager/docs/organization-policy/restricting-resources'

/** Who a denial by the header of a company’s egress proxy is said to come from. */
export const ORGANIZATION_RESTRICTIONS = 'organization restrictions'

/** How the services of Google Cloud deny, and the edge networks that a site puts before itself. */
// biome-ignore format: one row a line
export const GOOGLE_DENIALS: readonly Signature[] = [
  { layer: 'perimeter', who: 'VPC Service Controls', status: [403], body: /SECURITY_POLICY_VIOLATED|SecurityPolicyViolated|VPC_SERVICE_CONTROLS|vpcServiceControlsUniqueIdentifier|prohibited by organization's policy|violates VPC Service Controls/, source: VPC_SC },
  { layer: 'service', service: 'google-bucket', who: 'the bucket’s address filter', status: [403], body: /IP filtering condition that is preventing access/i, source: 'https://docs.cloud.google.com/storage/docs/ip-filtering-overview' },
  { layer: 'perimeter', who: ORGANIZATION_RESTRICTIONS, status: [403], body: /"ORG_RESTRICTION_VIOLATION"|Access denied by organization restriction/i, source: ORG },
  { layer: 'service', service: 'google-policy', who: 'the organization policy', status: [403, 412], body: /disallowed by organization's constraints\/|violates constraint '?constraints\/|RESOURCE_USAGE_RESTRICTION_VIOLATED|LOCATION_ORG_POLICY_VIOLATED/, source: POLICY },
  { layer: 'service', service: 'edge', who: 'Cloudflare, which protects the site,', status: [403, 503], header: ['cf-mitigated', /./], source: 'https://developers.cloudflare.com/cloudflare-challenges/challenge-types/challenge-pages/detect-response/' },
  { layer: 'service', service: 'edge', who: 'the web application firewall of the site', status: [200, 403], body: /The requested URL was rejected\. Please consult with your administrator|Incapsula incident ID|Sucuri WebSite Firewall/i, source: 'https://my.f5.com/manage/s/article/K000137268' },
  { layer: 'service', service: 'edge', who: 'Cloudflare, which protects the site,', status: [403], body: /Sorry, you have been blocked|Attention Required! \| Cloudflare/i, source: 'https://developers.cloudflare.com/support/troubleshooting/http-status-codes/4xx-client-error/error-403/' },
]
