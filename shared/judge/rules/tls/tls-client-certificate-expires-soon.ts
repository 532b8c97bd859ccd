import { commonName } from '../../certificates.ts'
import { clientCertificateOf, refusedForCertificate } from '../../client-certificate.ts'
import { DAY } from '../../dates.ts'
import { handshakesOf } from '../../handshakes.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'

/** Three weeks leave time for a change window; of a short life, its last third (RFC 9773, 4.2). */
const MOST_DAYS = 21

/**
 * The client certificate of the configuration ends soon, or has ended and the server takes it all the same. Only where
 * the server asked for one: elsewhere nobody uses it. Source: RFC 5280, 4.1.2.5.
 */
export const tlsClientCertificateExpiresSoon: Rule = {
  code: 'tls-client-certificate-expires-soon',
  judge(view) {
    const own = clientCertificateOf(view)
    if (own === null || refusedForCertificate(view) !== null) return null
    const shown = handshakesOf(view).filter((o) => o.certificateRequested === true)
    const left = (Date.parse(own.notAfter) - view.startedAt) / DAY
    const life = (Date.parse(own.notAfter) - Date.parse(own.notBefore)) / DAY
    if (shown.length === 0 || !(left < Math.min(MOST_DAYS, life / 3))) return null
    const date = own.notAfter.slice(0, 10)
    const when =
      left < 0
        ? `expired on ${date}, and the server still accepts it`
        : `expires in ${Math.floor(left)} days (${date})`
    return {
      subject: view.target.host,
      summary: `The client certificate “${commonName(own.subject)}” for ${view.target.host} ${when}`,
      evidence: cite(...shown),
    }
  },
}
