import type { Failure } from '../failure/failure.ts'
import type { Certificate } from '../model/facts.ts'
import type { HandshakeObservation, RequestObservation } from '../model/observation.ts'
import { answeredForCertificate } from './certificate-refusal.ts'
import { handshakesOf } from './handshakes.ts'
import { type Asked, requestsOf, served } from './requests.ts'
import type { Seen } from './seen.ts'
import type { TargetView } from './target-view.ts'

/** certificate_required: sent for no other reason (RFC 8446, 6.2). */
const CERTIFICATE_REQUIRED = /^alert 116 /

/**
 * Alerts by which servers refuse a client without a certificate: handshake_failure (RFC 5246, 7.4.6), no_certificate
 * (SSL 3.0), and those about a certificate, which from a server can only mean the client’s (RFC 8446, 6.2).
 */
const ABOUT_CERTIFICATE = /^alert (40|41|42|43|44|45|46|48|49|116) /

/**
 * Whether the server ended this handshake because no client certificate was sent: in TLS 1.3 as soon as it is done, and
 * then by an alert alone.
 */
export function endedForCertificate(o: HandshakeObservation): boolean {
  if (o.failure === null) return false
  if (o.phase === 'done') return refusedFor(o.failure, o.certificateRequested)
  if (o.phase !== 'answered') return false
  const cut = o.failure.code === 'eof_error' || o.failure.code === 'connection_reset'
  return refusedFor(o.failure, o.certificateRequested) || (cut && o.certificateRequested === true)
}

/**
 * Whether the server ended the connection after the request because no client certificate was sent: in TLS 1.3 the
 * client is done before the server looks at its certificate. A mere cut is no proof: the service may have crashed. But
 * one that follows on a certificate that is out of date is: some servers (Node.js) hang up without an alert.
 */
export function requestEndedForCertificate(view: TargetView, asked: Asked): boolean {
  const { leg, request } = asked
  const { failure, status } = request
  if (failure === null || status !== null || leg.handshake === null) return false
  return refusedFor(failure, leg.handshake.certificateRequested) || isCutOverDates(view, asked)
}

function refusedFor({ raw }: Failure, requested: true | undefined): boolean {
  return (requested === true ? ABOUT_CERTIFICATE : CERTIFICATE_REQUIRED).test(raw)
}

type Ended = Seen<HandshakeObservation | RequestObservation>

/** Where a server turned the client away over its certificate, or the want of one; null: nowhere. */
export function refusedForCertificate(view: TargetView): {
  readonly ended: readonly [Ended, ...Ended[]]
  /** Whether another address serves it. */
  readonly helped: boolean
} | null {
  const handshakes = handshakesOf(view).filter(endedForCertificate)
  const requests = requestsOf(view).filter(
    (asked) => requestEndedForCertificate(view, asked) || isRefusal(view, asked),
  )
  const [first, ...more] = [...handshakes, ...requests.map(({ request }) => request)]
  if (first === undefined) return null
  const helped = served(view).some(({ request }) => !answeredForCertificate(request))
  return { ended: [first, ...more], helped }
}

/** An answer that is refused over a certificate, and that the configuration does not expect. */
function isRefusal({ expect }: TargetView, { request }: Asked): boolean {
  const wanted = expect.http?.status?.some((status) => status === request.status) === true
  return !wanted && answeredForCertificate(request)
}

function isCutOverDates(view: TargetView, { leg, request }: Asked): boolean {
  const { handshake } = leg
  const own = view.certificates[handshake?.client ?? '']
  if (own === undefined || handshake?.certificateRequested !== true) return false
  const now = view.startedAt
  const outOfDate = Date.parse(own.notAfter) < now || Date.parse(own.notBefore) > now
  const code = request.failure?.code
  return (
    outOfDate && request.status === null && (code === 'eof_error' || code === 'connection_reset')
  )
}

/** The certificate that the probe had to show; null: none. */
export function clientCertificateOf(view: TargetView): Certificate | null {
  const shown = handshakesOf(view).find((o) => o.client !== undefined)?.client
  return shown === undefined ? null : (view.certificates[shown] ?? null)
}
