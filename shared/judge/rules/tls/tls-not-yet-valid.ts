import { validity } from '../../certificates.ts'
import { offDate, whose } from '../../dates.ts'
import { clockClaim } from '../../probe-clock.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import type { TargetView } from '../../target-view.ts'
import { capital } from '../../text.ts'

/**
 * A certificate of the chain begins in the future, by the probe’s clock. Where the servers tell another time, or tell
 * none and several unlike certificates begin in the future, it is that clock. Source: RFC 5280, 4.1.2.5.
 */
export const tlsNotYetValid: Rule = {
  code: 'tls-not-yet-valid',
  judge(view) {
    const off = offDate(view, 'CERT_NOT_YET_VALID', (c) => validity(c).from > view.startedAt)
    if (off === null) return null
    const begin = off.certificate?.notBefore
    const from = begin === undefined ? '' : `, but from ${begin.slice(0, 10)}`
    const summary = `${whose(off, view.target.host)} is not valid yet${from}`
    const inDate = view.sweep.clock.inDate(off.certificate)
    const sign = signOfSlowClock(view, inDate)
    return {
      ...(sign === null
        ? { subject: view.target.host, summary: capital(summary), ...(inDate === false && EARLY) }
        : clockClaim(view, summary, `The clock of the probe is slow: ${sign}`)),
      evidence: cite(off.handshake),
    }
  },
}

const EARLY = {
  cause:
    'the certificate was installed before its time: the clocks of the servers agree with that of the probe',
  fix: 'Install the certificate that is valid now',
}

function signOfSlowClock({ sweep: { clock } }: TargetView, inDate: boolean | null) {
  if (inDate === true) return 'by the clocks of the servers the certificate is in date'
  const several = inDate === null && clock.early.size > 1
  return several ? `${clock.early.size} different certificates begin after its time` : null
}
