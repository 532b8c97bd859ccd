import { authorityOf } from '../../address/authority.ts'
import { SCHEMES } from '../../model/scheme.ts'
import type { HttpProxy } from '../../model/target.ts'
import { denialIn } from '../answers.ts'
import type { BareView } from '../bare-view.ts'
import { hasFailed, isCutAfterHello } from '../seen.ts'
import { type Answered, answered, reasonOf } from './answer.ts'
import { exemptBecause } from './exempt.ts'
import { upstreamTrouble } from './upstream.ts'

/** What one proxy did for all targets of a sweep: what only shows when they are put together. */
export interface ProxyFacts {
  asked: number
  /** Answers of any kind. */
  answered: number
  /** Tunnels opened, and plain requests that a service answered. */
  opened: number
  /** By host, the ports that it opened a tunnel to. */
  readonly tunnels: Map<string, Set<number>>
  /** What it said, by host and kind of answer; hosts that are to be reached without it are omitted. */
  readonly said: Map<string, Set<string>>
  /** Hosts behind a tunnel that spoke TLS, that spoke something else, and that were cut after the ClientHello. */
  readonly spokeTls: Set<string>
  readonly spokeElse: Set<string>
  readonly cut: Set<string>
}

/** The URL of a proxy, without credentials. */
export function proxyUrl(proxy: HttpProxy): string {
  return `${proxy.scheme}://${authorityOf(proxy)}`
}

export function proxyFacts(views: readonly BareView[]): ReadonlyMap<string, ProxyFacts> {
  const facts = new Map<string, ProxyFacts>()
  for (const view of views) {
    const { proxy } = view.target
    if (proxy === null || view.way === null) continue
    const url = proxyUrl(proxy)
    const of = facts.get(url) ?? noFacts()
    facts.set(url, of)
    addTunnel(of, view)
    addPlainAnswer(of, view)
    addHandshake(of, view)
  }
  return facts
}

function noFacts(): ProxyFacts {
  const none = () => new Set<string>()
  const counts = { asked: 0, answered: 0, opened: 0 }
  return {
    ...counts,
    tunnels: new Map(),
    said: new Map(),
    spokeTls: none(),
    spokeElse: none(),
    cut: none(),
  }
}

function addTunnel(of: ProxyFacts, view: BareView): void {
  const tunnel = view.way?.tunnel ?? null
  if (tunnel === null) return
  of.asked += 1
  if (tunnel.status === null) return
  of.answered += 1
  if (tunnel.failure === null) {
    of.opened += 1
    const { host, port } = view.target
    of.tunnels.set(host, (of.tunnels.get(host) ?? new Set()).add(port))
  } else note(of, view, sayingOf(answered(tunnel, true), upstreamTrouble(tunnel)))
}

function addPlainAnswer(of: ProxyFacts, view: BareView): void {
  const request = view.legs.find((leg) => leg.request !== null)?.request ?? null
  const asked = SCHEMES[view.target.scheme].proxying === 'absolute-form'
  if (!asked || request === null || request.status === null) return
  of.answered += 1
  const ofProxy = denialIn(request)?.layer === 'firewall' || reasonOf(request) !== ''
  if (ofProxy) note(of, view, sayingOf(answered(request, true), upstreamTrouble(request)))
  else if (request.status !== 407 && request.status < 500) of.opened += 1
}

/** A key under which the answers to two hosts are the same. */
export function sayingOf(kind: Answered, trouble: string): string {
  return kind === 'upstream' ? `${kind} ${trouble}` : kind
}

function note(of: ProxyFacts, view: BareView, saying: string): void {
  if (exemptBecause(view) !== null) return
  of.said.set(saying, (of.said.get(saying) ?? new Set()).add(view.target.host))
}

const NOT_TLS: ReadonlySet<'ssl_not_spoken'> = new Set(['ssl_not_spoken'])

function addHandshake(of: ProxyFacts, view: BareView): void {
  const { host } = view.target
  for (const { handshake } of view.legs) {
    if (handshake === null) continue
    if (hasFailed(handshake, NOT_TLS)) of.spokeElse.add(host)
    else if (isCutAfterHello(handshake)) of.cut.add(host)
    else if (handshake.phase === 'done') of.spokeTls.add(host)
  }
}
