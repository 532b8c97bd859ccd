import type { Statement } from '../../model/claim.ts'
import { tallyOf } from '../connections.ts'
import type { ProxyLeg } from '../legs.ts'
import type { TargetView } from '../target-view.ts'
import type { ProxyPart } from './part.ts'

/**
 * A proxy that did not accept these connections, and accepted others of the sweep: then neither its address nor a rule is
 * at fault, and the count is said. Null where it accepted none.
 */
export function partlyLostProxy(
  view: TargetView,
  tried: ProxyLeg['connects'],
): (Pick<ProxyPart, 'cause' | 'fix' | 'claims'> & { readonly text: string }) | null {
  const claims = tried.flatMap(({ address, port }): Statement[] => {
    const { lost, opened, of } = tallyOf(view.sweep.connections, address, port)
    const partly = lost.length > 0 && opened.length > 0
    return partly ? [{ kind: 'lost-in-part', address, port, lost: lost.length, of }] : []
  })
  const [first] = claims
  if (first?.kind !== 'lost-in-part') return null
  return {
    text: `; ${first.lost} of ${first.of} connections to ${first.address} port ${first.port} were lost in this sweep, and the others accepted`,
    cause:
      'The proxy or a load balancer in front of it is at its limit of connections or has a dead member; or a firewall on the way to it is at its limit',
    fix: 'Look at the load and the connection limit of the proxy and at each member behind its address, then at the firewall on the way; compare repeated sweeps',
    claims,
  }
}
