import { answersA, decisive, unique } from './names.ts'
import { isPrivateAnswer, wantsPrivate } from './resolution.ts'
import type { Claim } from './rule.ts'
import type { TargetView } from './target-view.ts'
import { list, serverName } from './text.ts'

/**
 * Rebind protection: the resolver takes private addresses out of answers, or puts 0.0.0.0 in their place. Thought of
 * first where a private address is expected, and proven as far as it can be where another resolver gives one. Nothing for
 * a name that nobody expects to be private. Source: the `stop-dns-rebind` option of dnsmasq(8) and its like.
 */
export function strippedCause(view: TargetView): Pick<Claim, 'cause' | 'fix'> {
  const own = unique(decisive(view.names))
  const good = answersA(view.names.wire).filter((w) => isPrivateAnswer(view, w))
  if (good.length === 0 && !wantsPrivate(view)) return {}
  const by = list(own.map(serverName))
  const proof =
    good.length === 0
      ? ''
      : `; ${list(unique(good).map(serverName))} answers the private ${list(good.flatMap((w) => w.seen.addresses))}`
  return {
    cause: `${by} takes private addresses out of answers (rebind protection, the default of many routers and filters)${proof}`,
    fix: `On ${by}, exempt the name or its suffix from rebind protection (rebind-domain-ok in dnsmasq, private-domain in unbound); if it has none, add the record`,
  }
}
