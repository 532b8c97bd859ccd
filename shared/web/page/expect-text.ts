import type { TargetResult } from '../../model/report.ts'

/** What was expected of a target, in one line. What is absent was not judged. */
export function expectText({ expect, optional, address }: TargetResult['target']): string {
  const { reachability, resolution, addresses, zone, tls, http, egress, latency, pinned } = expect
  return [
    reachability,
    resolution === 'any' ? null : `resolves to ${resolution} addresses`,
    listed('addresses in', addresses),
    zone === undefined ? null : `zone ${zone}`,
    tls === undefined ? null : `TLS ${details(tls)}`,
    http === undefined ? null : `HTTP ${details(http)}`,
    listed('leaves from', egress),
    latency === undefined ? null : `at most (ms) ${details(latency)}`,
    pinned === undefined ? null : `as in the baseline: ${details(pinned)}`,
    address === null ? null : `connected to ${address}, whatever DNS says`,
    optional ? 'optional' : null,
  ]
    .filter((part) => part !== null)
    .join('; ')
}

function listed(label: string, items: readonly string[] | undefined): string | null {
  return items === undefined ? null : `${label} ${items.join(', ')}`
}

function details(given: Readonly<Record<string, unknown>>): string {
  return Object.entries(given)
    .map(([key, value]) => `${key} ${plain(value)}`)
    .join(', ')
}

function plain(value: unknown): string {
  if (Array.isArray(value)) return value.join(' or ')
  if (typeof value !== 'object' || value === null) return String(value)
  return Object.entries(value)
    .map(([key, inner]) => `${key}: ${inner}`)
    .join(' and ')
}
