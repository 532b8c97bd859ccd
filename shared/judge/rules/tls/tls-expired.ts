import { validity } from '../../certificates.ts'
import { DAY, inDateByServer, offDate, whose } from '../../dates.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'

/**
 * A certificate of the chain is past its end, by the probe’s clock. The server’s own Date header tells when it
 * is the clock that is wrong. Source: RFC 5280, 4.1.2.5; RFC 9110, 6.6.1.
 */
export const tlsExpired: Rule = {
  code: 'tls-expired',
  judge(view) {
    const off = offDate(view, 'CERT_HAS_EXPIRED', (c) => validity(c).until < view.startedAt)
    if (off === null) return null
    const end = off.certificate?.notAfter
    const days = end === undefined ? 0 : Math.floor((view.startedAt - Date.parse(end)) / DAY)
    const since = end === undefined ? '' : ` ${ago(days)} (${end.slice(0, 10)})`
    return {
      subject: view.target.host,
      summary: `${whose(off, view.target.host)} expired${since}`,
      ...(inDateByServer(view, off.certificate) ? CLOCK : {}),
      evidence: cite(off.handshake),
    }
  },
}

function ago(days: number): string {
  if (days === 0) return 'less than a day ago'
  return days === 1 ? 'a day ago' : `${days} days ago`
}

export const CLOCK = {
  cause: 'The clock of the probe is wrong: by the server’s own clock the certificate is in date',
  fix: 'Set the clock of the probe’s host (NTP)',
} as const
