import type { MeaningName } from '../error-text/meanings/table.ts'
import { MEANINGS } from '../error-text/meanings/table.ts'
import type { Peer } from '../error-text/peer.ts'
import type { Said } from '../error-text/read.ts'
import {
  LOG_FORMATS,
  type LogFormat,
  type TrafficRecord,
  UNDECIDED_LOGS,
  type UndecidedLog,
} from './entry.ts'
import { LogReader } from './reader.ts'

/** What records of a traffic log in a text say. */
export interface LogInText {
  readonly records: number
  readonly says: readonly Said[]
  readonly peers: readonly Peer[]
  /** Logs that it has entries of, and that tell of no decision: what they tell, and which log does. */
  readonly undecided: readonly string[]
}

/** A text of more is a log, and for explain-log. */
const LONGEST = 200_000

/** Reads the records of traffic logs in a pasted text; `records` is 0 where there are none. */
export function logInText(text: string): LogInText {
  const reader = new LogReader({ errorLines: false })
  const entries = [...reader.push(`${text.slice(0, LONGEST)}\n`), ...reader.end()]
  const told = entries.filter(({ outcome }) => outcome !== 'allowed').slice(0, 50)
  const healed = healedFlows(entries)
  const says = told.flatMap((entry) => {
    const shows = meaningOf(entry)
    return shows === null ? [] : [saidBy(entry, shows, healed.get(flowOf(entry)) ?? null)]
  })
  const names = Object.keys(reader.tally.undecided) as UndecidedLog[]
  return {
    records: entries.length,
    says,
    peers: entries.slice(0, 50).flatMap(peerOf),
    undecided: names.map((name) => `${name}: ${UNDECIDED_LOGS[name]}`),
  }
}

/** What one source asked of one peer. */
function flowOf({ source, protocol, host, port }: TrafficRecord): string {
  return `${source} ${protocol} ${host} ${port}`
}

/** Flows whose last record, by its time where it has one, was let through after others that were not. */
function healedFlows(entries: readonly TrafficRecord[]): ReadonlyMap<string, string> {
  const healed = new Map<string, string>()
  for (const [flow, all] of Map.groupBy(entries, flowOf)) {
    const inOrder = all.some(({ at }) => at === null)
      ? all
      : all.toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0))
    const last = inOrder.at(-1)
    if (last?.outcome !== 'allowed') continue
    const when = last.at === null ? '' : ` (${new Date(last.at).toISOString()})`
    healed.set(flow, `the last record of the same flow was let through${when}`)
  }
  return healed
}

const PROXIES: readonly LogFormat[] = ['squid', 'arcproxy', 'google-gateway']

function meaningOf({ format, protocol, outcome, reason }: TrafficRecord): MeaningName | null {
  if (protocol === 'dns') return dnsMeaning(reason)
  const isProxy = PROXIES.includes(format)
  if (outcome === 'challenged') return 'proxy wants credentials'
  if (outcome === 'failed') return isProxy ? 'proxy cannot reach' : null
  if (outcome !== 'denied') return null
  if (format === 'google-perimeter') return 'denied by perimeter'
  if (isProxy) return 'proxy denied'
  return protocol === 'https' || protocol === 'http' ? 'denied by firewall' : 'path dropped'
}

/** The rcode leads; behind it stands who answered. */
function dnsMeaning(reason: string | null): MeaningName {
  const rcode = /^[A-Z]+/.exec(reason ?? '')?.[0]
  if (rcode === 'NXDOMAIN') return 'no such name'
  if (rcode === 'SERVFAIL') return 'resolver failed'
  if (rcode === 'REFUSED') return 'resolver refused'
  return 'resolver silent'
}

/** What documents the format of the record; every other is one of Azure's or of a device. */
const SOURCES: Readonly<Partial<Record<LogFormat, string>>> = {
  cef: 'https://learn.microsoft.com/azure/sentinel/cef-name-mapping',
  'cef-rows': 'https://learn.microsoft.com/azure/azure-monitor/reference/tables/commonsecuritylog',
  suricata: 'https://docs.suricata.io/en/latest/output/eve/eve-json-format.html',
  zeek: 'https://docs.zeek.org/en/master/logs/conn.html',
  'zeek-json': 'https://docs.zeek.org/en/master/logs/conn.html',
  'google-firewall': 'https://docs.cloud.google.com/firewall/docs/firewall-rules-logging',
  'google-gateway':
    'https://docs.cloud.google.com/secure-web-proxy/docs/view-proxy-transaction-logs',
  'google-dns': 'https://docs.cloud.google.com/dns/docs/monitoring',
  'google-nat': 'https://docs.cloud.google.com/nat/docs/monitoring',
  'google-inspection': 'https://docs.cloud.google.com/firewall/docs/url-filtering-logs',
  'google-perimeter': 'https://docs.cloud.google.com/vpc-service-controls/docs/audit-logging',
}

function saidBy(entry: TrafficRecord, shows: MeaningName, healed: string | null): Said {
  return {
    shows,
    family: LOG_FORMATS[entry.format],
    source: SOURCES[entry.format] ?? 'https://learn.microsoft.com/azure/firewall/monitor-firewall',
    weight: MEANINGS[shows].weight + 1,
    peers: peerOf(entry),
    misleads: null,
    port: null,
    healed,
  }
}

function peerOf({ host, port, protocol }: TrafficRecord): readonly Peer[] {
  if (host === null) return []
  const isDns = protocol === 'dns'
  return [{ host, port: isDns ? null : port, scheme: null, role: 'target', at: 0 }]
}
