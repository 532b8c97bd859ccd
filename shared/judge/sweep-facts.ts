import { Patterns } from '../target/pattern.ts'
import type { BareView } from './bare-view.ts'
import { chainOf, hasUnknownAuthority, topIssuer } from './certificates.ts'
import { type Connections, connectionFacts } from './connections.ts'
import { type GoogleFacts, googleFacts } from './google/facts.ts'
import { isIpv6 } from './legs.ts'
import type { ListedNames } from './lists.ts'
import { privateAnswers, servedBy } from './name-facts.ts'
import type { WireAnswer } from './names.ts'
import { isUnsynchronised } from './ntp-words.ts'
import { type Clock, ProbeClock } from './probe-clock.ts'
import { isProof } from './proof.ts'
import { type ProxyFacts, proxyFacts } from './proxy/facts.ts'
import type { Query } from './queries.ts'
import { gaveNoReply, hasFailed, isCutAfterHello, NO_IPV6, SILENT, UNREACHABLE } from './seen.ts'
import { type SentAlike, sentAlike } from './sent-alike.ts'
import { list } from './text.ts'

/** A target that was reached for certain: the proof that the network of the probe works. */
export interface Control {
  readonly id: string
  readonly host: string
  readonly proxied: boolean
  readonly isPrivate: boolean
  /** Where it answered; through a proxy its name. */
  readonly address: string
  /** Since when its path was open for certain, in ms from the start of the sweep. */
  readonly at: number
}

/** A host that showed a certificate, and whether it did so at a public address. */
export interface Shown {
  readonly host: string
  readonly address: string
  readonly isPublic: boolean
}

/** What only shows across the targets of a sweep. */
export interface SweepFacts {
  /** By server: questions asked of it, how many got a reply of any kind, the names of these, and those with addresses. */
  readonly resolvers: ReadonlyMap<
    string,
    {
      readonly asked: number
      readonly replied: number
      readonly names: readonly string[]
      readonly resolved: readonly string[]
    }
  >
  /** Names that resolved for the application, and names that do not exist for it. */
  readonly names: { readonly found: number; readonly unknown: number }
  /** The hosts that are targets themselves. */
  readonly hosts: ReadonlySet<string>
  /** By zone: the names that get their addresses from it, where a server said whose zone it is. */
  readonly served: ReadonlyMap<string, readonly string[]>
  /** By host: the private answers that any target of the sweep got for it. */
  readonly private: ReadonlyMap<string, readonly WireAnswer[]>
  /** The hosts that some target wants to resolve privately. */
  readonly wantedPrivate: ReadonlySet<string>
  /** Whether any IPv6 connection left the host. */
  readonly ipv6: boolean
  /** Set when nothing that was dialled anywhere gave a sign of life; the addresses in words, since every target names them. */
  readonly noEgress: { readonly hosts: number; readonly addresses: string } | null
  readonly controls: readonly Control[]
  /** How the names of Google’s APIs are led inside this network. */
  readonly google: GoogleFacts
  /** What became of the connections to each address and port. */
  readonly connections: Connections
  /** By proxy URL: what it did for all that was asked of it. */
  readonly proxies: ReadonlyMap<string, ProxyFacts>
  /** By top issuer of a chain whose authority is not known here: where it was shown. */
  readonly unknownIssuers: ReadonlyMap<string, readonly Shown[]>
  /** By address:port: the hosts cut after the ClientHello, and those that came through. */
  readonly hellos: ReadonlyMap<string, { readonly cut: Set<string>; readonly through: Set<string> }>
  /** Whether the probe’s clock is right, as far as the servers tell. */
  readonly clock: ProbeClock
  /** Where requests in clear are sent, by host: of which hosts. */
  readonly sentAlike: SentAlike
  /** By the target that published it: a list of names, and what it was in the last sweep. */
  readonly lists: ReadonlyMap<string, ListedNames>
  /** What NTP servers say of the time: by host, its clock less that of this machine, in ms. */
  readonly clocks: readonly Clock[]
  /** The patterns of expectations, with what is known of their speed. */
  readonly patterns: Patterns
}

export function sweepFacts(views: readonly BareView[]): Omit<SweepFacts, 'lists'> {
  const connections = connectionFacts(views)
  const clocks = clocksOf(views)
  return {
    resolvers: resolverFacts(views),
    names: nameFacts(views),
    hosts: new Set(views.map(({ target }) => target.host)),
    served: servedBy(views),
    private: privateAnswers(views),
    wantedPrivate: new Set(
      views.flatMap(({ expect, target }) => (expect.resolution === 'private' ? target.host : [])),
    ),
    ipv6: connects(views).some((c) => isGlobalIpv6(c.address) && !hasFailed(c, NO_IPV6)),
    noEgress: noEgress(views),
    controls: views.flatMap(controlOf),
    google: googleFacts(views, connections),
    connections,
    proxies: proxyFacts(views),
    unknownIssuers: unknownIssuers(views),
    hellos: helloFacts(views),
    clock: new ProbeClock(views, clocks),
    clocks,
    sentAlike: sentAlike(views),
    patterns: new Patterns(),
  }
}

function clocksOf(views: readonly BareView[]): SweepFacts['clocks'] {
  return views.flatMap(({ target, legs }) =>
    legs.flatMap(({ exchange }) => {
      const offset = exchange?.ntp?.offset ?? null
      const usable = exchange !== null && offset !== null && !isUnsynchronised(exchange)
      return usable ? [{ host: target.host, offset }] : []
    }),
  )
}

function resolverFacts(views: readonly BareView[]): SweepFacts['resolvers'] {
  const all = views.flatMap(({ names, queries }) => [
    ...names.wire,
    ...names.authority,
    ...names.searched,
    ...queries,
  ])
  const asked = all.filter(({ seen }) => seen.failure?.code !== 'interrupted')
  const byServer = Map.groupBy(asked, (w) => w.server)
  return new Map([...byServer].map(([server, of]) => [server, repliesOf(of)]))
}

function repliesOf(asked: readonly Pick<WireAnswer | Query, 'seen'>[]) {
  const replied = asked.filter(({ seen }) => !gaveNoReply(seen))
  const names = new Set(replied.flatMap(({ seen }) => (seen.type === 'A' ? [seen.name] : [])))
  const resolved = new Set(
    replied.flatMap(({ seen }) =>
      'addresses' in seen && seen.addresses.length > 0 ? seen.name : [],
    ),
  )
  return {
    asked: asked.length,
    replied: replied.length,
    names: [...names],
    resolved: [...resolved],
  }
}

function nameFacts(views: readonly BareView[]): SweepFacts['names'] {
  const hosts = Map.groupBy(
    views.filter((view) => view.names.lookup?.engine === 'getaddrinfo'),
    (view) => view.target.host,
  )
  const lookups = [...hosts.values()].flatMap(([view]) => view?.names.lookup ?? [])
  return {
    found: lookups.filter((o) => o.addresses.length > 0).length,
    unknown: lookups.filter((o) => o.failure?.code === 'dns_nxdomain_error').length,
  }
}

function dialled(views: readonly BareView[]) {
  return views.flatMap((view) => [
    ...[...view.legs, ...view.others].flatMap((leg) => leg.connect ?? []),
    ...(view.way?.connects ?? []),
  ])
}

/** Of every attempt: one that was given up in a later step was answered all the same. */
function connects(views: readonly BareView[]) {
  return views.flatMap(({ seen }) => seen.filter((o) => o.step === 'connect'))
}

function isGlobalIpv6(address: string): boolean {
  return isIpv6(address) && address !== '::1'
}

/**
 * No egress path: at least two hosts at two addresses were dialled, and every attempt ended in silence or in "no
 * route". A refusal or a reset is a sign of life, and so is a proxy that accepts.
 */
function noEgress(views: readonly BareView[]): SweepFacts['noEgress'] {
  const attempts = dialled(views)
  if (connects(views).some((c) => c.failure === null) || views.some(gotReply)) return null
  if (attempts.some((c) => !hasFailed(c, SILENT) && !hasFailed(c, UNREACHABLE) && !isIdle(c)))
    return null
  const tried = views.filter((view) => view.legs.some((leg) => leg.connect !== null))
  const hosts = new Set(tried.map((view) => view.target.host)).size
  const addresses = [...new Set(attempts.filter((c) => !isIdle(c)).map((c) => c.address))]
  return hosts >= 2 && addresses.length >= 2 ? { hosts, addresses: list(addresses) } : null
}

/** A datagram that came back is a sign of life as well. */
function gotReply({ legs }: BareView): boolean {
  return legs.some(({ exchange }) => exchange !== null && exchange.replyBytes !== null)
}

function isIdle(c: ReturnType<typeof dialled>[number]): boolean {
  return c.failure?.code === 'interrupted' || (isIpv6(c.address) && hasFailed(c, NO_IPV6))
}

function controlOf(view: BareView): readonly Control[] {
  const leg = view.legs.find((candidate) => isProof(view, candidate))
  if (leg === undefined) return []
  const { id, host, proxy } = view.target
  const { isPrivate } = view.classify(leg.address)
  const { t: at = 0 } = leg.connect ?? leg.handshake ?? leg.request ?? leg.exchange ?? {}
  return [{ id, host, proxied: proxy !== null, isPrivate, address: leg.address, at }]
}

function unknownIssuers(views: readonly BareView[]): SweepFacts['unknownIssuers'] {
  const issuers = new Map<string, Shown[]>()
  for (const { target, legs, certificates } of views) {
    for (const { handshake, address, about } of legs) {
      if (handshake === null || !hasUnknownAuthority(handshake)) continue
      const issuer = topIssuer(chainOf(handshake, certificates))
      if (issuer === null) continue
      const at = issuers.get(issuer) ?? []
      issuers.set(issuer, at)
      at.push({ host: target.host, address, isPublic: about.kind === 'public' })
    }
  }
  return issuers
}

function helloFacts(views: readonly BareView[]): SweepFacts['hellos'] {
  const facts = new Map<string, { cut: Set<string>; through: Set<string> }>()
  const handshakes = views.flatMap(({ target, legs }) =>
    legs.flatMap(({ handshake }) => (handshake === null ? [] : [{ host: target.host, handshake }])),
  )
  for (const { host, handshake } of handshakes) {
    if (handshake.phase === 'before-hello') continue
    const at = `${handshake.address}:${handshake.port}`
    const of = facts.get(at) ?? { cut: new Set(), through: new Set() }
    facts.set(at, of)
    if (isCutAfterHello(handshake)) of.cut.add(host)
    else of.through.add(host)
  }
  return facts
}
