import type { Failure } from '../failure/failure.ts'
import type { HandshakeObservation } from '../model/observation.ts'
import type { Asked } from './requests.ts'

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
 * client is done before the server looks at its certificate. A mere cut is no proof: the service may have crashed.
 */
export function requestEndedForCertificate({ leg, request }: Asked): boolean {
  const { failure, status } = request
  if (failure === null || status !== null || leg.handshake === null) return false
  return refusedFor(failure, leg.handshake.certificateRequested)
}

function refusedFor({ raw }: Failure, requested: true | undefined): boolean {
  return (requested === true ? ABOUT_CERTIFICATE : CERTIFICATE_REQUIRED).test(raw)
}
