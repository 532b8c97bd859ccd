import type { NetworkAt } from '../../cloud-network/at.ts'
import type { Resolved } from '../../cloud-network/resolved.ts'
import type { NetworkObject } from '../../model/network-object.ts'
import { opensAtTimes } from '../intermittent.ts'
import { isProof } from '../proof.ts'
import { deniedBy } from '../requests.ts'
import { inHostsFile } from '../resolution.ts'
import { hasFailed, SILENT } from '../seen.ts'
import type { TargetView } from '../target-view.ts'
import { list } from '../text.ts'
import { ipv4Of, wrongRecord } from './explain-name.ts'
import { flowsOf, nameOf } from './questions.ts'

/** Where the configuration says otherwise than the wire. */
export interface Disagreement {
  readonly kind: 'came-through' | 'silent' | 'answer' | 'denied'
  /** What was seen, as a clause. */
  readonly seen: string
  /** What the configuration says of it. */
  readonly says: string
  /** What the wire refutes; null: nothing that has a name. */
  readonly object: NetworkObject | null
  /** What it is about, where nothing is named. */
  readonly at: string
  readonly evidence: readonly number[]
}

/** The first way in which the configuration and the wire differ of a target; null: none is seen. */
export function disagreementOf(view: TargetView, network: NetworkAt): Disagreement | null {
  return (
    cameThrough(view, network) ??
    otherAnswer(view, network) ??
    silentThough(view, network) ??
    deniedThough(view, network)
  )
}

function cameThrough(view: TargetView, network: NetworkAt): Disagreement | null {
  const { host } = view.target
  const found = flowsOf(view, network).find(
    ({ leg, decision }) => decision.outcome === 'blocked' && isProof(view, leg),
  )
  const by = found?.decision.by
  if (found === undefined || by?.object == null) return null
  // It is the service that turns away what comes by an endpoint without approval.
  if (by.layer === 'endpoint' && deniedBy(view, 'service') !== null) return null
  return {
    kind: 'came-through',
    seen: `${host} was reached at ${found.leg.address}`,
    says: `blocks it: ${by.says}`,
    object: by.object,
    at: found.leg.address,
    evidence: indexes(found.leg.connect ?? found.leg.exchange),
  }
}

/**
 * The flows of a target, where none of them is answered and the configuration blocks none; empty: it is otherwise, or the
 * record is wrong, whose address no host has.
 */
function silentFlows(view: TargetView, network: NetworkAt): ReturnType<typeof flowsOf> {
  const flows = flowsOf(view, network)
  const areSilent = flows.every(
    ({ leg, decision }) =>
      decision.outcome !== 'blocked' &&
      leg.connect !== null &&
      hasFailed(leg.connect, SILENT) &&
      !opensAtTimes(view, leg),
  )
  return areSilent && wrongRecord(view, network, {}) === null ? flows : []
}

/**
 * What the configuration says of the devices on the way that it does not hold, where rules and routes let a silent flow
 * pass to them; empty: there are none, or rules and routes are not known either.
 */
export function devicesNotHeld(view: TargetView, network: NetworkAt): readonly string[] {
  const hops = silentFlows(view, network).flatMap(({ decision }) => decision.hops)
  const open = hops.filter(({ outcome }) => outcome === 'unreadable')
  const isRouted = hops.some(({ layer, outcome }) => layer === 'route' && outcome === 'pass')
  if (!isRouted || open.some(({ layer }) => layer !== 'firewall')) return []
  return [...new Set(open.map(({ says }) => says))]
}

function silentThough(view: TargetView, network: NetworkAt): Disagreement | null {
  const flows = silentFlows(view, network)
  const [first] = flows
  const allPass = flows.every(({ decision }) => decision.outcome === 'pass')
  if (first === undefined || !allPass) return null
  const { leg, decision } = first
  return {
    kind: 'silent',
    seen: `${leg.address} port ${view.target.port} does not answer`,
    says: `lets it pass: ${decision.hops.map((hop) => hop.says).join('; ')}`,
    object: null,
    at: leg.address,
    evidence: indexes(leg.connect),
  }
}

/** The zones that are used, as the configuration says, give another answer than the one that came. */
function otherAnswer(view: TargetView, network: NetworkAt): Disagreement | null {
  const { names, target } = view
  if (!names.matters || inHostsFile(view) || target.host === 'localhost') return null
  const said = nameOf(view, network)
  const got = answerSeen(view)
  if (said?.object == null || got === null || !differs(said, got, view)) return null
  return {
    kind: 'answer',
    seen: `${target.host} resolves to ${got.length === 0 ? 'nothing' : list(got)}`,
    says: `answers otherwise: ${said.says}`,
    object: said.object,
    at: target.host,
    evidence: indexes(names.lookup),
  }
}

/** The IPv4 addresses; empty: the name is said not to exist; null: no answer came that says either. */
function answerSeen(view: TargetView): readonly string[] | null {
  const got = ipv4Of(view)
  if (got.length > 0) return got
  const code = view.names.lookup?.failure?.code
  return code === 'dns_nxdomain_error' ? [] : null
}

function differs({ answer, addresses }: Resolved, got: readonly string[], view: TargetView) {
  if (answer === 'addresses') return !addresses.some((address) => got.includes(address))
  if (answer === 'unknown-name') return got.length > 0
  const isPrivate = got.length > 0 && got.every((address) => view.classify(address).isPrivate)
  return answer === 'public' && isPrivate
}

/** A resource that lets everyone in, and says that its network rules deny. */
function deniedThough(view: TargetView, network: NetworkAt): Disagreement | null {
  const denied = deniedBy(view, 'service')
  if (denied === null || denied.leg.about.isPrivate) return null
  const hop = network.service(view.target.host)
  if (hop?.outcome !== 'pass' || hop.object === null) return null
  return {
    kind: 'denied',
    seen: `${view.target.host} denies this network with status ${denied.request.status}`,
    says: `does not close it: ${hop.says}`,
    object: hop.object,
    at: view.target.host,
    evidence: indexes(denied.request),
  }
}

function indexes(seen: { readonly index: number } | null): readonly number[] {
  return seen === null ? [] : [seen.index]
}
