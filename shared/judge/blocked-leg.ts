import type { TargetStep } from '../failure/step.ts'
import { FAILURES } from '../failure/table.ts'
import { proofOf } from '../model/scheme.ts'
import { isForeign, recognise } from './answer/recognise.ts'
import { denialIn } from './answers.ts'
import { isUntrusted, showedCertificate } from './certificates.ts'
import { PROTOCOL_NAMES, refusalOf } from './database/refusal.ts'
import { largeHelloFails } from './hellos.ts'
import { lostInPart } from './intermittent.ts'
import type { Leg } from './legs.ts'
import { isAsOthers } from './requests.ts'
import { cite, hasFailed, isCutAfterHello, type Seen, SILENT } from './seen.ts'
import type { TargetView } from './target-view.ts'
import { words } from './text.ts'

/** What one address of a target that must be blocked came to. */
export interface BlockedLeg {
  readonly kind: 'reached' | 'blocked' | 'unproven'
  /** Which layer blocked, or how far it came. */
  readonly layer: string
  readonly text: string
  readonly evidence: readonly number[]
}

/** What came of one leg; null when it was connected to and another address of its family was asked. */
export function blockedLeg(view: TargetView, leg: Leg): BlockedLeg | null {
  const { connect } = leg
  if (connect?.failure) {
    const said = `${leg.address} port ${connect.port}: ${words(connect.failure)}`
    const partly = lostInPart(view, leg)
    const text = partly ? `${said}, and other connections of this sweep to it were accepted` : said
    const kind = isOurs(connect) || partly ? 'unproven' : 'blocked'
    return { kind, layer: 'network', text, evidence: cite(connect) }
  }
  return BY_PROOF[proofOf(view.target.scheme)](view, leg)
}

/** How far a leg that was connected to came, by the step that would prove the target reached. */
const BY_PROOF: Readonly<Record<TargetStep, (view: TargetView, leg: Leg) => BlockedLeg | null>> = {
  resolve: () => null,
  query: () => null,
  connect: byTcp,
  handshake: (_, leg) => byTls(leg),
  greet: (_, leg) => byGreeting(leg),
  exchange: (_, leg) => byDatagram(leg),
  request: (view, leg) =>
    leg.handshake !== null && !showedCertificate(leg.handshake) ? byTls(leg) : byHttp(view, leg),
}

function isOurs({ failure }: Pick<Seen, 'failure'>): boolean {
  if (failure === null) return false
  return failure.code === 'unknown_failure' || FAILURES[failure.code].fault === 'probe'
}

/**
 * Azure Firewall accepts TCP on these ports for every name, and decides later
 * (https://learn.microsoft.com/azure/firewall/rule-processing).
 */
const DECIDED_LATER: readonly number[] = [80, 443, 8080]

function byTcp(view: TargetView, leg: Leg): BlockedLeg | null {
  if (leg.connect === null) return null
  const evidence = cite(leg.connect)
  const at = `${leg.address} port ${leg.connect.port}`
  if (DECIDED_LATER.includes(view.target.port)) {
    const text = `${at} accepts TCP, which a firewall that decides by name does for every server; check it with https:// or http://`
    return { kind: 'unproven', layer: 'network', text, evidence }
  }
  return { kind: 'reached', layer: 'network', text: `${at} accepts connections`, evidence }
}

function byGreeting({ address, connect, greet }: Leg): BlockedLeg | null {
  if (greet === null) return null
  const evidence = cite(connect, greet)
  const who = PROTOCOL_NAMES[greet.protocol]
  if (greet.failure !== null) {
    const text = `${address} accepts TCP and does not answer as ${who} (${words(greet.failure)}), which shows neither a block nor the service`
    return { kind: 'unproven', layer: isOurs(greet) ? 'probe' : 'network', text, evidence }
  }
  const refusal = refusalOf(greet)
  if (refusal?.kind === 'network') {
    const text = `${who} at ${address} denies this host (${greet.error?.code})`
    return { kind: 'blocked', layer: 'rules of the service', text, evidence }
  }
  const text = `${address} answers as ${who}`
  return { kind: 'reached', layer: 'network', text, evidence }
}

/** NTP answers whoever asks; other services may be silent to what they were sent. */
function byDatagram({ address, exchange }: Leg): BlockedLeg | null {
  if (exchange === null) return null
  const { failure, port, protocol } = exchange
  const evidence = cite(exchange)
  const at = `${address} UDP port ${port}`
  if (failure === null || failure.code === 'udp_invalid_response')
    return { kind: 'reached', layer: 'network', text: `${at} replies`, evidence }
  const silent = hasFailed(exchange, SILENT)
  const text = `${at}: ${silent ? 'no reply' : words(failure)}`
  if (isOurs(exchange)) return { kind: 'unproven', layer: 'probe', text, evidence }
  return {
    kind: silent && protocol !== 'ntp' ? 'unproven' : 'blocked',
    layer: 'network',
    text,
    evidence,
  }
}

function byTls(leg: Leg): BlockedLeg | null {
  const { address, connect, handshake, hellos } = leg
  if (handshake === null) return null
  const evidence = cite(connect, handshake, ...hellos)
  const contrast = largeHelloFails(leg)
  if (contrast?.other.phase === 'done') {
    const text = `${address} completes TLS after a ClientHello of ${contrast.other.helloBytes} bytes, as Windows and .NET Framework send it; the large one of other clients is cut`
    return { kind: 'reached', layer: 'tls', text, evidence }
  }
  if (isCutAfterHello(handshake)) {
    const text = `${address} is cut after the ClientHello: ${words(handshake.failure)}`
    return { kind: 'blocked', layer: 'name filter', text, evidence }
  }
  if (!showedCertificate(handshake)) {
    const text = `${address} completes no TLS handshake (${words(handshake.failure)}), which shows neither a block nor the service`
    return { kind: 'unproven', layer: 'tls', text, evidence }
  }
  if (isUntrusted(handshake)) {
    const text = `${address} completes TLS with a certificate that is not trusted here: ${UNKNOWN}`
    return { kind: 'unproven', layer: 'tls', text, evidence }
  }
  const text = `${address} completes TLS with a certificate that is trusted here`
  return { kind: 'reached', layer: 'tls', text, evidence }
}

const UNKNOWN = 'the service, or a device that inspects'

function byHttp(view: TargetView, leg: Leg): BlockedLeg | null {
  const { handshake, request } = leg
  if (request === null) return null
  const evidence = cite(leg.connect, handshake, request)
  const told = request.status === null ? unanswered(leg, request) : answered(view, leg, request)
  return { ...told, evidence }
}

type LegStatus = Omit<BlockedLeg, 'evidence'>
type Request = NonNullable<Leg['request']>

/** The request got no answer. Inside trusted TLS the service itself was reached all the same. */
function unanswered(leg: Leg, request: Request): LegStatus {
  if (isOurs(request)) return { kind: 'unproven', layer: 'probe', text: words(request.failure) }
  const tls = leg.handshake !== null && !isUntrusted(leg.handshake) ? byTls(leg) : null
  if (tls !== null) return tls
  const text = `${leg.address} accepts the connection, and the request is cut: ${words(request.failure)}`
  return { kind: 'blocked', layer: 'name filter', text }
}

function answered(view: TargetView, { address, handshake }: Leg, request: Request): LegStatus {
  const denial = denialIn(request)
  // The protection of the site itself answers when the site was reached.
  if (denial !== null && denial.layer !== 'permission' && denial.service !== 'edge') {
    const layer = denial.layer === 'firewall' ? 'block page' : `rules of the ${denial.layer}`
    return { kind: 'blocked', layer, text: `${denial.who} answered with status ${request.status}` }
  }
  const text = `${address} answered with status ${request.status}`
  if (isForeign(request)) {
    const { kind } = recognise(request)
    const how =
      kind === 'page' ? 'a page where a file was asked for' : 'without the marks of the service'
    const by = `${text}, and ${how}: something on the way may have answered`
    return { kind: 'unproven', layer: 'http', text: by }
  }
  if (isAsOthers(view, request)) {
    const by = `${text}, as unrelated sites were answered: a portal of the network may have answered`
    return { kind: 'unproven', layer: 'http', text: by }
  }
  const inspected = handshake !== null && isUntrusted(handshake)
  if (!inspected || (request.status ?? 0) < 400) return { kind: 'reached', layer: 'http', text }
  const behind = `${text} behind a certificate that is not trusted here: ${UNKNOWN}`
  return { kind: 'unproven', layer: 'tls', text: behind }
}
