import type { HandshakeObservation, RequestObservation } from '../../../model/observation.ts'
import { clientCertificateOf, refusedForCertificate } from '../../client-certificate.ts'
import type { Rule } from '../../rule.ts'
import { cite, type Seen } from '../../seen.ts'
import { words } from '../../text.ts'

/**
 * The server wants mutual TLS and ended the connection for want of a client certificate, in the handshake (TLS 1.2) or
 * after it (TLS 1.3), or answers the request with a page that says so. Source: RFC 8446, 4.3.2, 4.4.2.4 and 6.2; RFC 5246, 7.4.6.
 */
export const tlsClientCertificateRequired: Rule = {
  code: 'tls-client-certificate-required',
  judge(view) {
    const refused = clientCertificateOf(view) === null ? refusedForCertificate(view) : null
    if (refused === null) return null
    const [first] = refused.ended
    const { host } = view.target
    return {
      severity: refused.helped ? 'warn' : 'fail',
      subject: host,
      summary: `${host} (${first.address}) wants a client certificate, and the probe has none: ${how(first)}${refused.helped ? '; another address answers' : ''}`,
      evidence: cite(...refused.ended),
    }
  },
}

function how(ended: Seen<HandshakeObservation | RequestObservation>): string {
  return ended.step === 'request' && ended.status !== null
    ? `it answers with status ${ended.status} and says so`
    : words(ended.failure)
}
