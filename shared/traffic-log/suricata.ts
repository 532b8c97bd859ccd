import { rcodeOf } from './azure-dns.ts'
import { cameIn } from './came-in.ts'
import {
  entry,
  hostOf,
  type ParsedRecord,
  portOf,
  protocolOf,
  type RequestOutcome,
  type TrafficRecord,
  timeOf,
} from './entry.ts'
import { type Json, objectAt, textAt } from './json.ts'

type Said = Pick<TrafficRecord, 'outcome'> & Partial<TrafficRecord>

/**
 * An event of Suricata (EVE JSON). It decides only where it drops (`drop`, a blocked `alert`); what it has seen of a
 * connection tells whether that came about. Format: docs.suricata.io/en/latest/output/eve/eve-json-format.html
 */
export function suricata(event: Json): ParsedRecord {
  const type = textAt(event, 'event_type')
  if (type === null || !('flow_id' in event || 'stats' in event)) return null
  const source = textAt(event, 'src_ip')
  const target = textAt(event, 'dest_ip')
  const said = EVENTS[type]?.(event) ?? null
  if (said === null || target === null || cameIn(source, target)) return 'ignored'
  return entry({
    format: 'suricata',
    protocol: protocolOf(textAt(event, 'proto') ?? ''),
    host: hostOf(target),
    port: portOf(event['dest_port']),
    source,
    at: timeOf(event['timestamp']),
    ...said,
  })
}

/** What of an event tells of a request going out; null: it tells of none. */
const EVENTS: Readonly<Record<string, (event: Json) => Said | null>> = {
  drop: (event) => ({ outcome: 'denied', reason: textAt(objectAt(event, 'drop'), 'reason') }),
  alert: (event) => {
    const alert = objectAt(event, 'alert')
    const isBlocked = textAt(alert, 'action') === 'blocked'
    return isBlocked ? { outcome: 'denied', reason: textAt(alert, 'signature') } : null
  },
  flow: (event) => flowOf(event),
  tls: (event) => named(event, 'https', textAt(objectAt(event, 'tls'), 'sni')),
  http: (event) => named(event, 'http', textAt(objectAt(event, 'http'), 'hostname')),
  dns: (event) => dnsOf(objectAt(event, 'dns')),
}

function named(event: Json, protocol: string, name: string | null): Said | null {
  const port = portOf(event['dest_port'])
  return name === null ? null : { outcome: 'allowed', protocol, host: hostOf(name), port }
}

/** RST and ACK, in hexadecimal: all that a port sends that nobody listens on. */
const REFUSAL = '14'

function flowOf(event: Json): Said {
  const flow = objectAt(event, 'flow')
  if (textAt(flow, 'action') === 'drop') return { outcome: 'denied', reason: 'dropped' }
  if (textAt(event, 'proto') !== 'TCP') return { outcome: 'unknown' }
  if (flow['pkts_toclient'] === 0) return { outcome: 'failed', reason: 'no packet came back' }
  if (textAt(objectAt(event, 'tcp'), 'tcp_flags_tc') === REFUSAL)
    return { outcome: 'failed', reason: 'refused by a reset' }
  const isOpen = /^(?:established|closed|(?:local_|capture_)?bypassed)$/.test(
    textAt(flow, 'state') ?? '',
  )
  return { outcome: isOpen ? 'allowed' : 'unknown' }
}

/** The question alone tells nothing. */
function dnsOf(dns: Json): Said | null {
  const name = textAt(dns, 'rrname')
  const rcode = rcodeOf(dns['rcode'])
  if (name === null || rcode === null) return null
  const outcome: RequestOutcome = rcode === 'NOERROR' ? 'allowed' : 'failed'
  const reason = outcome === 'failed' ? rcode : null
  return { outcome, protocol: 'dns', host: hostOf(name), port: 53, reason }
}
