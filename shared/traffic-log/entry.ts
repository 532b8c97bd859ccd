import { canonicalIp, parseIp } from '../address/ip.ts'

/**
 * What became of a request: `challenged` is a proxy's 407, which a client with credentials answers and passes;
 * `failed` was let through and did not arrive; `unknown` is what the log leaves open.
 */
export const REQUEST_OUTCOMES = ['allowed', 'denied', 'challenged', 'failed', 'unknown'] as const
export type RequestOutcome = (typeof REQUEST_OUTCOMES)[number]

/** What is read, and its name; readers.ts has the reader of each. */
export const LOG_FORMATS = {
  'azure-firewall-text': 'Azure Firewall, text',
  'azure-firewall-rows': 'tables (Azure Firewall and others)',
  'azure-flow': 'NSG or VNet flow log',
  'azure-traffic-analytics': 'Traffic Analytics',
  'azure-dns': 'Azure DNS query log',
  squid: 'squid access.log',
  arcproxy: 'arcproxy.log',
  'google-firewall': 'Google VPC firewall',
  'google-gateway': 'Google Secure Web Proxy',
  'google-dns': 'Google Cloud DNS query log',
  'google-nat': 'Google Cloud NAT',
  'google-inspection': 'Google Cloud NGFW inspection',
  'google-perimeter': 'VPC Service Controls audit log',
  fortigate: 'FortiGate',
  zscaler: 'Zscaler NSS',
  paloalto: 'Palo Alto',
  cef: 'CEF (Palo Alto, Fortinet, Check Point and others)',
  'cef-rows': 'CommonSecurityLog',
  suricata: 'Suricata EVE',
  zeek: 'Zeek conn.log',
  'zeek-json': 'Zeek conn.log as JSON',
  elff: 'ELFF (Blue Coat and others)',
  cisco: 'Cisco ASA or FTD',
  juniper: 'Juniper SRX',
  netfilter: 'iptables or nftables',
  pf: 'pf',
  'error-lines': 'error lines',
} as const
export type LogFormat = keyof typeof LOG_FORMATS

/** What one record of a log says: who wanted to go where, and what became of it. */
export interface TrafficRecord {
  readonly format: LogFormat
  /** Small letters: https, http, tcp, udp, dns, icmp, mssql. */
  readonly protocol: string
  /** A name in small letters without a final dot, or an address in its one spelling; null when none was sent. */
  readonly host: string | null
  readonly port: number | null
  readonly outcome: RequestOutcome
  /** How many requests the record stands for; more than one in aggregated logs. */
  readonly count: number
  readonly source: string | null
  /** Milliseconds since 1970; null when the record has no time. */
  readonly at: number | null
  /** The log's own words: the rule, the policy, the error. */
  readonly reason: string | null
  /** The way that it took, where the log says: gateway, proxy, direct. */
  readonly via: string | null
  /** What follows from it: where the decision is found, and what changes it. */
  readonly note: string | null
}

/**
 * An entry; or a record that is understood and tells of no request going out (`ignored`); or one of a log that is known
 * and tells of no decision (`unread`, or which log it is); or null: not this format.
 */
export type ParsedRecord = TrafficRecord | 'ignored' | 'unread' | UndecidedRecord | null

/** A record of a log that is known by name, and tells of no decision. */
export interface UndecidedRecord {
  readonly undecided: UndecidedLog
}

/** Logs whose entries tell of no decision: their names, and which log tells. */
export const UNDECIDED_LOGS = {
  // https://docs.cloud.google.com/vpc/docs/flow-logs: egress is sampled before the egress rules.
  'VPC flow log':
    'packets are sampled before the egress rules, so that a flow in it may have been denied; Firewall Rules Logging tells',
  'Cloud Audit Logs':
    'of these only violations of VPC Service Controls tell of the path: log_id("cloudaudit.googleapis.com/policy")',
  // https://docs.cloud.google.com/run/docs/troubleshooting
  'Cloud Run request log':
    'it has the requests that came in; what the service asked for and did not get stands in run.googleapis.com/stderr and stdout',
  // https://learn.microsoft.com/azure/application-gateway/monitor-application-gateway-reference
  'Log of a front end':
    'it has the requests that came in; those that went out, and were denied, stand in the log of the firewall, of the proxy or of flows',
  // https://learn.microsoft.com/azure/firewall/monitor-firewall-reference
  AZFWFlowTrace:
    'it has the flags of packets whatever became of them; AZFWNetworkRule and AZFWApplicationRule tell',
  AZFWFatFlow: 'it has the flows of most throughput; AZFWNetworkRule and AZFWApplicationRule tell',
} as const
export type UndecidedLog = keyof typeof UNDECIDED_LOGS

/** Whether a record is an entry: a request, and what became of it. */
export function isEntry(parsed: ParsedRecord): parsed is TrafficRecord {
  return parsed !== null && typeof parsed === 'object' && 'outcome' in parsed
}

/** An entry from what a format knows; the rest is as when nothing is said. */
export function entry(
  known: Pick<TrafficRecord, 'format' | 'protocol' | 'host' | 'outcome'> & Partial<TrafficRecord>,
): TrafficRecord {
  // Field by field: a log has millions of them, and objects of one shape are quick to make and to read.
  const { format, protocol, host, outcome } = known
  const { port = null, count = 1, source = null } = known
  const { at = null, reason = null, via = null, note = null } = known
  return { format, protocol, host, port, outcome, count, source, at, reason, via, note }
}

const LONGEST_NAME = 253

/** Hosts come again and again in a log: each is looked at once, up to so many. */
const SEEN = new Map<string, string | null>()
const MOST_SEEN = 4096

/** A host as flows are told apart by; null when there is none: with a colon only an address is one. */
export function hostOf(text: string): string | null {
  const known = SEEN.get(text)
  if (known !== undefined) return known
  const host = readHost(text)
  if (text.length <= LONGEST_NAME) {
    if (SEEN.size === MOST_SEEN) SEEN.clear()
    SEEN.set(ownText(text), host === null ? null : ownText(host))
  }
  return host
}

function readHost(text: string): string | null {
  const bare = text.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '')
  if (bare === '' || bare === '-' || bare.length > LONGEST_NAME) return null
  if (bare.includes(':') && parseIp(bare) === null) return null
  return /^[\d.]+$/.test(bare) || bare.includes(':') ? canonicalIp(bare) : bare.toLowerCase()
}

/** `host:port`, `[address]:port` or a host alone. */
export function endpointOf(text: string): { host: string | null; port: number | null } {
  const [, host, port] = /^(\[[^\]]*\]|[^:]*):(\d{1,5})$/.exec(text) ?? []
  return host === undefined
    ? { host: hostOf(text), port: null }
    : { host: hostOf(host), port: portOf(port) }
}

/** A port from text or number; null when it is none. */
export function portOf(value: unknown): number | null {
  const port = typeof value === 'string' && value !== '' ? Number(value) : value
  return typeof port === 'number' && Number.isInteger(port) && port > 0 && port < 65_536
    ? port
    : null
}

/** A copy: a part of a text keeps the whole alive in V8, here the piece of the file that it was cut from. */
export function ownText(text: string): string {
  return Buffer.from(text).toString()
}

const WITHOUT_ZONE = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)$/

/** The time of an ISO 8601 text in ms since 1970; null when it is none. Without a zone it is UTC, wherever it is read. */
export function timeOf(value: unknown): number | null {
  const ms =
    typeof value === 'string' ? Date.parse(value.replace(WITHOUT_ZONE, '$1T$2Z')) : Number.NaN
  return Number.isNaN(ms) ? null : ms
}

/** Small letters, short and plain; anything else is no protocol that anyone would look for. */
export function protocolOf(text: string): string {
  const word = text.trim().toLowerCase()
  return /^[a-z][a-z0-9-]{0,9}$/.test(word) ? word : 'other'
}
