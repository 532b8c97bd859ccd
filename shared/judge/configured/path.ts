import type { NetworkAt } from '../../cloud-network/at.ts'
import type { Hop } from '../../cloud-network/decision.ts'
import type { Resolved } from '../../cloud-network/resolved.ts'
import type { ConfiguredHop } from '../../model/configured.ts'
import type { TargetView } from '../target-view.ts'
import { flowsOf, nameOf } from './questions.ts'

/**
 * What the configuration says of the path of a target, hop by hop: of its name, of the flow to the first address that
 * fails, else to the first, and of the resource behind it. Through a proxy, of the flow to the proxy.
 */
export function configuredPath(view: TargetView, network: NetworkAt): readonly ConfiguredHop[] {
  return [
    ...nameHops(view, network),
    ...flowHops(view, network),
    ...serviceHops(view, network),
  ].map(({ layer, outcome, object, says }) => ({ layer, outcome, object, says }))
}

const OUTCOMES: Readonly<Record<Resolved['answer'], Hop['outcome']>> = {
  addresses: 'pass',
  public: 'pass',
  'unknown-name': 'blocked',
  unreadable: 'unreadable',
}

function nameHops(view: TargetView, network: NetworkAt): readonly Hop[] {
  const said = view.names.matters ? nameOf(view, network) : null
  if (said === null) return []
  return [{ layer: 'dns', outcome: OUTCOMES[said.answer], object: said.object, says: said.says }]
}

function flowHops(view: TargetView, network: NetworkAt): readonly Hop[] {
  const [connect] = view.way?.connects ?? []
  if (connect !== undefined) {
    const { address, port } = connect
    return network.flow({ protocol: 'tcp', address, port, name: null }).hops
  }
  const flows = flowsOf(view, network)
  const failing = flows.find(({ leg }) => leg.connect?.failure != null)
  return (failing ?? flows[0])?.decision.hops ?? []
}

function serviceHops({ target, legs }: TargetView, network: NetworkAt): readonly Hop[] {
  if (target.proxy !== null || legs.some(({ about }) => about.isPrivate)) return []
  const hop = network.service(target.host)
  return hop === null ? [] : [hop]
}
