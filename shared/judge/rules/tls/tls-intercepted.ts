import { commonName } from '../../certificates.ts'
import { interceptionOf } from '../../interception.ts'
import type { Rule } from '../../rule.ts'
import { list, shown } from '../../text.ts'

/**
 * A device on the way ends TLS and signs with its own authority. Claimed only by evidence: an
 * issuer named after such a product, one unknown authority on unrelated public hosts of the sweep, or an issuer that a
 * well-known service does not use. Where the
 * chain is trusted all the same, a warning, or a mere remark when extra roots are configured for it: the list
 * of public authorities changes. Sources: azure.md 4.1 (TLS inspection) and 4.2; gcp.md 4.3.
 */
export const tlsIntercepted: Rule = {
  code: 'tls-intercepted',
  judge(view) {
    const found = interceptionOf(view)
    if (found === null) return null
    const { host, ca } = view.target
    const product = found.product === null ? '' : `, the authority of ${found.product}’s inspection`
    const whose = found.owner === null ? '' : `, which does not sign for ${found.owner}`
    const also = found.alsoOn.length === 0 ? '' : `, as is that of ${list(found.alsoOn)}`
    const trusted = found.trusted ? '; that authority is trusted here all the same' : ''
    return {
      severity: found.trusted ? (ca.length > 0 ? 'info' : 'warn') : 'fail',
      subject: found.issuer,
      summary: `The certificate of ${host} is signed by “${shown(commonName(found.issuer))}”${product}${whose}${also}${trusted}`,
      evidence: found.evidence,
    }
  },
}
