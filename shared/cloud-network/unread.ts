import type { Layer } from '../model/configured.ts'
import { type Decision, decided, type Flow, type Hop } from './decision.ts'
import { type Resolved, unreadName } from './resolved.ts'

/** A configuration of which parts may be missing. */
interface Partly {
  readonly unreadLayers: readonly Layer[]
}

/** What follows a route is not known where the route is not. */
const BEHIND_ROUTE: readonly Layer[] = ['firewall', 'nat']

/** Decisions of which no part that is missing decides: a rule or route that was not read may come first. */
export function flowUnread(
  { unreadLayers }: Partly,
  decide: (flow: Flow) => Decision,
): (flow: Flow) => Decision {
  const flows = unreadLayers.filter((layer) => layer !== 'dns' && layer !== 'service')
  if (flows.length === 0) return decide
  const missing = new Set(flows.includes('route') ? [...flows, ...BEHIND_ROUTE] : flows)
  return (flow) => {
    const { hops } = decide(flow)
    const known = hops.filter(({ layer }) => !missing.has(layer))
    return decided([...known, ...flows.map(unreadHop)])
  }
}

function unreadHop(layer: Layer): Hop {
  const says = `what decides here (${layer}) could not be read from the cloud`
  return { layer, outcome: 'unreadable', object: null, says }
}

/** Names likewise: a zone, link or rule that was not read may be the one that is used. */
export function nameUnread(
  { unreadLayers }: Partly,
  resolve: (name: string, servers: readonly string[]) => Resolved,
): (name: string, servers: readonly string[]) => Resolved {
  if (!unreadLayers.includes('dns')) return resolve
  return () => unreadName('the zones and rules of DNS could not be read from the cloud')
}
