import { endedForCertificate, requestEndedForCertificate } from '../../client-certificate.ts'
import { requestsOf, served } from '../../requests.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { countedLegs } from '../../target-view.ts'
import { words } from '../../text.ts'

/**
 * The server wants mutual TLS and ended the connection for want of a client certificate, in the handshake (TLS 1.2) or
 * after it (TLS 1.3). Source: RFC 8446, 4.3.2, 4.4.2.4 and 6.2; RFC 5246, 7.4.6.
 */
export const tlsClientCertificateRequired: Rule = {
  code: 'tls-client-certificate-required',
  judge(view) {
    const handshakes = countedLegs(view)
      .flatMap(({ handshake }) => handshake ?? [])
      .filter(endedForCertificate)
    const requests = requestsOf(view).filter(requestEndedForCertificate)
    const ended = [...handshakes, ...requests.map(({ request }) => request)]
    const [first] = ended
    if (first === undefined) return null
    const helped = served(view).length > 0
    const { host } = view.target
    return {
      severity: helped ? 'warn' : 'fail',
      subject: host,
      summary: `${host} (${first.address}) wants a client certificate, and the probe has none: ${words(first.failure)}${helped ? '; another address answers' : ''}`,
      evidence: cite(...ended),
    }
  },
}
