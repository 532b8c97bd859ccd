import type { NetworkAt } from '../../cloud-network/at.ts'
import type { Decision, Flow, Hop } from '../../cloud-network/decision.ts'
import { isApplicationRule } from '../../cloud-network/in-azure/evaluate.ts'
import type { Leg } from '../legs.ts'
import { decisive, unique } from '../names.ts'
import { gaveNoReplyOverTcp, hasFailed, SILENT } from '../seen.ts'
import type { TargetView } from '../target-view.ts'
import { type Explained, type Explanation, explained } from './explained.ts'
import { type Asked, flowsOf, flowsTo } from './questions.ts'

/**
 * Where application rules speak, Azure Firewall takes the connection and ends it in the ClientHello or with status 470:
 * silence there is not its default. Source: https://learn.microsoft.com/azure/firewall/rule-processing
 */
const SPOKEN: ReadonlySet<number> = new Set([80, 443, 8080, 8443])

function isSilence(hop: Hop, port: number): boolean {
  return !isApplicationRule(hop) && (hop.object?.kind !== 'firewall' || !SPOKEN.has(port))
}

/** What drops the flow to each address that did not answer. */
export const dropped: Explanation = (view, network) =>
  blockedAlike(failing(view, network), (hop) => isSilence(hop, view.target.port))

/** Rules where it arrives: that they hold there is likely, and silence is what they give. */
export const keptOut: Explanation = (view, network) =>
  alike(failing(view, network), ({ outcome, by }) =>
    outcome === 'unreadable' && by?.keepsOut === true ? by : undefined,
  )

/** A route, or that there is none, of which an error of the network speaks. */
export const unrouted: Explanation = (view, network) =>
  blockedAlike(failing(view, network), ({ layer }) => layer === 'route')

/** A firewall that takes the connection and ends it by the name in it. */
export const cutByFirewall: Explanation = (view, network) =>
  blockedAlike(failing(view, network), ({ layer }) => layer === 'firewall')

/** The endpoint that the flow ends at, whose connection is not approved. */
export const notApproved: Explanation = (view, network) =>
  blockedAlike(flowsOf(view, network), ({ layer }) => layer === 'endpoint')

/**
 * What lets a flow pass that must be blocked: the rule of the firewall on its way, else that of the subnet. By which
 * address it left may be unread: that it did is seen.
 */
export const letThrough: Explanation = (view, network) => {
  const reached = flowsOf(view, network).filter(
    ({ leg: { connect, exchange } }) => (connect ?? exchange)?.failure === null,
  )
  return alike(reached, ({ hops }) => {
    const open = hops.filter(({ outcome }) => outcome !== 'pass')
    if (open.some(({ outcome, layer }) => outcome === 'blocked' || layer !== 'nat')) return
    return (
      hops.find(({ layer }) => layer === 'firewall') ??
      hops.find(({ layer, object }) => layer === 'rules' || object?.kind === 'app')
    )
  })
}

/** The app that leads traffic to public addresses past its network. */
export const ledPast: Explanation = (view, network) =>
  alike(flowsOf(view, network), ({ hops }) => hops.find(({ object }) => object?.kind === 'app'))

/** A rule that ends TLS to look inside, on the way to every address that showed a certificate. */
export const inspected: Explanation = (view, network) => {
  const shown = flowsOf(view, network).filter(({ leg }) => leg.handshake !== null)
  return alike(shown, ({ hops }) => hops.find((hop) => hop.inspects === true))
}

/**
 * An application rule on the way: the firewall resolves the name itself, and goes where that leads. Source:
 * https://learn.microsoft.com/azure/private-link/inspect-traffic-with-azure-firewall
 */
export const resolvedByFirewall: Explanation = (view, network) => {
  const found = passedAlike(flowsOf(view, network), (hops) => hops.find(isApplicationRule))
  if (found === null) return null
  return {
    ...found,
    says: `${found.says} by application rule: the firewall resolves ${view.target.host} itself`,
  }
}

/** What drops the questions to every resolver that gave no reply. */
export const toSilentResolver: Explanation = (view, network, { claims = [] }) => {
  const servers = claims.flatMap((one) => (one.kind === 'no-reply' ? [one.server] : []))
  const all = [...view.names.wire, ...view.queries]
  const asked = all.filter(({ server }) => servers.includes(server))
  if (asked.length === 0 || !asked.every(({ seen }) => hasFailed(seen, SILENT))) return null
  return blockedAlike(flowsTo(servers, 'udp', network), () => true)
}

/** The same of the questions that had to be asked over TCP. */
export const toResolverOverTcp: Explanation = (view, network) => {
  const asked = decisive(view.names).filter(({ seen }) => gaveNoReplyOverTcp(seen))
  if (!asked.every(({ seen }) => hasFailed(seen, SILENT))) return null
  return blockedAlike(flowsTo(unique(asked), 'tcp', network), () => true)
}

/** What drops the way to every address of the proxy. */
export const toSilentProxy: Explanation = ({ way }, network) => {
  const connects = way?.connects ?? []
  if (!connects.every((connect) => hasFailed(connect, SILENT))) return null
  const asked = connects.map(({ address, port }) => {
    const flow: Flow = { protocol: 'tcp', address, port, name: null }
    return { flow, decision: network.flow(flow) }
  })
  return blockedAlike(asked, () => true)
}

/** Of legs that came through, the configuration has nothing to explain. */
function failing(view: TargetView, network: NetworkAt): readonly Asked[] {
  return flowsOf(view, network).filter(({ leg }) => hasEnded(leg))
}

function hasEnded({ connect, handshake, exchange, request }: Leg): boolean {
  return (
    [connect, handshake, exchange, request].some((step) => step?.failure != null) ||
    request?.status === 470
  )
}

/** The hop that blocks all of these flows, where it explains what was seen. */
function blockedAlike(asked: readonly Asked[], explains: (hop: Hop) => boolean): Explained | null {
  return alike(asked, ({ outcome, by }) =>
    outcome === 'blocked' && by !== null && explains(by) ? by : undefined,
  )
}

function passedAlike(
  asked: readonly Asked[],
  of: (hops: readonly Hop[]) => Hop | undefined,
): Explained | null {
  return alike(asked, ({ outcome, hops }) => (outcome === 'pass' ? of(hops) : undefined))
}

/** The hop that is the same one of all flows; null where one has none or another. */
function alike(
  asked: readonly Asked[],
  of: (decision: Decision) => Hop | undefined,
): Explained | null {
  const [first] = asked
  const hop = first === undefined ? undefined : of(first.decision)
  if (first === undefined || hop === undefined) return null
  const key = keyOf(hop)
  const same = asked.every(({ decision }) => keyOf(of(decision)) === key)
  return same
    ? explained(
        hop,
        asked.map(({ flow }) => flow),
      )
    : null
}

function keyOf(hop: Hop | undefined): string {
  return JSON.stringify([hop?.object?.id, hop?.object?.rule, hop?.object?.collection])
}
