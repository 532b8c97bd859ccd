import { citeConnects, connectText, deadBy, subjectOf } from '../../dead.ts'
import type { Rule } from '../../rule.ts'
import { SILENT } from '../../seen.ts'
import { silentPrivateEndpoints } from './private-endpoint-not-answering.ts'

/**
 * Silence: something drops the packets. Which of security group, firewall rule and route it is does not show
 * from inside; what the sweep reached otherwise narrows it down. A silent private endpoint has its own code.
 * Source: azure.md 4.1 (NSG, network rule, UDR); gcp.md 4.3 (every deny of the VPC drops).
 */
export const tcpDropped: Rule = {
  code: 'tcp-dropped',
  judge(view) {
    const legs = deadBy(view, SILENT)
    const [first] = legs
    if (first === undefined || silentPrivateEndpoints(view).length > 0) return null
    const { isPrivate } = first.about
    const alike = view.sweep.controls.filter((c) => !c.proxied && c.isPrivate === isPrivate)
    const kind = isPrivate ? 'private' : 'public'
    const contrast =
      alike.length === 0
        ? `; no ${kind} address was reached in this sweep`
        : `; other ${kind} addresses answer (${alike[0]?.host})`
    return {
      subject: subjectOf(legs),
      summary: `Packets to ${view.target.host} are dropped: ${connectText(legs)}${contrast}`,
      evidence: citeConnects(legs),
    }
  },
}
