import { validity } from '../../certificates.ts'
import { DAY, offDate, whose } from '../../dates.ts'
import { clockClaim } from '../../probe-clock.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { capital } from '../../text.ts'

/**
 * A certificate of the chain is past its end, by the probe’s clock. The Date headers of the servers tell when it is the
 * clock that is wrong. Source: RFC 5280, 4.1.2.5; RFC 9110, 6.6.1.
 */
export const tlsExpired: Rule = {
  code: 'tls-expired',
  judge(view) {
    const off = offDate(view, 'CERT_HAS_EXPIRED', (c) => validity(c).until < view.startedAt)
    if (off === null) return null
    const end = off.certificate?.notAfter
    const days = end === undefined ? 0 : Math.floor((view.startedAt - Date.parse(end)) / DAY)
    const since = end === undefined ? '' : ` ${ago(days)} (${end.slice(0, 10)})`
    const summary = `${whose(off, view.target.host)} expired${since}`
    const inDate = view.sweep.clock.inDate(off.certificate)
    return {
      ...(inDate === true
        ? clockClaim(view, summary, FAST)
        : { subject: view.target.host, summary: capital(summary), ...(inDate === false && OLD) }),
      evidence: cite(off.handshake),
    }
  },
}

function ago(days: number): string {
  if (days === 0) return 'less than a day ago'
  return days === 1 ? 'a day ago' : `${days} days ago`
}

const OLD = {
  cause:
    'the certificate was not renewed; or it was renewed and the server still holds the old one',
}

const FAST =
  'The clock of the probe is fast: by the clocks of the servers the certificate is in date'
