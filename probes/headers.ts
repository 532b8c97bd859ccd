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
  'www-authenticate',
  'proxy-authenticate',
  'proxy-status',
  'x-cache',
  'x-cache-lookup',
  'x-squid-error',
  'x-azure-ref',
  'x-azure-externalerror',
  'x-served-by',
  'x-powered-by',
  'x-request-id',
  'x-guploader-uploadid',
  'metadata-flavor',
  'docker-distribution-api-version',
])
const FAMILIES = ['x-ms-', 'x-goog-'] as const

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
    kept.set(key, printable(typeof value === 'string' ? value : value.join(', '), MAX_VALUE))
  }
  return Object.fromEntries(kept)
}

function matters(key: string): boolean {
  return MATTER.has(key) || FAMILIES.some((family) => key.startsWith(family))
}
