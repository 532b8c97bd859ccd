import {
  endpointOf,
  entry,
  type ParsedRecord,
  protocolOf,
  type RequestOutcome,
  type TrafficRecord,
  timeOf,
} from './entry.ts'

const REQUEST =
  /\b([A-Za-z]{2,8})(?: Type=\d{1,3})? {1,2}request from (\S{1,300}?)(?: to (\S{1,300}?))?\. (?=\S)/
const DNAT = /\brequest from \S{1,300} to \S{1,300} was DNAT/
const ACTION = /\bAction: ([A-Za-z]{1,10})[.\s]{0,3}(.*)/
const DNS_REQUEST =
  /DNS Request: (\S{1,80}) \S \d{1,6} \S{1,20} \S{1,20} (\S{1,300}) \S{1,5} \d{1,6} \S{1,5} \d{1,6} (\S{1,20}) (\S{1,60})/
const DNS_ERROR = /^\s*Error: \d{1,5} (\S{1,300}) [A-Z]{1,10}: (.+)$/
const TIME = /^"?(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?)\b/

/** Exports of other tables have the same columns, and the past tense. `Alert` only watches: the rule log tells the rest. */
const OUTCOME_OF: Readonly<Record<string, RequestOutcome | 'ignored'>> = {
  allow: 'allowed',
  allowed: 'allowed',
  accept: 'allowed',
  accepted: 'allowed',
  permit: 'allowed',
  permitted: 'allowed',
  deny: 'denied',
  denied: 'denied',
  drop: 'denied',
  dropped: 'denied',
  reject: 'denied',
  rejected: 'denied',
  block: 'denied',
  blocked: 'denied',
  alert: 'ignored',
}

/** Older texts of a request without a server name: `HTTPS request from 10.0.8.4:49426 was denied. Reason: ...`. */
const WAS =
  /\b([A-Za-z]{2,8}) {1,2}request from (\S{1,300}?)(?: to (\S{1,300}))? was (denied|allowed|dropped)\. (?:Reason: )?(.{0,300})/

/** What an action of the firewall does to a request; null for a word that is not known: it may have denied. */
export function outcomeOfAction(action: string): RequestOutcome | 'ignored' | null {
  const word = action.trim().toLowerCase()
  return Object.hasOwn(OUTCOME_OF, word) ? (OUTCOME_OF[word] ?? null) : null
}

/**
 * The texts of Azure Firewall's older logs (AzureFirewallApplicationRule, AzureFirewallNetworkRule,
 * AzureFirewallDnsProxy), alone or behind a time: application, network, threat intelligence, IDPS and DNS
 * proxy. A request without a server name (SNI) has no target, only a source.
 */
export function azureFirewallText(line: string): ParsedRecord {
  if (line.includes('request from ')) return request(line)
  const dns = line.includes('DNS Request: ') ? DNS_REQUEST.exec(line) : null
  if (dns !== null) return dnsRequest(line, dns)
  const failed = line.includes('Error: ') ? DNS_ERROR.exec(line) : null
  if (failed === null) return null
  const [, name = '', reason = ''] = failed
  return dnsEntry(line, name, { outcome: 'failed', reason })
}

function request(line: string): ParsedRecord {
  const found = REQUEST.exec(line)
  const action = ACTION.exec(line)
  if (found === null || action === null) return DNAT.test(line) ? 'ignored' : passive(line)
  const [, protocol = '', source = '', target = ''] = found
  const [, word = '', reason = ''] = action
  const outcome = outcomeOfAction(word)
  if (outcome === null || outcome === 'ignored') return outcome
  return entry({
    format: 'azure-firewall-text',
    protocol: protocolOf(protocol),
    ...endpointOf(withoutPort(target)),
    outcome,
    source: endpointOf(withoutPort(source)).host,
    at: timeOf(TIME.exec(line)?.[1]),
    reason: reason === '' ? null : reason,
  })
}

/** ICMP has no port, and keeps the colon before it: `10.0.0.4:`. */
function withoutPort(text: string): string {
  return text.replace(/:$/, '')
}

function passive(line: string): ParsedRecord {
  const found = WAS.exec(line)
  if (found === null) return null
  const [, protocol = '', source = '', target = '', word = '', reason = ''] = found
  return entry({
    format: 'azure-firewall-text',
    protocol: protocolOf(protocol),
    ...endpointOf(target),
    outcome: word === 'allowed' ? 'allowed' : 'denied',
    source: endpointOf(source).host,
    at: timeOf(TIME.exec(line)?.[1]),
    reason: reason === '' ? null : reason,
  })
}

function dnsRequest(
  line: string,
  [, source = '', name = '', rcode = '', flags = '']: string[],
): TrafficRecord {
  // Without flags there was no reply: the proxy writes NOERROR all the same.
  const answered = rcode === 'NOERROR' && flags !== '-'
  const reason = flags === '-' ? 'No reply from the DNS server' : rcode
  return dnsEntry(line, name, {
    outcome: answered ? 'allowed' : 'failed',
    reason: answered ? null : reason,
    source: endpointOf(source).host,
  })
}

function dnsEntry(
  line: string,
  name: string,
  known: Pick<TrafficRecord, 'outcome'> & Partial<TrafficRecord>,
): TrafficRecord {
  return entry({
    format: 'azure-firewall-text',
    protocol: 'dns',
    ...endpointOf(name),
    port: 53,
    at: timeOf(TIME.exec(line)?.[1]),
    ...known,
  })
}
