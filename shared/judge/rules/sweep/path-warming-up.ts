import { exchangesOf } from '../../exchanges.ts'
import { openingOf } from '../../opening.ts'
import { decisiveQueries } from '../../query-trouble.ts'
import type { Claim, Rule } from '../../rule.ts'
import { cite, hasFailed, type Seen, SILENT } from '../../seen.ts'
import { deadLegs, type TargetView } from '../../target-view.ts'
import { seconds } from '../../text.ts'

/**
 * Silence in the warm-up of a fresh instance is no verdict: its path may not be open yet, for one destination
 * longer than for another. Still silent when the warm-up was not over: inconclusive. Silent first and answered
 * later: said, with the time it took. Source: https://docs.cloud.google.com/run/docs/configuring/vpc-direct-vpc
 * (connections are delayed by a minute or more at the start of an instance).
 */
export const pathWarmingUp: Rule = {
  code: 'path-warming-up',
  judge(view) {
    if (view.warmUp === 0) return null
    const silent = view.seen.filter((o) => hasFailed(o, SILENT) && o.t0 < view.warmUp)
    return stillSilent(view, silent) ?? opened(view)
  },
}

function stillSilent(view: TargetView, silent: readonly Seen[]): Claim | null {
  const waiting = lastWords(view).filter((o) => hasFailed(o, SILENT))
  const within = waiting.every((o) => o.t < view.warmUp)
  if (waiting.length === 0 || !within || isBlockedBehindOpenPath(view, waiting)) return null
  return {
    severity: 'inconclusive',
    subject: 'the warm-up of the instance',
    summary: `${view.target.host} has not answered yet, ${seconds(Math.max(...waiting.map((o) => o.t)))} after the sweep started, and this fresh instance may have no path until ${seconds(view.warmUp)}`,
    evidence: cite(...silent),
  }
}

/** What must be blocked is silent by design: once another target got through, its silence is its own. */
function isBlockedBehindOpenPath(view: TargetView, waiting: readonly Seen[]): boolean {
  const { id, proxy } = view.target
  if (view.expect.reachability !== 'blocked') return false
  const alike = view.sweep.controls.filter((c) => c.id !== id && c.proxied === (proxy !== null))
  return alike.some((control) => waiting.every((o) => o.t0 >= control.at))
}

function opened(view: TargetView): Claim | null {
  const opening = openingOf(view.seen, view.warmUp)
  if (opening === null) return null
  const { silent, first } = opening
  return {
    severity: 'info',
    subject: 'the warm-up of the instance',
    summary: `The path to ${view.target.host} opened within ${seconds(first.t)} of the start of the sweep; before that its packets got no answer`,
    evidence: cite(...silent, first),
  }
}

/** The step that each leg, the proxy, the name or the question for records ended with; none where one came through. */
function lastWords(view: TargetView): readonly Seen[] {
  const { way, names } = view
  const sent = [...exchangesOf(view), ...decisiveQueries(view).map(({ seen }) => seen)]
  if (sent.length > 0) return sent.every((o) => o.failure !== null) ? sent : []
  const legs = deadLegs(view).flatMap((leg) => leg.connect ?? [])
  if (legs.length > 0) return legs
  return [way?.connects.at(-1), view.legs.length === 0 ? names.lookup : null].flatMap(
    (o) => o ?? [],
  )
}
