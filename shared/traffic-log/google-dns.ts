import { rcodeOf } from './azure-dns.ts'
import { entry, hostOf, type ParsedRecord, timeOf } from './entry.ts'
import { type Json, objectAt, textAt } from './json.ts'

/** A query of Cloud DNS (log dns_queries). Format: docs.cloud.google.com/dns/docs/monitoring */
export function googleDns(logEntry: Json): ParsedRecord {
  const payload = objectAt(logEntry, 'jsonPayload')
  const name = textAt(payload, 'queryName')
  if (name === null || !('responseCode' in payload)) return null
  const rcode = rcodeOf(payload['responseCode'])
  const target = targetOf(logEntry, payload)
  const failed = rcode !== null && rcode !== 'NOERROR'
  const zone = [target.type, target.name].filter(Boolean).join(' ')
  return entry({
    format: 'google-dns',
    protocol: 'dns',
    host: hostOf(name),
    port: 53,
    outcome: failed ? 'failed' : 'allowed',
    source: textAt(payload, 'sourceIP'),
    at: timeOf(logEntry['timestamp']),
    reason: failed ? [rcode, zone === '' ? null : `from ${zone}`].filter(Boolean).join(' ') : null,
    note: failed ? noteOf(rcode, target) : null,
  })
}

interface Target {
  readonly type: string | null
  readonly name: string | null
}

/** Who answered; older entries say it in the labels of the resource only. */
function targetOf(logEntry: Json, payload: Json): Target {
  const labels = objectAt(objectAt(logEntry, 'resource'), 'labels')
  const said = (key: string) => textAt(payload, key) ?? textAt(labels, key)
  return { type: said('target_type'), name: said('target_name') }
}

/**
 * A private zone answers for all below its name, and NXDOMAIN for what it lacks; a forwarding zone or policy answers
 * SERVFAIL when its targets do not answer: docs.cloud.google.com/dns/docs/vpc-name-res-order
 */
function noteOf(rcode: string, { type, name }: Target): string | null {
  const called = name === null ? '' : ` ${name}`
  if (rcode === 'NXDOMAIN' && type === 'private-zone') {
    return `the private zone${called} hides the public name and has no record for it: add the record, or a wildcard, to this zone`
  }
  const forwards = type === 'forwarding-zone' || type === 'forwarding-policy'
  if (rcode === 'SERVFAIL' && forwards) {
    return `the name servers that${called} forwards to did not answer: let 35.199.192.0/19 in there, with a route back`
  }
  return null
}
