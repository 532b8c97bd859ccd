import { hasAddress } from '../model/scheme.ts'
import { blockedByPolicy } from './blocked-by-policy.ts'
import { type BlockedLeg, blockedLeg } from './blocked-leg.ts'
import { blockedRecords, blockedServer } from './blocked-server.ts'
import { nameTrouble } from './name-trouble.ts'
import { answersA, decisive, unique } from './names.ts'
import { proxyState } from './proxy/state.ts'
import { isSinkholed } from './resolution.ts'
import { cite } from './seen.ts'
import { countedLegs, type TargetView } from './target-view.ts'
import { list, serverName, words } from './text.ts'

/** What came of a target that must not be reachable. */
export interface BlockState extends BlockedLeg {
  /** A layer blocks it, and nothing else was reached the same way: no control. */
  readonly lacksControl?: true
  /** Addresses of the name that are blocked, where another one is reached. */
  readonly but?: readonly string[]
}

/**
 * What came of a target that must be blocked; null for any other. Blocked only by evidence of a layer, and only
 * where a target of the same path was reached: a typing error, a dead resolver or a dead network reaches nothing
 * either.
 */
export function blockState(view: TargetView): BlockState | null {
  if (view.expect.reachability !== 'blocked') return null
  const state = withoutControl(view)
  if (state.kind !== 'blocked') return state
  const { id, proxy } = view.target
  const control = view.sweep.controls.find((c) => c.id !== id && c.proxied === (proxy !== null))
  if (control !== undefined) {
    return { ...state, text: `${state.text}; ${control.host} was reached in the same sweep` }
  }
  const text = `${state.text}, but nothing else was reached ${proxy === null ? 'directly' : 'through the proxy'} in this sweep either`
  return { ...state, kind: 'unproven', text, lacksControl: true }
}

function withoutControl(view: TargetView): BlockState {
  return (
    byProxy(view) ?? blockedServer(view) ?? blockedRecords(view) ?? byName(view) ?? byLegs(view)
  )
}

/** The proxy was asked, and did not get through. */
export const BEHIND_PROXY = 'behind the proxy'

/** What proxies say when they found the name and could not get through to it. */
const PROXY_WAS_BLOCKED =
  /ERR_CONNECT_FAIL|ERR_READ_TIMEOUT|connection_(refused|timeout|terminated)/

function byProxy(view: TargetView): BlockState | null {
  const state = proxyState(view)
  if (state === null) return null
  const { evidence, summary: text } = state
  const behind = state.kind === 'upstream' && PROXY_WAS_BLOCKED.test(state.reason)
  const limited = state.severity === 'inconclusive'
  if (limited || (state.kind !== 'denied' && !behind))
    return {
      ...{ kind: 'unproven', text, evidence },
      layer: state.kind === 'upstream' ? BEHIND_PROXY : 'proxy',
    }
  return { kind: 'blocked', layer: behind ? 'firewall behind the proxy' : 'proxy', text, evidence }
}

function byName(view: TargetView): BlockState | null {
  if (view.way !== null) return null
  const { names, target } = view
  const layer = 'name'
  if (isSinkholed(view)) {
    const text = `${target.host} resolves to ${list(names.application.map((n) => n.address))}`
    return { kind: 'blocked', layer, text, evidence: cite(names.lookup) }
  }
  const policy = blockedByPolicy(view)
  if (policy !== null && names.application.length === 0) {
    const evidence = cite(names.lookup, policy.by.seen)
    return { kind: 'blocked', layer, text: policy.said, evidence }
  }
  const resolved = names.application.length > 0
  if (!hasAddress(target.scheme) && resolved) {
    const text = `${target.host} resolves to ${list(names.application.map((n) => n.address))}`
    return { kind: 'reached', layer, text, evidence: cite(names.lookup) }
  }
  if (resolved || names.lookup === null || view.legs.length > 0) return null
  return unresolved(view)
}

/** NXDOMAIN is evidence only when another resolver proves that the name exists: else it may be a typing error. */
function unresolved(view: TargetView): BlockState {
  const { names, target } = view
  const layer = 'name'
  const knowing = answersA(names.wire).filter((w) => w.seen.addresses.length > 0)
  const refused = ['not-found', 'no-answer', 'refused'].includes(nameTrouble(view) ?? '')
  const evidence = cite(names.lookup, ...answersA(names.wire).map((w) => w.seen))
  const said = words(names.lookup?.failure ?? null)
  if (refused && knowing.length > 0 && !decisive(names).some((w) => knowing.includes(w))) {
    const text = `the name does not resolve here (${said}), while ${list(unique(knowing).map(serverName))} knows it`
    return { kind: 'blocked', layer, text, evidence }
  }
  const text = `${target.host} does not resolve (${said}), which a typing error or a dead resolver does too`
  return { kind: 'unproven', layer, text, evidence }
}

/** Other addresses of the name that are blocked, where one is not: the rule goes by address. */
function blockedBeside(view: TargetView): readonly string[] {
  return countedLegs(view).flatMap((leg) =>
    blockedLeg(view, leg)?.kind === 'blocked' ? [leg.address] : [],
  )
}

function byLegs(view: TargetView): BlockState {
  const all = countedLegs(view).map((leg) => blockedLeg(view, leg))
  // Where one address of a family was asked, the silence of another at the same layer is no news.
  const telling = all.filter((state) => state !== null)
  const first =
    telling.find((state) => state.kind === 'reached') ??
    telling.find((state) => state.kind === 'unproven') ??
    telling[0]
  if (first !== undefined) {
    const alike = telling.filter((state) => state.kind === first.kind)
    const evidence = alike.flatMap((state) => state.evidence)
    return { ...first, evidence, ...(first.kind === 'reached' && { but: blockedBeside(view) }) }
  }
  const text = `${view.target.host} was not tried to the end`
  return { kind: 'unproven', layer: 'probe', text, evidence: [] }
}
