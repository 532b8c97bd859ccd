import { type Companion, companionsToAsk } from '../zone/companions.ts'
import { isPrivateLinkName } from '../zone/private-names.ts'
import type { WireAnswer } from './names.ts'
import { isPrivateAnswer } from './resolution.ts'
import type { TargetView } from './target-view.ts'

/** Another name of a target's resource that clients need and that is not private here. */
export interface Astray {
  readonly companion: Companion
  readonly by: WireAnswer
  /** `public`: public addresses; `missing`: an alias into a private zone without a record; `unknown`: no such name. */
  readonly how: 'public' | 'missing' | 'unknown'
}

/**
 * The names of the resource that are not private, besides the target's own name. One that the resource may be without
 * counts only when its alias shows that it has a private endpoint.
 */
export function astrayCompanions(view: TargetView): readonly Astray[] {
  if (view.names.companions.length === 0) return []
  const known = new Map(companionsToAsk(view.target.host).map((c) => [c.host, c]))
  return view.names.companions.flatMap((by) => {
    const companion = known.get(by.seen.name)
    if (companion === undefined || isToldElsewhere(view, companion)) return []
    const how = howAstray(view, companion, by)
    return how === null ? [] : [{ companion, by, how }]
  })
}

/** A name that is a target has findings of its own; only what no client can do without fails both. */
function isToldElsewhere({ sweep }: TargetView, { host, always, perhaps }: Companion): boolean {
  return sweep.hosts.has(host) && !(always && !perhaps)
}

function howAstray(view: TargetView, { perhaps }: Companion, by: WireAnswer): Astray['how'] | null {
  const { facts, seen } = by
  if (facts === null || isPrivateAnswer(view, by)) return null
  const aliased = facts.chain.some(({ target }) => isPrivateLinkName(target))
  if (seen.addresses.length > 0) return aliased || !perhaps ? 'public' : null
  const code = seen.failure?.code
  if (code !== 'dns_nxdomain_error' && code !== 'dns_no_answer') return null
  if (aliased) return 'missing'
  return perhaps ? null : 'unknown'
}

/** Whether nothing of its kind is private: of several regions, one that is reached keeps the clients going. */
export function isNeeded(view: TargetView, { companion }: Astray): boolean {
  if (!companion.always) return false
  const alike = companionsToAsk(view.target.host).filter(({ why }) => why === companion.why)
  const hosts = new Set(alike.map(({ host }) => host))
  return !view.names.companions.some((by) => hosts.has(by.seen.name) && isPrivateAnswer(view, by))
}
