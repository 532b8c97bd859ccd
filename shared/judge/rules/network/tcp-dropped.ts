import { contrastTo } from '../../contrast.ts'
import { citeConnects, connectText, deadBy, silentClaim, subjectOf } from '../../dead.ts'
import { otherPortOpen } from '../../other-port.ts'
import type { Rule } from '../../rule.ts'
import { SILENT } from '../../seen.ts'
import { silenceWords } from '../../silence-words.ts'
import { networkNoInternet } from './network-no-internet.ts'
import { silentPrivateEndpoints } from './private-endpoint-not-answering.ts'

/**
 * Silence: something drops the packets. Which of security group, firewall rule and route it is does not show
 * from inside; what the sweep reached otherwise narrows it down: another port of the same address leaves only the port.
 * A silent private endpoint has its own code, and so has an address that answers at other times.
 * Source: https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview and
 * https://docs.cloud.google.com/firewall/docs/firewalls (a deny drops).
 */
export const tcpDropped: Rule = {
  code: 'tcp-dropped',
  ofFailures: true,
  judge(view) {
    const legs = deadBy(view, SILENT)
    if (legs.length === 0 || silentPrivateEndpoints(view).length > 0) return null
    if (networkNoInternet.judge(view) !== null) return null
    const other = otherPortOpen(view, legs)
    const contrast = other ?? contrastTo(view, legs)
    const narrowed = other === null ? undefined : { cause: other.cause, fix: other.fix }
    return {
      subject: subjectOf(legs),
      summary: `Packets to ${view.target.host} are dropped: ${connectText(view, legs)}${contrast.text}`,
      ...silenceWords(view, legs, narrowed),
      evidence: citeConnects(legs),
      claims: [...legs.flatMap(silentClaim), ...contrast.claims],
    }
  },
}
