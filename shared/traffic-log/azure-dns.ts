import { entry, hostOf, type ParsedRecord } from './entry.ts'
import { type Json, textAt } from './json.ts'

/** RFC 1035, section 4.1.1: logs have the number or the name. */
const RCODES: Readonly<Record<string, string>> = {
  '0': 'NOERROR',
  '1': 'FORMERR',
  '2': 'SERVFAIL',
  '3': 'NXDOMAIN',
  '4': 'NOTIMP',
  '5': 'REFUSED',
}

/** The name of an rcode that a log has as number or name; null when it has none. */
export function rcodeOf(value: unknown): string | null {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value : ''
  return text === '' ? null : (RCODES[text] ?? text.toUpperCase())
}

/**
 * A record of a DNS security policy (DNSQueryLogs, category DnsResponse). A rule of the policy may block a question.
 * Columns: learn.microsoft.com/azure/azure-monitor/reference/tables/dnsquerylogs
 */
export function azureDns(row: Json): ParsedRecord {
  const isOurs =
    'ResolutionPath' in row ||
    'ResolverPolicyRuleAction' in row ||
    textAt(row, 'category') === 'DnsResponse'
  const name = textAt(row, 'QueryName')
  if (!isOurs || name === null) return null
  const rcode = rcodeOf(row['ResponseCode'])
  const isBlocked = /^(?:deny|block)$/i.test(textAt(row, 'ResolverPolicyRuleAction') ?? '')
  const answered = rcode === null || rcode === 'NOERROR'
  const path = textAt(row, 'ResolutionPath')
  return entry({
    format: 'azure-dns',
    protocol: 'dns',
    host: hostOf(name),
    port: 53,
    outcome: isBlocked ? 'denied' : answered ? 'allowed' : 'failed',
    source: textAt(row, 'SourceIp'),
    reason: isBlocked
      ? 'blocked by the DNS security policy'
      : answered
        ? null
        : [rcode, path].filter(Boolean).join(', '),
  })
}
