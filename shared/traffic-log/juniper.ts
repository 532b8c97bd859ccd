import { entry, hostOf, type ParsedRecord, portOf, type RequestOutcome } from './entry.ts'

/** `RT_FLOW_SESSION_DENY: session denied 10.1.1.4/51544->20.1.2.3/443 0x0 junos-https 6(0) policy ...` */
const PLAIN =
  /\bRT_FLOW_SESSION_(DENY|CREATE|CLOSE)(?:_LS)?: session (?:denied|created|closed) ?[^\n]{0,80}?\s?([0-9a-f.:]{3,45})\/\d{1,5}->([0-9a-f.:]{3,45})\/(\d{1,5}) ([^\n]{0,400})/i
/** The same with names for its values (`structured-data`): `RT_FLOW_SESSION_DENY [junos@2636... source-address="..."]`. */
const NAMED = /\bRT_FLOW_SESSION_(DENY|CREATE|CLOSE)(?:_LS)? \[junos@[\d.]{1,40} ([^\n]{1,4000})/i

const OUTCOMES: Readonly<Record<string, RequestOutcome>> = {
  DENY: 'denied',
  // What became of the session, its end tells.
  CREATE: 'unknown',
  CLOSE: 'allowed',
}
const PROTOCOLS: Readonly<Record<string, string>> = { 1: 'icmp', 6: 'tcp', 17: 'udp', 58: 'icmp' }

/**
 * A session in the log of Junos on an SRX. In plain lines the protocol is a number before `(` where it was denied, and
 * before the policy elsewhere. Source: https://www.juniper.net/documentation/us/en/software/junos/network-mgmt/ (system
 * log messages, RT_FLOW).
 */
export function juniper(line: string): ParsedRecord {
  if (!line.includes('RT_FLOW_SESSION_')) return null
  const named = NAMED.exec(line)
  if (named !== null) return ofNames(named[1] ?? '', named[2] ?? '')
  const [, what = '', source = '', target = '', port = '', rest = ''] = PLAIN.exec(line) ?? []
  if (what === '') return null
  const [, number = '', policy = ''] =
    /(?:^|\s)(\d{1,3})\(\d{1,5}\) (\S{1,120})/.exec(rest) ??
    /\sN\/A (\d{1,3}) (\S{1,120}) \S/.exec(rest) ??
    []
  return made({ what, source, target, port, number, policy })
}

function ofNames(what: string, values: string): ParsedRecord {
  const of = (name: string) => new RegExp(`\\b${name}="([^"]{0,200})"`).exec(values)?.[1] ?? ''
  return made({
    what,
    source: of('source-address'),
    target: of('destination-address'),
    port: of('destination-port'),
    number: of('protocol-id'),
    policy: of('policy-name'),
  })
}

interface Line {
  readonly what: string
  readonly source: string
  readonly target: string
  readonly port: string
  readonly number: string
  readonly policy: string
}

function made({ what, source, target, port, number, policy }: Line): ParsedRecord {
  const protocol = PROTOCOLS[number] ?? 'other'
  return entry({
    format: 'juniper',
    protocol,
    host: hostOf(target),
    port: protocol === 'icmp' ? null : portOf(port),
    outcome: OUTCOMES[what.toUpperCase()] ?? 'unknown',
    source: source === '' ? null : source,
    reason: policy === '' ? null : policy,
  })
}
