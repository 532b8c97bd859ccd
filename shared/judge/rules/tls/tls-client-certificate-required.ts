import type { HandshakeObservation, RequestObservation } from '../../../model/observation.ts'
import { answeredForCertificate } from '../../certificate-refusal.ts'
import { endedForCertificate, requestEndedForCertificate } from '../../client-certificate.ts'
import { type Asked, requestsOf, served } from '../../requests.ts'
import type { Rule } from '../../rule.ts'
import { cite, type Seen } from '../../seen.ts'
import { countedLegs, type TargetView } from '../../target-view.ts'
import { words } from '../../text.ts'

/**
 * The server wants mutual TLS and ended the connection for want of a client certificate, in the handshake (TLS 1.2) or
 * after it (TLS 1.3), or answers the request with a page that says so. Source: RFC 8446, 4.3.2, 4.4.2.4 and 6.2; RFC 5246, 7.4.6.
 */
export const tlsClientCertificateRequired: Rule = {
  code: 'tls-client-certificate-required',
  judge(view) {
    const handshakes = countedLegs(view)
      .flatMap(({ handshake }) => handshake ?? [])
      .filter(endedForCertificate)
    const requests = requestsOf(view).filter(
      (asked) => requestEndedForCertificate(asked) || isRefusal(view, asked),
    )
    const ended = [...handshakes, ...requests.map(({ request }) => request)]
    const [first] = ended
    if (first === undefined) return null
    const helped = served(view).some(({ request }) => !answeredForCertificate(request))
    const { host } = view.target
    return {
      severity: helped ? 'warn' : 'fail',
      subject: host,
      summary: `${host} (${first.address}) wants a client certificate, and the probe has none: ${how(first)}${helped ? '; another address answers' : ''}`,
      evidence: cite(...ended),
    }
  },
}

/** An answer that is refused for want of a certificate, and that the configuration does not expect. */
function isRefusal({ expect }: TargetView, { request }: Asked): boolean {
  const wanted = expect.http?.status?.some((status) => status === request.status) === true
  return !wanted && answeredForCertificate(request)
}

function how(ended: Seen<HandshakeObservation | RequestObservation>): string {
  return ended.step === 'request' && ended.status !== null
    ? `it answers with status ${ended.status} and says so`
    : words(ended.failure)
}
