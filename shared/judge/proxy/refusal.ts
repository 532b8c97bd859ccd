import { authorityOf } from '../../address/authority.ts'
import type { Cloud } from '../../model/cloud.ts'
import type { ProxyObservation } from '../../model/observation.ts'
import { SCHEMES } from '../../model/scheme.ts'
import { denialIn } from '../answers.ts'
import { CUT, cite, hasFailed, type Seen, SILENT } from '../seen.ts'
import type { TargetView } from '../target-view.ts'
import { duration, list, seconds } from '../text.ts'
import { type Answered, answered, answerText, type ProxyAnswer, reasonOf } from './answer.ts'
import { wantsProof } from './auth.ts'
import { exemptBecause } from './exempt.ts'
import { proxyUrl, sayingOf } from './facts.ts'
import { noForwardProxy, noHttp, wantsTls } from './no-proxy.ts'
import type { ProxyPart } from './part.ts'
import { upstreamTrouble } from './upstream.ts'
import { UPSTREAM_REMEDY } from './upstream-remedy.ts'

/** From how many hosts on a fault that the proxy reports is its own, and not the target’s. */
const MANY = 2

/** From how many hosts on a refusal is about who asks: two missing rows of an allow-list look the same. */
const MANY_REFUSED = 3

/** One answer of the proxy instead of the target’s, with all that is said about it. */
interface Refusal {
  readonly view: TargetView
  readonly proxy: string
  readonly target: string
  readonly answer: ProxyAnswer
  readonly evidence: readonly number[]
}

/** What an answer to CONNECT, or none, comes to; null when the tunnel opened. */
export function ofTunnel(view: TargetView, tunnel: Seen<ProxyObservation>): ProxyPart | null {
  if (tunnel.failure === null) return null
  if (tunnel.status === null) return withoutAnswer(view, tunnel)
  const refusal = refusalOf(view, tunnel.proxy, tunnel)
  return byAnswer(refusal, answered(tunnel, true))
}

/** A plain http target is asked of the proxy in absolute form, so the answer may be the proxy’s own. */
export function ofPlainAnswer(view: TargetView): ProxyPart | null {
  const { target, legs } = view
  const request = legs.find((leg) => leg.request !== null)?.request ?? null
  if (!isPlain(view) || target.proxy === null || request === null) return null
  const proxy = proxyUrl(target.proxy)
  if (request.status === null) {
    return request.failure === null ? null : noHttp(view, proxy, request)
  }
  const refusal = refusalOf(view, proxy, request)
  if (request.status === 407) return byAnswer(refusal, 'auth')
  const ofProxy = denialIn(request)?.layer === 'firewall' || reasonOf(request) !== ''
  if (!ofProxy && ![502, 504].includes(request.status)) return null
  const kind = answered(request, true)
  return byAnswer(refusal, kind === 'no-proxy' || kind === 'page' ? 'denied' : kind)
}

/** Whether the proxy is asked for the resource itself, and not for a tunnel to its host. RFC 9112, 3.2.2. */
function isPlain({ target }: TargetView): boolean {
  return SCHEMES[target.scheme].proxying === 'absolute-form'
}

function refusalOf(view: TargetView, proxy: string, answer: ProxyAnswer & Pick<Seen, 'cites'>) {
  return { view, proxy, target: authorityOf(view.target), answer, evidence: cite(answer) }
}

function byAnswer(refusal: Refusal, kind: Answered): ProxyPart | null {
  const { view, proxy, answer, evidence } = refusal
  switch (kind) {
    case 'opened':
      return null
    case 'auth':
    case 'login':
      return wantsProof({ ...refusal, login: kind === 'login' })
    case 'wants-tls':
      return { ...wantsTls(proxy, `it answers ${answerText(answer)}`), evidence }
    case 'no-proxy': {
      if ((view.sweep.proxies.get(proxy)?.opened ?? 0) > 0) return denied(refusal, kind)
      return speaksTls(refusal) ?? noForwardProxy(proxy, answer, evidence)
    }
    case 'limited':
      return limited(refusal)
    case 'upstream':
      return upstream(refusal)
    default:
      return denied(refusal, kind)
  }
}

/** The question after a bare 400: a handshake that the port completed. */
function speaksTls({ view, proxy, answer, evidence }: Refusal): ProxyPart | null {
  const { handshake } = view.way ?? { handshake: null }
  if (!proxy.startsWith('http:') || handshake === null || handshake.chain.length === 0) return null
  const how = `it answers ${answerText(answer)} in clear, and completes a TLS handshake`
  return { ...wantsTls(proxy, how), evidence: [...evidence, ...cite(handshake)] }
}

/** The proxy may be well and the target too: what was asked too often is not known. RFC 6585, 4. */
function limited({ proxy, answer, evidence }: Refusal): ProxyPart {
  return {
    kind: 'denied',
    severity: 'inconclusive',
    subject: proxy,
    summary: `The proxy ${proxy} limits how often this machine may ask: it answered ${answerText(answer)}`,
    cause: 'This source asked for more connections than the proxy grants in the time',
    fix: 'Lower limits.concurrency, or have the limit of the proxy raised for this source; nothing is known of the target yet',
    evidence,
  }
}

function denied(refusal: Refusal, kind: Answered): ProxyPart {
  const { view, proxy, target, answer, evidence } = refusal
  const reason = reasonOf(answer)
  const said = answerText(answer)
  const exempt = exemptBecause(view)
  const plain = isPlain(view)
  const page = plain ? 'answers with a page of its own' : 'answers with a page instead of a tunnel'
  const did = kind === 'page' ? page : plain ? 'refuses a request' : 'refuses a tunnel'
  if (exempt !== null) {
    const summary = `The proxy ${proxy} ${did} to ${target}, which clients reach without a proxy: ${said}`
    return {
      kind: 'denied',
      subject: target,
      summary,
      ...exception(refusal, exempt),
      evidence,
      reason,
    }
  }
  const alike = [...(view.sweep.proxies.get(proxy)?.said.get(sayingOf(kind, '')) ?? [])]
  if (alike.length >= MANY_REFUSED && view.sweep.proxies.get(proxy)?.opened === 0) {
    return {
      kind: 'denied',
      subject: proxy,
      summary: `The proxy ${proxy} refuses all that this machine asks of it, ${alike.length} hosts of ${alike.length}: ${said}`,
      cause: `This source is not allowed: no rule of the proxy matches this machine’s address${OF_CLOUD[view.platform.cloud]}; a rule for a host alone would not help`,
      fix: `Have the address of this machine (as the proxy sees it) allowed there first; then these hosts: ${list(alike, 8)}`,
      evidence,
      reason,
    }
  }
  return {
    kind: 'denied',
    subject: target,
    summary: `The proxy ${proxy} ${did} to ${target}: ${said}`,
    ...(byPort(refusal) ?? {
      cause: whyDenied(refusal),
      fix: `Ask for exactly ${target} in the proxy’s allow-list, for this source`,
    }),
    evidence,
    reason,
  }
}

/** A tunnel to another port of the same host: the name is on the list. */
function byPort({ view, proxy }: Refusal): Pick<ProxyPart, 'cause' | 'fix'> | null {
  const { host, port } = view.target
  const ports = [...(view.sweep.proxies.get(proxy)?.tunnels.get(host) ?? [])].map(String)
  if (ports.length === 0) return null
  const opens = `The proxy opens a tunnel to ${host} on port ${list(ports)}, so it is not the name`
  if (isPlain(view)) {
    return {
      cause: `${opens}: plain HTTP to port ${port} is not allowed (squid: Safe_ports, or a rule by scheme)`,
      fix: `Ask for http to port ${port} of ${host} to be allowed, for this source`,
    }
  }
  return {
    cause: `${opens}: CONNECT to port ${port} is not allowed (squid: SSL_ports)`,
    fix: `Ask for port ${port} of ${host} to be allowed for CONNECT, for this source`,
  }
}

function whyDenied({ view, proxy, target }: Refusal): string {
  const opened = view.sweep.proxies.get(proxy)?.opened ?? 0
  const { port } = view.target
  if (port !== 443 && port !== 80 && opened > 0) {
    return `The host is not on the proxy’s allow-list, or CONNECT to port ${port} is not (squid: SSL_ports); it opens tunnels to other targets`
  }
  return opened > 0
    ? `${target} is not on the proxy’s allow-list, or a wildcard there does not cover it; the proxy serves other targets`
    : `The host or the port is not on the proxy’s allow-list, or this source is not allowed at all${OF_CLOUD[view.platform.cloud]}`
}

/** What the cloud's own proxy does with a source that no rule names. */
const OF_CLOUD: Readonly<Record<Cloud, string>> = {
  azure: '',
  gcp: ' (Secure Web Proxy denies what no rule matches)',
  other: '',
}

/** What the proxy cannot know or must not serve is to be reached past it. */
function exception(
  { view, proxy }: Refusal,
  because: string,
): Pick<ProxyPart, 'cause' | 'fix' | 'claims'> {
  const { host } = view.target
  return {
    claims: [{ kind: 'missing-exception', proxy, host }],
    cause: `An exception is missing, not an allowance: ${because}`,
    fix: `Add ${host} to NO_PROXY (for the workloads) and to \`noProxy\` (for this probe), so that it is reached directly`,
  }
}

function upstream(refusal: Refusal): ProxyPart {
  const { view, proxy, target, answer, evidence } = refusal
  const trouble = upstreamTrouble(answer)
  const remedy = UPSTREAM_REMEDY[trouble]
  const reason = reasonOf(answer)
  const said = answerText(answer)
  const base = { kind: 'upstream', evidence, reason } as const
  const exempt = exemptBecause(view)
  const summary = `The proxy ${proxy} ${remedy.did} ${target}: it answered ${said}`
  if (exempt !== null) return { ...base, subject: target, summary, ...exception(refusal, exempt) }
  const facts = view.sweep.proxies.get(proxy)
  const alike = [...(facts?.said.get(sayingOf('upstream', trouble)) ?? [])]
  if (alike.length >= MANY && facts?.opened === 0 && remedy.ofAll !== null) {
    const all = `The proxy ${proxy} ${remedy.did} any of the ${alike.length} hosts asked for (${list(alike)}): it answered ${said}`
    return { ...base, subject: proxy, summary: all, ...remedy.ofAll }
  }
  return {
    ...base,
    subject: target,
    summary,
    cause: `${remedy.cause}${alsoHere(view, trouble)}`,
    fix: remedy.fix,
  }
}

/** A name that nobody knows is a spelling more likely than a zone of the proxy’s. */
function alsoHere({ names }: TargetView, trouble: string): string {
  const unknown = names.lookup?.failure?.code === 'dns_nxdomain_error'
  return unknown && (trouble === 'dns' || trouble === 'forwarding')
    ? '. This machine’s DNS knows no such name either: check its spelling first'
    : ''
}

/** No answer to CONNECT. Whether that is about the target shows in what the proxy does for others. */
function withoutAnswer(view: TargetView, tunnel: Seen<ProxyObservation>): ProxyPart | null {
  const { proxy } = tunnel
  const evidence = cite(tunnel)
  const target = authorityOf(view.target)
  const servesOthers = (view.sweep.proxies.get(proxy)?.answered ?? 0) > 0
  if (servesOthers && hasFailed(tunnel, CUT)) {
    return {
      kind: 'denied',
      subject: target,
      summary: `The proxy ${proxy} closes the connection when asked for ${target}, and answers for other targets`,
      cause: `The proxy refuses ${target} without a word, by a rule for the host, the port or a category`,
      fix: `Look for ${target} in the proxy’s log; then ask for exactly this host and port in its allow-list`,
      evidence,
    }
  }
  if (servesOthers && hasFailed(tunnel, SILENT)) {
    return {
      kind: 'upstream',
      subject: target,
      summary: `The proxy ${proxy} did not open a tunnel to ${target} within ${seconds(duration(tunnel))}, and answers for other targets`,
      cause: UPSTREAM_REMEDY.timeout.cause,
      fix: UPSTREAM_REMEDY.timeout.fix,
      evidence,
    }
  }
  return noHttp(view, proxy, tunnel)
}
