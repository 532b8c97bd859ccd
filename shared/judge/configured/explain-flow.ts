import type { Decision, Hop } from '../../cloud-network/decision.ts'
import type { Leg } from '../legs.ts'
import { decisive, unique } from '../names.ts'
import { gaveNoReplyOverTcp, hasFailed, SILENT } from '../seen.ts'
import type { TargetView } from '../target-view.ts'
import { type Explained, type Explanation, explained } from './explained.ts'
import { flowsOf, flowsTo } from './questions.ts'

/**
 * Where application rules speak, Azure Firewall takes the connection and ends it in the ClientHello or with status 470:
 * silence there is not its default. Source: https://learn.microsoft.com/azure/firewall/rule-processing
 */
const SPOKEN: ReadonlySet<number> = new Set([80, 443, 8080, 8443])

function isSilence(hop: Hop, port: number): boolean {
  return !isApplicationRule(hop) && (hop.object?.kind !== 'firewall' || !SPOKEN.has(port))
}

/** Protocols of application rules have their port: Https:443. */
export function isApplicationRule({ object }: Hop): boolean {
  return object?.kind === 'firewall-rule' && /^\w+ \w+:\d+/.test(object.line)
}

/** What drops the flow to each address that did not answer. */
export const dropped: Explanation = (view, network) =>
  blockedAlike(failing(view, network), (hop) => isSilence(hop, view.target.port))

/** A route, or that there is none, of which an error of the network speaks. */
export const unrouted: Explanation = (view, network) =>
  blockedAlike(failing(view, network), ({ layer }) => layer === 'route')

/** A firewall that takes the connection and ends it by the name in it. */
export const cutByFirewall: Explanation = (view, network) =>
  blockedAlike(failing(view, network), ({ layer }) => layer === 'firewall')

/** The endpoint that the flow ends at, whose connection is not approved. */
export const notApproved: Explanation = (view, network) =>
  blockedAlike(
    flowsOf(view, network).map(({ decision }) => decision),
    ({ layer }) => layer === 'endpoint',
  )

/** What lets a flow pass that must be blocked: the rule of the firewall on its way, else that of the subnet. */
export const letThrough: Explanation = (view, network) => {
  const reached = flowsOf(view, network).filter(({ leg }) => leg.connect?.failure === null)
  return passedAlike(
    reached.map(({ decision }) => decision),
    (hops) =>
      hops.find(({ layer }) => layer === 'firewall') ??
      hops.find(({ layer, object }) => layer === 'rules' || object?.kind === 'app') ??
      null,
  )
}

/** A rule that ends TLS to look inside, on the way to every address that showed a certificate. */
export const inspected: Explanation = (view, network) => {
  const shown = flowsOf(view, network).filter(({ leg }) => leg.handshake !== null)
  const hops = shown.map(({ decision }) => decision.hops.find((hop) => hop.inspects === true))
  return alike(hops, () => true)
}

/**
 * An application rule on the way: the firewall resolves the name itself, and goes where that leads. Source:
 * https://learn.microsoft.com/azure/private-link/inspect-traffic-with-azure-firewall
 */
export const resolvedByFirewall: Explanation = (view, network) => {
  const passing = flowsOf(view, network).map(({ decision }) => decision)
  const found = passedAlike(passing, (hops) => hops.find(isApplicationRule) ?? null)
  if (found === null) return null
  return {
    ...found,
    says: `${found.says} by application rule: the firewall resolves ${view.target.host} itself`,
  }
}

/** What drops the questions to every resolver that gave no reply. */
export const toSilentResolver: Explanation = (view, network, { claims = [] }) => {
  const servers = claims.flatMap((one) => (one.kind === 'no-reply' ? [one.server] : []))
  const asked = decisive(view.names).filter(({ server }) => servers.includes(server))
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
  const decisions = connects.map(({ address, port }) =>
    network.flow({ protocol: 'tcp', address, port, name: null }),
  )
  return blockedAlike(decisions, () => true)
}

/** Of legs that came through, the configuration has nothing to explain. */
function failing(view: TargetView, network: Parameters<Explanation>[1]): readonly Decision[] {
  return flowsOf(view, network)
    .filter(({ leg }) => hasEnded(leg))
    .map(({ decision }) => decision)
}

function hasEnded({ connect, handshake, request }: Leg): boolean {
  return (
    [connect, handshake, request].some((step) => step?.failure != null) || request?.status === 470
  )
}

/** The hop that blocks all of these flows; null where one passes, is not known, or is blocked by another. */
function blockedAlike(
  decisions: readonly Decision[],
  explains: (hop: Hop) => boolean,
): Explained | null {
  const hops = decisions.map(({ outcome, by }) => (outcome === 'blocked' ? by : null))
  return alike(hops, explains)
}

function passedAlike(
  decisions: readonly Decision[],
  of: (hops: readonly Hop[]) => Hop | null,
): Explained | null {
  const hops = decisions.map(({ outcome, hops: all }) => (outcome === 'pass' ? of(all) : null))
  return alike(hops, () => true)
}

function alike(
  hops: readonly (Hop | null | undefined)[],
  explains: (hop: Hop) => boolean,
): Explained | null {
  const [first] = hops
  if (first == null || !explains(first)) return null
  const key = keyOf(first)
  return hops.every((hop) => hop != null && keyOf(hop) === key) ? explained(first) : null
}

function keyOf({ object }: Hop): string {
  return JSON.stringify([object?.id, object?.rule, object?.collection])
}
