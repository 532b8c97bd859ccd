import type { Certificate } from '../../../model/facts.ts'
import { commonName } from '../../certificates.ts'
import { clientCertificateOf, refusedForCertificate } from '../../client-certificate.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { words } from '../../text.ts'

/**
 * The server wants mutual TLS, was shown the certificate of the configuration, and turned the client away over it.
 * Source: RFC 8446, 4.4.2.4 and 6.2; RFC 5280, 4.1.2.5.
 */
export const tlsClientCertificateRefused: Rule = {
  code: 'tls-client-certificate-refused',
  judge(view) {
    const own = clientCertificateOf(view)
    const refused = own === null ? null : refusedForCertificate(view)
    if (own === null || refused === null) return null
    const { host } = view.target
    const [first] = refused.ended
    const how =
      first.step === 'request' && first.status !== null
        ? `it answers with status ${first.status} and says so`
        : words(first.failure)
    return {
      severity: refused.helped ? 'warn' : 'fail',
      subject: host,
      summary: `${host} (${first.address}) does not accept the client certificate ${nameOf(own)}: ${how}${refused.helped ? '; another address accepts it' : ''}`,
      ...reasonOf(own, view.startedAt),
      evidence: cite(...refused.ended),
    }
  },
}

function nameOf({ subject, issuer }: Certificate): string {
  return `“${commonName(subject)}”, issued by “${commonName(issuer)}”`
}

/** What of the certificate itself explains it; its dates are known, what the server trusts is not. */
function reasonOf({ notBefore, notAfter, purposes }: Certificate, now: number) {
  if (Date.parse(notAfter) < now) {
    return {
      cause: `The client certificate expired on ${notAfter.slice(0, 10)}`,
      fix: 'Renew the client certificate, and put the new files where the configuration names them',
    }
  }
  if (Date.parse(notBefore) > now) {
    return {
      cause: `The client certificate is valid from ${notBefore.slice(0, 10)} only`,
      fix: 'Use the certificate that is valid now, or check the clock of this machine',
    }
  }
  if (purposes !== undefined && !purposes.includes('clientAuth')) {
    return {
      cause: 'The certificate is not made for clients: its extended key usage lacks clientAuth',
      fix: 'Have one issued with the extended key usage clientAuth',
    }
  }
  return {}
}
