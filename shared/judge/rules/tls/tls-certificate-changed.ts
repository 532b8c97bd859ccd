import { authorityOfIssuer, chainOf } from '../../certificates.ts'
import { handshakesOf } from '../../handshakes.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { list, shown } from '../../text.ts'

/**
 * A target shows none of the certificates that it showed of late. By the same authority that is a renewal, and no fault;
 * by another somebody moved the service, or a trusted device inspects. Front ends of one service show several
 * certificates by turns, so that one in common is no change. A pinned authority is for the baseline to tell.
 * Source: https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.4
 */
export const tlsCertificateChanged: Rule = {
  code: 'tls-certificate-changed',
  judge(view) {
    const { before, target, certificates } = view
    if (before === null || before.leaves.size === 0) return null
    const good = handshakesOf(view).filter((o) => o.failure === null && o.verification === null)
    const leaves = good.flatMap((o) => chainOf(o, certificates).slice(0, 1))
    if (leaves.length === 0) return null
    if (good.some(({ chain }) => before.leaves.has(chain[0] ?? ''))) return null
    const was = [...new Set(before.leaves.values())]
    const now = leaves.map(({ issuer }) => authorityOfIssuer(issuer))
    const ends = list(leaves.map(({ notAfter }) => notAfter.slice(0, 10)))
    const { host } = target
    const evidence = cite(...good)
    if (now.some((name) => was.includes(name))) {
      const summary = `${host} shows another certificate than before, of the same authority “${shown(now[0] ?? '')}”, valid until ${ends}`
      return { severity: 'info', subject: host, summary, evidence, ...RENEWED }
    }
    if (view.expect.pinned?.issuer !== undefined) return null
    const [names, earlier] = [now, was].map((all) => list(all.map((name) => `“${shown(name)}”`)))
    return {
      subject: list([...new Set(now)]),
      summary: `${host} shows a certificate that ${names} signed, valid until ${ends}, where it was ${earlier} before`,
      evidence,
    }
  },
}

const RENEWED = { cause: 'It was renewed, as it must be in time', fix: 'Nothing to do' } as const
