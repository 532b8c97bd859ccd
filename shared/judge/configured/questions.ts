import { parseIp } from '../../address/ip.ts'
import { parseServer } from '../../address/server.ts'
import type { NetworkAt } from '../../cloud-network/at.ts'
import type { Decision, Flow } from '../../cloud-network/decision.ts'
import type { Resolved } from '../../cloud-network/resolved.ts'
import { zoneOf } from '../../zone/zone-of.ts'
import type { Leg } from '../legs.ts'
import { decisive } from '../names.ts'
import type { TargetView } from '../target-view.ts'

/** What the configuration says of the flow to one address of the target. */
export interface AskedFlow {
  readonly leg: Leg
  readonly decision: Decision
}

/** The decisions for the legs of a target that is reached directly; none through a proxy, which dials itself. */
export function flowsOf(view: TargetView, network: NetworkAt): readonly AskedFlow[] {
  const { target, legs } = view
  if (target.proxy !== null) return []
  return legs.map((leg) => {
    const flow: Flow = {
      protocol: 'tcp',
      address: leg.address,
      port: target.port,
      name: parseIp(target.host) === null ? target.host : null,
    }
    return { leg, decision: network.flow(flow) }
  })
}

/**
 * What the configuration says of the target’s name: of the name itself, else of the aliases that the wire showed, else
 * of the private name that belongs to it. The first that a zone or a rule decides.
 */
export function nameOf(view: TargetView, network: NetworkAt): Resolved | null {
  const { target, names, platform } = view
  if (target.proxy !== null || target.server !== undefined || names.lookup === null) return null
  const servers = platform.resolvers.flatMap((text) => parseServer(text)?.address ?? [])
  const asked = servers.filter((server) => !isStub(server))
  const aliases = decisive(names).flatMap(
    ({ facts }) => facts?.chain.map((link) => link.target) ?? [],
  )
  const all = [...new Set([target.host, ...aliases, ...privateName(view)])]
  const said = all.map((name) => network.name(name, asked))
  return (
    said.find(({ answer, object }) => answer !== 'public' || object !== null) ?? said[0] ?? null
  )
}

/** A stub on the host itself hands on to servers that it does not name. */
function isStub(server: string): boolean {
  return server.startsWith('127.') || server === '::1'
}

/** The name that private DNS answers for, where the wire showed no alias into a private zone. */
function privateName({ target }: TargetView): readonly string[] {
  const [zone] = zoneOf(target.host)?.zones ?? []
  return zone === undefined ? [] : [`${target.host.split('.')[0]}.${zone}`]
}
