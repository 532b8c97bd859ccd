import { chainOf, commonName } from '../../certificates.ts'
import { ownNameOf } from '../../own-name.ts'
import { isPrivateEndpoint } from '../../private-endpoint.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { countedLegs, type TargetView } from '../../target-view.ts'
import { list, shown } from '../../text.ts'

/**
 * The private address answers, with the certificate of another service: the endpoint was made anew and its old
 * address given to something else, or the record is wrong.
 */
export const privateEndpointStale: Rule = {
  code: 'private-endpoint-stale',
  judge(view) {
    const legs = staleLegs(view)
    const [first] = legs
    if (first === undefined || first.handshake === null) return null
    const [leaf] = chainOf(first.handshake, view.certificates)
    const whose =
      leaf === undefined
        ? 'other names'
        : shown(list(leaf.names.length > 0 ? leaf.names : [commonName(leaf.subject)], 3))
    return {
      subject: view.target.host,
      summary: `The private address ${list(legs.map((leg) => leg.address))} of ${view.target.host} belongs to another service: its certificate is for ${whose}`,
      evidence: cite(view.names.lookup, ...legs.map((leg) => leg.handshake)),
    }
  },
}

export function staleLegs(view: TargetView) {
  // The privatelink name itself is in no certificate; that is no stale record.
  if (view.target.host.includes('.privatelink.')) return []
  return countedLegs(view).filter(
    (leg) =>
      ownNameOf(view, leg.handshake) === null &&
      leg.handshake?.nameMatches === false &&
      isPrivateEndpoint(view, leg),
  )
}
