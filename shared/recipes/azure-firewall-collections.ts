import { parseIp } from '../address/ip.ts'
import { description, type Omitted, omitted } from './comment.ts'
import { GOOGLE_VIPS, isVip } from './google-vips.ts'
import { type Need, portsOf, union } from './need.ts'
import { type Transport, transportOf } from './protocol.ts'
import { direct, WHY } from './rendered.ts'
import { uniqueNames } from './rule-names.ts'
import { ledOnTo } from './service-tags.ts'
import { covered, widened } from './wildcard.ts'

/** A rule that goes by the server name, of HTTP and TLS. */
export interface ApplicationRule {
  readonly name: string
  readonly description: string
  readonly protocols: readonly { readonly protocolType: 'Http' | 'Https'; readonly port: number }[]
  readonly targetFqdn: string
}

/** In the words of a network rule. */
const PROTOCOLS = { tcp: 'TCP', udp: 'UDP' } as const satisfies Record<Transport, string>

/** A rule that goes by addresses; those of a name are looked up by the firewall. */
export interface NetworkRule {
  readonly name: string
  readonly description: string
  readonly ipProtocol: (typeof PROTOCOLS)[Transport]
  readonly ports: string
  /** One of both has entries. */
  readonly fqdns: readonly string[]
  readonly addresses: readonly string[]
}

interface Collection<Kind extends string, Rule> {
  readonly kind: Kind
  readonly action: 'Allow' | 'Deny'
  readonly rules: readonly Rule[]
}
export type RuleCollection =
  | Collection<'network', NetworkRule>
  | Collection<'application', ApplicationRule>

export interface Collections {
  readonly collections: readonly RuleCollection[]
  readonly left: readonly Omitted[]
}

/** The highest port that an application rule takes. */
const LAST_APPLICATION_PORT = 64_000
const LONGEST_DESCRIPTION = 400
const NO_IPV6 = 'Azure Firewall filters IPv4 only'
const LED_ON = 'the ports that the policy Redirect leads on to'
const NO_WILDCARD =
  'Wildcards that network rules do not take; only http and https can be allowed by wildcard'

/**
 * What Azure Firewall needs, in the order in which it looks: network rules before application rules (Microsoft Learn,
 * "Azure Firewall rule processing logic"), and denials before what they make an exception of.
 */
export function azureFirewallCollections(needs: readonly Need[]): Collections {
  const { rest, left } = direct(needs)
  const unfit = rest.flatMap((need) => {
    const why = whyNot(need)
    return why === null ? [] : [omitted(need, why)]
  })
  const fit = covered(
    rest
      .filter((need) => whyNot(need) === null)
      .map(widened)
      .flatMap(withPortsOfTag),
  )
  const collections = (['Deny', 'Allow'] as const).flatMap((action) => [
    network(action, fit),
    application(action, fit),
  ])
  const order = { network: 0, application: 1 }
  return {
    collections: collections
      .filter(({ rules }) => rules.length > 0)
      .toSorted((a, b) => order[a.kind] - order[b.kind]),
    left: [...left, ...unfit],
  }
}

/** A network rule takes a tag as an address; the name alone would stop at the gateway that it leads to. */
function withPortsOfTag(need: Need): readonly Need[] {
  const on = ledOnTo(need)
  if (on === null) return [need]
  const reasons = need.reasons.map((one) => ({ ...one, works: [...one.works, LED_ON] }))
  return [need, { ...need, kind: 'address', host: on.tag, port: on.port, to: on.to, reasons }]
}

function whyNot(need: Need): string | null {
  const { kind, host, leads, action } = need
  if (kind === 'address' && host.includes(':')) return NO_IPV6
  if (leads === 'public' && need.addresses.length > 0 && fourOf(need).length === 0) return NO_IPV6
  if (action === 'allow' && kind !== 'address' && leads === 'private') {
    return isBlockedAtAddress(need) ? null : WHY.privateName
  }
  return kind === 'wildcard' && !isApplication(need) ? NO_WILDCARD : null
}

/** A private name that resolves as wanted and is blocked on the way: the firewall may be what lies between. */
function isBlockedAtAddress(need: Need): boolean {
  return need.leads === 'private' && !need.wants.resolve && fourOf(need).length > 0
}

/** Application rules see the name in the Host header or the ClientHello; an address has none. */
function isApplication(need: Need): boolean {
  const { kind, protocol, port, leads } = need
  if (kind === 'address' || isVip(leads) || port > LAST_APPLICATION_PORT) return false
  if (need.action === 'allow' && isBlockedAtAddress(need)) return false
  return protocol === 'https' || protocol === 'http' || (protocol === 'tls' && port === 443)
}

function application(action: 'Allow' | 'Deny', needs: readonly Need[]): RuleCollection {
  const mine = needs.filter((need) => need.action === action.toLowerCase() && isApplication(need))
  const hosts = [...new Set(mine.map((need) => need.host))]
  const names = uniqueNames(hosts)
  const rules = hosts.map((targetFqdn, i): ApplicationRule => {
    const same = mine.filter((need) => need.host === targetFqdn)
    return {
      name: names[i] ?? targetFqdn,
      description: description(same, LONGEST_DESCRIPTION),
      protocols: protocolsOf(same),
      targetFqdn,
    }
  })
  return { kind: 'application', action, rules }
}

function protocolsOf(needs: readonly Need[]): ApplicationRule['protocols'] {
  const typed = needs.map(({ protocol, port }) => {
    return { protocolType: protocol === 'http' ? ('Http' as const) : ('Https' as const), port }
  })
  return typed.filter(
    (p, i) => typed.findIndex((o) => o.port === p.port && o.protocolType === p.protocolType) === i,
  )
}

/** One rule a name; what has addresses shares a rule by port and kind. */
function network(action: 'Allow' | 'Deny', needs: readonly Need[]): RuleCollection {
  const mine = needs.filter((need) => need.action === action.toLowerCase() && !isApplication(need))
  const byKey = Map.groupBy(mine, (need) => `${destinationName(need)}-${layer4(need).join('-')}`)
  const names = uniqueNames([...byKey.keys()])
  const rules = [...byKey.values()].flatMap((some, i): NetworkRule[] => {
    const [first] = some
    if (first === undefined) return []
    const [ipProtocol, ports] = layer4(first)
    const name = names[i] ?? first.host
    const about = description(some, LONGEST_DESCRIPTION)
    return [{ name, description: about, ipProtocol, ports, ...destination(first, some) }]
  })
  return { kind: 'network', action, rules }
}

function layer4(need: Need): readonly [NetworkRule['ipProtocol'], string] {
  return [PROTOCOLS[transportOf(need)], portsOf(need)]
}

function destinationName({ kind, host, leads }: Need): string {
  if (isVip(leads)) return GOOGLE_VIPS[leads].name
  return kind === 'address' && parseIp(host) !== null ? 'addresses' : host
}

function destination({ kind, host, leads }: Need, all: readonly Need[]) {
  if (isVip(leads)) return { fqdns: [], addresses: [GOOGLE_VIPS[leads].prefix4] }
  if (kind === 'name') {
    const known = union([], all.flatMap(fourOf))
    const isKnown = all.every((need) => fourOf(need).length > 0)
    return isKnown ? { fqdns: [], addresses: known } : { fqdns: [host], addresses: [] }
  }
  return { fqdns: [], addresses: [...new Set(all.map((need) => need.host))] }
}

/** The addresses that it must have, of the one family that Azure Firewall filters. */
function fourOf({ addresses }: Need): readonly string[] {
  return addresses.filter((prefix) => !prefix.includes(':'))
}
