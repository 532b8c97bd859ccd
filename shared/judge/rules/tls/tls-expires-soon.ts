import type { Certificate } from '../../../model/facts.ts'
import { chainOf } from '../../certificates.ts'
import { DAY } from '../../dates.ts'
import { handshakesOf } from '../../handshakes.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'

/** Three weeks leave time for a change window. */
const DEFAULT_DAYS = 21

/**
 * The leaf ends within `expect.tls.expiresInDays`; without it within 21 days, or within a third of its life
 * when that is shorter, since short-lived certificates are renewed then. Source: RFC 5280, 4.1.2.5; RFC 9773, 4.2
 * (renew after two thirds of the lifetime).
 */
export const tlsExpiresSoon: Rule = {
  code: 'tls-expires-soon',
  judge(view) {
    for (const handshake of handshakesOf(view)) {
      const [leaf] = chainOf(handshake, view.certificates)
      if (leaf === undefined) continue
      const left = (Date.parse(leaf.notAfter) - view.startedAt) / DAY
      const limit = view.expect.tls?.expiresInDays ?? defaultLimit(leaf)
      if (!(left >= 0 && left < limit)) continue
      return {
        subject: view.target.host,
        summary: `The certificate of ${view.target.host} expires in ${Math.floor(left)} days (${leaf.notAfter.slice(0, 10)})`,
        evidence: cite(handshake),
      }
    }
    return null
  },
}

function defaultLimit(leaf: Certificate): number {
  const life = (Date.parse(leaf.notAfter) - Date.parse(leaf.notBefore)) / DAY
  return Math.min(DEFAULT_DAYS, life / 3)
}
