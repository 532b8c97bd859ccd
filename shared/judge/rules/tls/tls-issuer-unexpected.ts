import { chainOf, commonName } from '../../certificates.ts'
import { handshakesOf } from '../../handshakes.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { list, shown } from '../../text.ts'

/** None of the texts of `expect.tls.issuer` is in an issuer of the presented chain. Source: the configuration. */
export const tlsIssuerUnexpected: Rule = {
  code: 'tls-issuer-unexpected',
  judge(view) {
    const expected = view.expect.tls?.issuer
    if (expected === undefined) return null
    const wrong = handshakesOf(view).filter((o) => {
      const issuers = chainOf(o, view.certificates).map((c) => c.issuer)
      return issuers.length > 0 && !expected.some((text) => issuers.some((i) => i.includes(text)))
    })
    const [first] = wrong
    if (first === undefined) return null
    const [leaf] = chainOf(first, view.certificates)
    return {
      subject: view.target.host,
      summary: `The certificate of ${view.target.host} is signed by “${shown(commonName(leaf?.issuer ?? ''))}”, not by ${list(expected)}`,
      evidence: cite(...wrong),
    }
  },
}
