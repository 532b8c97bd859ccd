import { EMPTY_BOOK } from '../address/book.ts'
import { parseCidr } from '../address/cidr.ts'
import { classify } from '../address/classify.ts'
import { canonicalIp, formatIp, parseIp } from '../address/ip.ts'
import type { Plan } from '../config/plan.ts'
import type { PlannedRow } from '../config/plan-catalog.ts'
import type { Target } from '../model/target.ts'
import { parseHost } from '../target/host.ts'
import { expectedZone } from '../zone/expected-zone.ts'
import { zoneOf } from '../zone/zone-of.ts'
import { type Protocol, protocolOf } from './protocol.ts'
import { listedWays, type ResolverWay, resolverWays } from './resolver-needs.ts'

/** Where the name must lead. */
export type Leads = 'public' | 'private' | 'google-restricted' | 'google-private'

/** Why something is needed: a target, with what it makes work and who says so. */
export interface Reason {
  /** Id of the target, in a catalog the row. */
  readonly target: string
  /** Names of the capabilities; of a target of no catalog its own name. */
  readonly works: readonly string[]
  /** Key and date of the source; null for a target of no catalog. */
  readonly source: { readonly key: string; readonly asOf: string } | null
  readonly optional: boolean
  /** Why the wildcard, where this is about one. */
  readonly wildcard: string | null
}

/** One thing that the network must let through or hold back, whatever device does it. */
export interface Need {
  readonly action: 'allow' | 'deny'
  readonly kind: 'name' | 'wildcard' | 'address'
  /** Lower case; a wildcard has one `*` or more; an IPv6 address is without brackets. Safe in every format. */
  readonly host: string
  readonly port: number
  /** The last port of a range that begins with `port`. */
  readonly to?: number
  readonly protocol: Protocol
  /** The proxy that it goes through, host:port; null when direct. */
  readonly via: string | null
  /** It goes through no proxy, whether there is one or not: a DNS server is asked directly. */
  readonly isDirect?: true
  readonly leads: Leads
  /** The addresses that it must have, prefixes; an address of its own is one of them. */
  readonly addresses: readonly string[]
  /** Private zones that must answer. */
  readonly zones: readonly string[]
  /** Whether a rule for the connection is wanted, and whether one for the name. */
  readonly wants: {
    readonly reach: boolean
    readonly resolve: boolean
    /** The zone answers already; only the record is missing. */
    readonly record?: boolean
  }
  /** A zone that answers and hides the one with the record. */
  readonly hiddenBy?: string
  readonly reasons: readonly Reason[]
}

/** A target of which rules are wanted, and of what kind. */
export interface WantedTarget {
  readonly target: Target
  readonly wants: Need['wants']
  readonly hiddenBy?: string
  /** The private addresses at which a report found it blocked: they count where the configuration says none. */
  readonly seen?: readonly string[]
}

/**
 * What the targets need of the network, each thing once, in the order of hosts and ports. `resolvers` are the servers that
 * the configuration has asked for every name.
 */
export function needsOf(
  wanted: readonly WantedTarget[],
  { rows, capabilities }: Pick<Plan, 'rows' | 'capabilities'>,
  resolvers: readonly string[] = [],
): readonly Need[] {
  const names = new Map(capabilities.map((c) => [c.id, c.name]))
  const needs = wanted.flatMap(({ target, wants, hiddenBy, seen = [] }) => {
    const planned = rows.get(target.id) ?? rows.get(parentId(target.id))
    const need = {
      ...needOf(target, wants, seen, reasonOf(target, planned, names)),
      ...(hiddenBy !== undefined && { hiddenBy }),
    }
    const ways = wants.reach && wants.resolve ? resolverNeeds(target, need) : []
    return [need, ...wildcardNeed(need, planned), ...furtherNeed(need, planned), ...ways]
  })
  const isAsked = wanted.some(({ target }) => parseIp(target.host) === null)
  return merged([...needs, ...(isAsked ? listedWays(resolvers).map(listedNeed) : [])])
}

function listedNeed(way: ResolverWay): Need {
  const reason = { target: 'resolvers', works: ['DNS'], source: null, optional: false } as const
  return {
    ...way,
    ...{ action: 'allow', kind: 'address', via: null, isDirect: true, zones: [] },
    leads: leadsOfAll([way.host]),
    addresses: [way.host],
    wants: { reach: true, resolve: true },
    reasons: [{ ...reason, wildcard: null }],
  }
}

/** The DNS servers that a target names, which must be reached whatever its own path is. */
function resolverNeeds(target: Target, need: Need): readonly Need[] {
  if (need.action === 'deny') return []
  return resolverWays(target).map((way) => ({
    ...need,
    ...way,
    kind: 'address',
    via: null,
    leads: leadsOfAll([way.host]),
    addresses: [way.host],
    zones: [],
    isDirect: true,
  }))
}

/** A target that another discovered has the other’s id before its name. */
export function parentId(id: string): string {
  return id.slice(0, Math.max(id.lastIndexOf('/'), 0))
}

function needOf(
  target: Target,
  wants: Need['wants'],
  seen: readonly string[],
  reason: Reason,
): Need {
  const asked = askedServer(target)
  const host = asked ?? canonicalIp(target.host)
  const kind = parseIp(host) === null ? 'name' : 'address'
  const action = target.expect.reachability === 'blocked' ? 'deny' : 'allow'
  const own = kind === 'address' ? host : target.address
  const expected = own === null ? expectedAddresses(target, action) : [canonicalIp(own)]
  const addresses = expected.length > 0 || action === 'deny' ? expected : seen
  return {
    action,
    kind,
    host,
    port: target.port,
    protocol: asked === null ? neededProtocol(target) : 'udp',
    via: target.proxy === null ? null : `${target.proxy.host}:${target.proxy.port}`,
    leads:
      action === 'allow' && asked === null ? leadsOf(target, addresses) : leadsOfAll(addresses),
    addresses,
    zones: kind === 'name' ? zonesOf(target) : [],
    wants,
    reasons: [reason],
  }
}

/** The address of the one DNS server that a target asks. */
function askedServer({ server }: Target): string | null {
  if (server === undefined) return null
  return canonicalIp(server.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1'))
}

function neededProtocol({ scheme }: Target): Protocol {
  return scheme === 'dns' || scheme === 'records' ? 'none' : protocolOf(scheme)
}

/** Of what must be blocked, only its own address counts: the prefixes that others may be in are not to be denied. */
function expectedAddresses({ expect }: Target, action: Need['action']): readonly string[] {
  if (action === 'deny') return []
  return (expect.addresses ?? []).flatMap((prefix) => canonicalPrefix(prefix) ?? []).toSorted()
}

/** A prefix in its one spelling, a single address without its length; null when it is none. Safe in a command. */
export function canonicalPrefix(text: string): string | null {
  const prefix = parseCidr(text)
  if (prefix === null) return null
  const whole = prefix.bits === prefix.bytes.length * 8
  return whole ? formatIp(prefix) : `${formatIp(prefix)}/${prefix.bits}`
}

function leadsOf({ expect }: Target, addresses: readonly string[]): Leads {
  const { resolution } = expect
  if (resolution === 'any') return leadsOfAll(addresses)
  return resolution
}

function leadsOfAll(addresses: readonly string[]): Leads {
  const own = addresses.map((prefix) => classify(prefix.replace(/\/.*/, ''), EMPTY_BOOK))
  return own.length > 0 && own.every((a) => a.realm === 'private') ? 'private' : 'public'
}

/** The zone that is expected; else those of Azure’s table, as where the expectation only excludes a zone. */
function zonesOf({ host, expect }: Target): readonly string[] {
  if (expect.resolution !== 'private') return []
  const expected = expectedZone(expect.zone)
  if (expected === null || !expected.wanted) return zoneOf(host)?.zones ?? []
  const zone = parseHost(expected.zone)
  return zone.complaint === null && zone.kind === 'name' ? [zone.host] : []
}

function reasonOf(
  target: Target,
  planned: PlannedRow | undefined,
  names: ReadonlyMap<string, string>,
): Reason {
  const works = target.capabilities.flatMap((id) => names.get(id) ?? [])
  return {
    target: target.id,
    works: works.length > 0 ? works : [target.name],
    source: planned === undefined ? null : { key: planned.row.source, asOf: planned.row.asOf },
    optional: target.optional === true,
    wildcard: null,
  }
}

/** `*.data.mcr.microsoft.com`, `azgn*.servicebus.windows.net`; one label that is free and two that are fixed. */
const WILDCARD = /^[a-z0-9-]*\*(\.[a-z0-9_-]+){2,}$/

/** The wildcard next to the name, where the row says that names alone do not do. */
function wildcardNeed(need: Need, planned: PlannedRow | undefined): readonly Need[] {
  const { wildcard, needsWildcard } = planned?.row ?? {}
  if (wildcard === undefined || needsWildcard === undefined || need.action === 'deny') return []
  const host = wildcard.toLowerCase()
  if (!WILDCARD.test(host)) return []
  const reasons = need.reasons.map((reason) => ({ ...reason, wildcard: needsWildcard }))
  return [{ ...need, kind: 'wildcard', host, addresses: [], zones: [], reasons }]
}

/** The ports that clients go on to after the one that is checked. */
function furtherNeed(need: Need, planned: PlannedRow | undefined): readonly Need[] {
  const [from, to] = (planned?.row.furtherPorts ?? '').split('-').map(Number)
  if (from === undefined || to === undefined || need.action === 'deny') return []
  return [{ ...need, port: from, to }]
}

/** The port of a need, or its range: `443`, `11000-11999`. */
export function portsOf({ port, to }: Pick<Need, 'port' | 'to'>): string {
  return to === undefined ? String(port) : `${port}-${to}`
}

function merged(needs: readonly Need[]): readonly Need[] {
  const byKey = new Map<string, Need>()
  for (const need of needs) {
    const key = keyOf(need)
    const before = byKey.get(key)
    byKey.set(key, before === undefined ? need : joined(before, need))
  }
  return [...byKey].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, need]) => need)
}

function keyOf(need: Need): string {
  const { host, port, to = port, protocol, action, kind, via, leads, addresses } = need
  const ports = [port, to].map((one) => String(one).padStart(5, '0')).join('-')
  // A rule for the addresses that one target must have is none for another, which may be anywhere.
  const at = leads === 'public' && addresses.length > 0 ? 'at its addresses' : ''
  return [host, ports, protocol, action, kind, via ?? '', leads, at].join(' ')
}

function joined(a: Need, b: Need): Need {
  const known = new Set(a.reasons.map((reason) => reason.target))
  return {
    ...a,
    addresses: union(a.addresses, b.addresses),
    zones: union(a.zones, b.zones),
    wants: {
      reach: a.wants.reach || b.wants.reach,
      resolve: a.wants.resolve || b.wants.resolve,
      ...(a.wants.record === true && b.wants.record === true && { record: true }),
    },
    reasons: [...a.reasons, ...b.reasons.filter((reason) => !known.has(reason.target))],
  }
}

/** Both lists, each text once, in order. */
export function union(a: readonly string[], b: readonly string[]): readonly string[] {
  return [...new Set([...a, ...b])].toSorted()
}
