import { printable } from './printable.ts'

/** Response headers that tell who answered and why. Cookies and everything else stay out of reports. */
const MATTER = new Set([
  'server',
  'date',
  'age',
  'via',
  'location',
  'retry-after',
  'content-type',
  'content-length',
  'content-encoding',
  'refresh',
  'www-authenticate',
  'proxy-authenticate',
  'proxy-status',
  'upgrade',
  'sec-websocket-protocol',
  'allow',
  'x-cache',
  'x-cache-lookup',
  'x-squid-error',
  'x-msedge-ref',
  'apim-request-id',
  'mise-correlation-id',
  'request-context',
  'request-id',
  'x-appgw-trace-id',
  'x-envoy-upstream-service-time',
  'x-cloud-trace-context',
  'x-amz-request-id',
  'x-amz-cf-id',
  'x-cdn',
  'x-iinfo',
  'cf-ray',
  'cf-mitigated',
  'x-sucuri-id',
  'x-github-request-id',
  'x-pypi-last-serial',
  'x-jfrog-version',
  'audit-id',
  'x-served-by',
  'x-powered-by',
  'x-request-id',
  'x-guploader-uploadid',
  'metadata-flavor',
  'docker-distribution-api-version',
])
/** The clouds' own, and what filters put on the pages that they make themselves. */
const FAMILIES = [
  'x-ms-',
  'x-azure-',
  'x-goog-',
  'x-zscaler',
  'x-netskope',
  'x-forcepoint',
  'x-websense',
  'x-iboss',
  'x-sophos',
  'x-bluecoat',
  'x-mcafee',
  'x-skyhigh',
  'x-fortinet',
  'x-fortigate',
  'x-umbrella',
  'x-cisco',
  'x-barracuda',
  'x-checkpoint',
  'x-menlo',
  'x-cato',
] as const

/** Lists that may come in several lines, each of which counts (RFC 9110, 5.3): a proxy offers each scheme in its own. */
const LISTS = new Set(['www-authenticate', 'proxy-authenticate', 'proxy-status', 'via', 'allow'])

const MAX_HEADERS = 40
const MAX_VALUE = 512

/** The headers that matter, lower case, values made printable and cut at 512 characters; at most 40. */
export function headersThatMatter(
  headers: Iterable<readonly [name: string, value: string | readonly string[] | undefined]>,
): Record<string, string> {
  const kept = new Map<string, string>()
  for (const [name, value] of headers) {
    const key = name.toLowerCase()
    if (value === undefined || !matters(key)) continue
    if (kept.size >= MAX_HEADERS) break
    const text = typeof value === 'string' ? value : value.join(', ')
    const before = LISTS.has(key) ? kept.get(key) : undefined
    kept.set(key, printable(before === undefined ? text : `${before}, ${text}`, MAX_VALUE))
  }
  return Object.fromEntries(kept)
}

function matters(key: string): boolean {
  return MATTER.has(key) || FAMILIES.some((family) => key.startsWith(family))
}
