import { leaves } from './came-in.ts'
import {
  endpointOf,
  entry,
  hostOf,
  type ParsedRecord,
  portOf,
  type RequestOutcome,
} from './entry.ts'

const ID = /%(?:ASA|FTD|PIX)-(?:[a-z]{1,10}-)?\d-(\d{6}): (.{1,4000})/
/** `Deny tcp src inside:10.1.1.5/50000 dst outside:20.1.2.3/443 by access-group "x"` */
const DENY =
  /^Deny (?:protocol )?(\w{1,10}) src \S{1,60}?:([0-9a-f.:]{3,45})(?:\/\d{1,5})?(?:\([^)]*\))? dst \S{1,60}?:([0-9a-f.:]{3,45})(?:\/(\d{1,5}))?.{0,120}?(?:by access-group "([^"]{1,120})")?/i
/** `Inbound TCP connection denied from 10.1.1.4/50000 to 20.1.2.3/443 flags SYN on interface inside`: it came in there. */
const CAME_IN =
  /^(?:Inbound (TCP) connection denied|Deny inbound (UDP)) from ([0-9a-f.:]{3,45})\/\d{1,5} to ([0-9a-f.:]{3,45})\/(\d{1,5})/i
const BUILT =
  /^Built (inbound|outbound) (TCP|UDP|ICMP) connection \d{1,12} for \S{1,60}?:([0-9a-f.:]{3,45})\/(\d{1,5})[^\n]{0,80}? to \S{1,60}?:([0-9a-f.:]{3,45})\//i
const TEARDOWN =
  /^Teardown (TCP) connection \d{1,12} for \S{1,60}?:([0-9a-f.:]{3,45})\/(\d{1,5}) to \S{1,60}?:([0-9a-f.:]{3,45})\/\d{1,5} duration \S{1,20} bytes (\d{1,15}) ?(.{0,60})/i
const LISTED =
  /^access-list (\S{1,120}) (permitted|denied|est-allowed) (\w{1,10}) \S{1,60}?\/([0-9a-f.:]{3,45})\(\d{1,5}\) -> \S{1,60}?\/([0-9a-f.:]{3,45})\((\d{1,5})\)(?: hit-cnt (\d{1,9}))?/i
const EVENT = /\bAccessControlRuleAction: (\w{1,20})/

/**
 * A syslog line of Cisco ASA or FTD: 106001, 106006, 106023, 106100, 302013 to 302016, 430002 and 430003; all others are ignored.
 * Messages: cisco.com/c/en/us/td/docs/security/asa/syslog
 */
export function cisco(line: string): ParsedRecord {
  if (!line.includes('%')) return null
  const [, id = '', text = ''] = ID.exec(line) ?? []
  if (id === '') return null
  return (
    denied(text) ??
    deniedAtEntry(text) ??
    listed(text) ??
    built(text) ??
    teardown(text) ??
    event(text) ??
    'ignored'
  )
}

function denied(text: string): ParsedRecord {
  const found = DENY.exec(text)
  if (found === null) return null
  const [, protocol = '', source = '', target = '', port] = found
  const group = /by access-group "([^"]{1,120})"/.exec(text)?.[1] ?? null
  return flow({ protocol, source, target, port, outcome: 'denied', reason: group })
}

function deniedAtEntry(text: string): ParsedRecord {
  const [whole, tcp, udp, source = '', target = '', port] = CAME_IN.exec(text) ?? []
  if (whole === undefined || !leaves(source, target)) return null
  return flow({ protocol: tcp ?? udp ?? '', source, target, port, outcome: 'denied', reason: null })
}

function listed(text: string): ParsedRecord {
  const found = LISTED.exec(text)
  if (found === null) return null
  const [, list = '', word = '', protocol = '', source = '', target = '', port, count] = found
  const outcome = word.toLowerCase() === 'denied' ? 'denied' : 'allowed'
  const parsed = flow({ protocol, source, target, port, outcome, reason: list })
  return { ...parsed, count: Math.max(1, Number(count ?? 1)) }
}

/** In an outbound connection the first address is the far one, whichever side began. */
function built(text: string): ParsedRecord {
  const found = BUILT.exec(text)
  if (found === null) return null
  const [, direction = '', protocol = '', target = '', port, source = ''] = found
  if (direction.toLowerCase() !== 'outbound') return 'ignored'
  return flow({ protocol, source, target, port, outcome: 'unknown', reason: null })
}

function teardown(text: string): ParsedRecord {
  const found = TEARDOWN.exec(text)
  if (found === null) return null
  const [, protocol = '', target = '', port, source = '', bytes = '', why = ''] = found
  const isFailed = /SYN Timeout/i.test(why) || (bytes === '0' && /Reset/i.test(why))
  return flow({
    protocol,
    source,
    target,
    port,
    outcome: isFailed ? 'failed' : 'allowed',
    reason: isFailed ? why.trim() : null,
  })
}

/** FTD's connection events are pairs of name and value, with the host in the URL where one was seen. */
function event(text: string): ParsedRecord {
  const action = EVENT.exec(text)?.[1]
  if (action === undefined) return null
  const of = (name: string) => new RegExp(`\\b${name}: ([^,]{1,300})`).exec(text)?.[1]
  const url = of('URL')
    ?.replace(/^[a-z]+:\/\//i, '')
    .split('/')[0]
  const target = (url === undefined ? null : endpointOf(url).host) ?? of('DstIP') ?? ''
  const outcome = /^(?:allow|trust|fastpath)/i.test(action) ? 'allowed' : 'denied'
  return flow({
    protocol: of('Protocol') ?? 'other',
    source: of('SrcIP') ?? '',
    target,
    port: of('DstPort'),
    outcome,
    reason: of('AccessControlRuleName') ?? null,
  })
}

interface Line {
  readonly protocol: string
  readonly source: string
  readonly target: string
  readonly port: string | undefined
  readonly outcome: RequestOutcome
  readonly reason: string | null
}

function flow({ protocol, source, target, port, outcome, reason }: Line) {
  return entry({
    format: 'cisco',
    protocol: protocol.toLowerCase(),
    host: hostOf(target),
    port: portOf(port),
    outcome,
    source: source === '' ? null : source,
    reason,
  })
}
