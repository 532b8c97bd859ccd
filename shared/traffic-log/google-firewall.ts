import { entry, hostOf, type ParsedRecord, portOf, type RequestOutcome, timeOf } from './entry.ts'
import { type Json, objectAt, textAt } from './json.ts'

/** IANA protocol numbers that are worth a name. */
const PROTOCOLS: Readonly<Record<number, string>> = { 1: 'icmp', 6: 'tcp', 17: 'udp', 58: 'icmp' }

/** The name of a protocol that a log has as a number; an export writes it as a text, too (`6`, `6.0`). */
export function protocolName(given: unknown): string {
  return PROTOCOLS[Number(given)] ?? 'other'
}

/** https://docs.cloud.google.com/firewall/docs/firewall-policy-log-format */
const DISPOSITIONS: Readonly<Record<string, RequestOutcome>> = {
  ALLOWED: 'allowed',
  DENIED: 'denied',
  INTERCEPTED: 'unknown',
}
const INSPECTED =
  'handed to inspection: what that denied stands in firewall_threat and firewall_url_filter of networksecurity.googleapis.com'

/**
 * An entry of VPC firewall rules logging and of Cloud NGFW's firewall policies, which log alike: addresses only.
 * What comes in is ignored. Format: docs.cloud.google.com/firewall/docs/vpc-log-format
 */
export function googleFirewall(logEntry: Json): ParsedRecord {
  const payload = objectAt(logEntry, 'jsonPayload')
  const disposition = textAt(payload, 'disposition')
  const connection = objectAt(payload, 'connection')
  const target = textAt(connection, 'dest_ip')
  if (disposition === null || target === null) return null
  const rule = objectAt(payload, 'rule_details')
  const outcome = DISPOSITIONS[disposition]
  if (outcome === undefined || textAt(rule, 'direction') === 'INGRESS') return 'ignored'
  return entry({
    format: 'google-firewall',
    protocol: protocolName(connection['protocol']),
    host: hostOf(target),
    port: portOf(connection['dest_port']),
    outcome,
    source: textAt(connection, 'src_ip'),
    at: timeOf(logEntry['timestamp']),
    reason: reasonOf(payload, rule),
    note: outcome === 'unknown' ? INSPECTED : null,
  })
}

/** The rule, and who is behind the address, where the log has its optional metadata. */
function reasonOf(payload: Json, rule: Json): string | null {
  const instance = textAt(objectAt(payload, 'remote_instance'), 'vm_name')
  const country = textAt(objectAt(payload, 'remote_location'), 'country')
  const said = [
    textAt(rule, 'reference'),
    instance === null ? null : `to instance ${instance}`,
    country === null ? null : `in ${country}`,
  ].filter((text) => text !== null)
  return said.length === 0 ? null : said.join(', ')
}
