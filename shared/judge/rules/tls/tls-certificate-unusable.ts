import { certificateFault } from '../../certificate-fault.ts'
import {
  chainOf,
  hasUnknownAuthority,
  isUntrusted,
  lacksKnownAuthority,
  pathOf,
} from '../../certificates.ts'
import { handshakesOf } from '../../handshakes.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'

/**
 * A certificate of the chain is not fit for use: the verifier says why, and the certificates show which it is. Source:
 * OpenSSL, X509_STORE_CTX_get_error(3); RFC 5280, 4.2 and 6.1.
 */
export const tlsCertificateUnusable: Rule = {
  code: 'tls-certificate-unusable',
  judge(view) {
    const failing = handshakesOf(view).filter((o) => isUntrusted(o) && !lacksKnownAuthority(o))
    const [first] = failing
    if (first === undefined) return null
    const chain = chainOf(first, view.certificates)
    const way = pathOf(first, view.certificates) ?? chain
    const reason = first.verification ?? ''
    const { host } = view.target
    const fault = certificateFault(reason, way, host)
    const unknown = first.path !== undefined && hasUnknownAuthority(first)
    const also = unknown ? '; its authority is not known here either' : ''
    return {
      subject: host,
      summary: `The certificate of ${host} (${first.address}) is not usable: ${fault.what} (${reason})${also}`,
      cause: fault.cause,
      fix: fault.fix,
      evidence: cite(...failing),
    }
  },
}
