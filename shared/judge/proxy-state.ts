import { authorityOf } from '../address/authority.ts'
import type { ProxyObservation, RequestObservation } from '../model/observation.ts'
import { SCHEMES } from '../model/scheme.ts'
import { headerOf } from './answer/answer.ts'
import { denialIn } from './answers.ts'
import type { ProxyLeg } from './legs.ts'
import { CUT, cite, hasFailed, type Seen, SILENT } from './seen.ts'
import type { TargetView } from './target-view.ts'
import { duration, list, seconds, shown, words } from './text.ts'

/** What the proxy on the way did wrong. */
export interface ProxyState {
  readonly kind: 'unreachable' | 'auth' | 'denied' | 'upstream'
  readonly proxy: string
  readonly summary: string
  readonly evidence: readonly number[]
  /** What the proxy says of its own failure (X-Squid-Error and the like); empty when it does not. */
  readonly reason: string
}

/** What the proxy did wrong, or null when the target is direct or the proxy did its part. */
export function proxyState(view: TargetView): ProxyState | null {
  const { way, target } = view
  if (way === null || target.proxy === null) return null
  const proxy = `${target.proxy.scheme}://${target.proxy.host}:${target.proxy.port}`
  const state =
    notReached(way, proxy) ??
    (way.tunnel === null ? null : ofTunnel(view, way.tunnel)) ??
    ofPlainAnswer(view)
  return state === null ? null : { reason: '', ...state, proxy }
}

type Part = Omit<ProxyState, 'proxy' | 'reason'> & { readonly reason?: string }

function notReached(way: ProxyLeg, proxy: string): Part | null {
  const lookup = way.resolves.find((o) => o.engine === 'getaddrinfo')
  if (lookup?.failure && lookup.failure.code !== 'interrupted' && way.connects.length === 0) {
    const summary = `The name of the proxy ${proxy} does not resolve: ${words(lookup.failure)}`
    return { kind: 'unreachable', summary, evidence: cite(...way.resolves) }
  }
  const tried = way.connects.filter((o) => o.failure?.code !== 'interrupted')
  if (tried.length > 0 && tried.every((o) => o.failure !== null)) {
    const how = list(tried.map((o) => `${o.address} ${words(o.failure)}`))
    const summary = `The proxy ${proxy} cannot be connected to: ${how}`
    return { kind: 'unreachable', summary, evidence: cite(...tried) }
  }
  const { handshake, tunnel } = way
  if (!handshake?.failure || handshake.failure.code === 'interrupted' || tunnel !== null)
    return null
  const summary = `TLS to the proxy ${proxy} fails: ${words(handshake.failure)}`
  return { kind: 'unreachable', summary, evidence: cite(handshake) }
}

function ofTunnel(view: TargetView, tunnel: Seen<ProxyObservation>): Part | null {
  const { failure, proxy } = tunnel
  if (failure === null || failure.code === 'interrupted' || failure.code === 'probe_fault')
    return null
  const evidence = cite(tunnel)
  const target = authorityOf(view.target)
  const status = tunnel.status === null ? '' : ` with ${tunnel.status}`
  const reason = reasonOf(tunnel)
  const because = reason === '' ? '' : ` (${reason})`
  if (failure.code === 'proxy_auth_required') {
    return { kind: 'auth', evidence, summary: `The proxy ${proxy} wants credentials (407)` }
  }
  if (failure.code === 'proxy_denied') {
    const summary = `The proxy ${proxy} refuses a tunnel to ${target}${status}${because}`
    return { kind: 'denied', evidence, summary, reason }
  }
  if (failure.code === 'proxy_upstream_failure') {
    const summary = `The proxy ${proxy} could not reach ${target} itself: it answered${status}${because}`
    return { kind: 'upstream', evidence, summary, reason }
  }
  return withoutAnswer(view, tunnel)
}

/** No answer to CONNECT. Whether that is about the target shows in what the proxy does for others. */
function withoutAnswer(view: TargetView, tunnel: Seen<ProxyObservation>): Part {
  const { proxy } = tunnel
  const evidence = cite(tunnel)
  const target = authorityOf(view.target)
  const servesOthers = (view.sweep.proxies.get(proxy)?.answered ?? 0) > 0
  if (servesOthers && hasFailed(tunnel, CUT)) {
    const summary = `The proxy ${proxy} closes the connection when asked for ${target}, and answers for other targets`
    return { kind: 'denied', evidence, summary }
  }
  if (servesOthers && hasFailed(tunnel, SILENT)) {
    const summary = `The proxy ${proxy} did not open a tunnel to ${target} within ${seconds(duration(tunnel))}, and answers for other targets`
    return { kind: 'upstream', evidence, summary }
  }
  const summary = `The proxy ${proxy} accepts connections, but does not answer CONNECT: ${words(tunnel.failure)}`
  return { kind: 'unreachable', evidence, summary }
}

/** A plain http target is asked of the proxy in absolute form, so the answer may be the proxy’s own. */
function ofPlainAnswer(view: TargetView): Part | null {
  const request = view.legs.find((leg) => leg.request !== null)?.request ?? null
  if (
    SCHEMES[view.target.scheme].proxying !== 'absolute-form' ||
    request === null ||
    request.status === null
  )
    return null
  const evidence = cite(request)
  const target = authorityOf(view.target)
  const reason = reasonOf(request)
  const status = `${request.status}${reason === '' ? '' : ` (${reason})`}`
  if (request.status === 407) {
    return { kind: 'auth', evidence, summary: 'The proxy wants credentials (407)' }
  }
  if (denialIn(request)?.layer !== 'firewall' && ![502, 504].includes(request.status)) return null
  const kind = request.status >= 500 ? 'upstream' : 'denied'
  const did = kind === 'upstream' ? 'could not reach' : 'refuses'
  return { kind, evidence, summary: `The proxy ${did} ${target}: it answered ${status}`, reason }
}

function reasonOf(answer: Pick<RequestObservation, 'headers' | 'body'>): string {
  const header = headerOf(answer, 'x-squid-error') || headerOf(answer, 'proxy-status')
  return shown(header === '' ? (/\bERR_[A-Z_]{3,40}\b/.exec(answer.body)?.[0] ?? '') : header)
}
