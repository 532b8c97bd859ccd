import type { FindingCode } from '../model/finding-codes.ts'

const CODES: ReadonlySet<string> = new Set<FindingCode>([
  'tls-expired',
  'tls-expires-soon',
  'tls-client-certificate-expires-soon',
  'probe-fault',
  'not-checked-in-time',
])

/**
 * Whether a finding comes with a date, or from the probe itself: no rule, route or service is to be looked for where nothing
 * else changed with it.
 */
export function comesByItself(code: string): boolean {
  return CODES.has(code)
}
