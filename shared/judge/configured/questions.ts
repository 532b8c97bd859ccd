import { parseIp } from '../../address/ip.ts'
import { parseServer } from '../../address/server.ts'
import type { NetworkAt } from '../../cloud-network/at.ts'
import type { Decision, Flow } from '../../cloud-network/decision.ts'
import type { Resolved } from '../../cloud-network/resolved.ts'
import { takes } from '../../model/scheme.ts'
import { zoneOf } from '../../zone/zone-of.ts'
import type { Leg } from '../legs.ts'
import { decisive } from '../names.ts'
import { countedLegs, type TargetView } from '../target-view.ts'

/** A flow, and what the configuration says of it. */
export interface Asked {
  readonly flow: Flow
  readonly decision: Decision
}

/** The flow to one address of the target. */
export interface AskedLeg extends Asked {
  readonly leg: Leg
}

/**
 * The decisions for the legs of a target that count and that is reached directly; none through a proxy, which dials
 * itself.
 */
export function flowsOf(view: TargetView, network: NetworkAt): readonly AskedLeg[] {
  const { target } = view
  if (target.proxy !== null) return []
  const name = parseIp(target.host) === null ? target.host : null
  const protocol = takes(target.scheme, 'exchange') ? 'udp' : 'tcp'
  return countedLegs(view).map((leg) => {
    const flow: Flow = { protocol, address: leg.address, port: target.port, name }
    return { leg, flow, decision: network.flow(flow) }
  })
}

/** The decisions for flows to servers (`10.0.0.4:53`), by one protocol. None to a stub on the host itself. */
export function flowsTo(
  servers: readonly string[],
  protocol: Flow['protocol'],
  network: NetworkAt,
): readonly Asked[] {
  return servers.flatMap((server) => {
    const at = parseServer(server)
    if (at === null || isStub(at.address)) return []
    const flow: Flow = { protocol, address: at.address, port: at.port, name: null }
    return [{ flow, decision: network.flow(flow) }]
  })
}

/**
 * What the configuration says of the target’s name: of the name itself, else of the aliases that the wire showed. The
 * first that a zone or a rule decides. Null: the name was not asked as the host does.
 */
export function nameOf(view: TargetView, network: NetworkAt): Resolved | null {
  return firstDecided(view, network, seenNames(view))
}

/** The same, and of the private name that belongs to the target, where the wire did not show its alias. */
export function anyNameOf(view: TargetView, network: NetworkAt): Resolved | null {
  return firstDecided(view, network, [...seenNames(view), ...privateName(view)])
}

function seenNames({ target, names }: TargetView): readonly string[] {
  const chains = decisive(names).flatMap(({ facts }) => facts?.chain ?? [])
  return [...new Set([target.host, ...chains.map((link) => link.target)])]
}

function firstDecided(
  { target, names, platform }: TargetView,
  network: NetworkAt,
  all: readonly string[],
): Resolved | null {
  if (target.proxy !== null || target.server !== undefined || names.lookup === null) return null
  const servers = platform.resolvers.flatMap((text) => parseServer(text)?.address ?? [])
  const asked = servers.filter((server) => !isStub(server))
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
