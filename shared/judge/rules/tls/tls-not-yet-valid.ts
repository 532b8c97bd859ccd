import { validity } from '../../certificates.ts'
import { inDateByServer, offDate, whose } from '../../dates.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { CLOCK } from './tls-expired.ts'

/**
 * A certificate of the chain begins in the future, by the probe’s clock. Seen on several hosts at once, or
 * against the server’s Date header, it is the clock. Source: RFC 5280, 4.1.2.5.
 */
export const tlsNotYetValid: Rule = {
  code: 'tls-not-yet-valid',
  judge(view) {
    const off = offDate(view, 'CERT_NOT_YET_VALID', (c) => validity(c).from > view.startedAt)
    if (off === null) return null
    const begin = off.certificate?.notBefore
    const several = view.sweep.notYetValid.size
    const also = several > 1 ? `; so are the certificates of ${several - 1} other hosts` : ''
    return {
      subject: view.target.host,
      summary: `${whose(off, view.target.host)} is not valid yet${begin === undefined ? '' : `, but from ${begin.slice(0, 10)}`}${also}`,
      ...(several > 1 || inDateByServer(view, off.certificate) ? { ...CLOCK, cause: CAUSE } : {}),
      evidence: cite(off.handshake),
    }
  },
}

const CAUSE =
  'The clock of the probe is slow: several hosts, or the server’s own clock, say otherwise'
