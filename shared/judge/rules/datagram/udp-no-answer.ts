import { exchangesOf, portSubject, portText, silentOf } from '../../exchanges.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import type { TargetView } from '../../target-view.ts'
import { duration, seconds } from '../../text.ts'

/**
 * No reply to a datagram, and no error. UDP tells nothing of the reason, and a service may be silent to words that it
 * does not take: a failure only where the target must reply (NTP, or `expect.reply`). Source: RFC 1122, 4.1.3; RFC
 * 5905, 3.
 */
export const udpNoAnswer: Rule = {
  code: 'udp-no-answer',
  ofFailures: true,
  judge(view) {
    const exchanges = exchangesOf(view)
    const silent = silentOf(exchanges)
    const [first] = silent
    // Where nothing at all answers, that is told, and no more of one target.
    if (first === undefined || view.sweep.noEgress !== null) return null
    const replies = exchanges.some((o) => o.failure === null)
    const tries = Math.max(...silent.map(({ cites }) => cites.length))
    const times = tries === 1 ? '' : ` to ${tries} datagrams`
    return {
      severity: replies ? 'warn' : mustReply(view) ? 'fail' : 'inconclusive',
      subject: portSubject(silent),
      summary: `${view.target.host} gives no reply${times} at ${portText(silent)}: none within ${seconds(duration(first))}${replies ? '; another address replies' : ''}`,
      ...(view.target.scheme === 'ntp' && NTP),
      evidence: cite(...silent),
    }
  },
}

function mustReply({ target, expect }: TargetView): boolean {
  return target.scheme === 'ntp' || expect.reply !== undefined
}

/** Its datagram is the one that every NTP server takes. */
const NTP = {
  cause:
    'a firewall or a rule of the network drops UDP to this port, or the reply; or the server is down, or does not answer this client',
}
