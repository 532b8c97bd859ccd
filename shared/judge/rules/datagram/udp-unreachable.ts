import { exchangesOf, portSubject, portText, rejectedOf } from '../../exchanges.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { words } from '../../text.ts'

/**
 * An ICMP error came back to the datagram: nothing listens on the port, or there is no way to the host. A warning where
 * another address of the name replies. Source: RFC 1122, 3.2.2.1 and 4.1.3.3.
 */
export const udpUnreachable: Rule = {
  code: 'udp-unreachable',
  ofFailures: true,
  judge(view) {
    const exchanges = exchangesOf(view)
    const rejected = rejectedOf(exchanges)
    if (rejected.length === 0) return null
    const replies = exchanges.some((o) => o.failure === null)
    return {
      ...(replies && { severity: 'warn' as const }),
      subject: portSubject(rejected),
      summary: `${view.target.host} rejects the datagram at ${portText(rejected)}: ${words(rejected[0]?.failure ?? null)} (ICMP)${replies ? '; another address replies' : ''}`,
      evidence: cite(...rejected),
    }
  },
}
