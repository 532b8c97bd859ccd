import { isForeign } from '../../outcome.ts'
import { countedQuery } from '../../queries.ts'
import type { Rule } from '../../rule.ts'
import { cite, type Seen } from '../../seen.ts'
import { countedLegs, type TargetView } from '../../target-view.ts'
import { duration, list } from '../../text.ts'

/**
 * A step that succeeded took longer than `expect.latency` allows. `connect` is the slowest address; `total` is
 * the lookup and the slowest address to its last step. What failed has other findings. Source: the configuration.
 */
export const latencyExceeded: Rule = {
  code: 'latency-exceeded',
  judge(view) {
    const limits = view.expect.latency
    if (limits === undefined) return null
    const measured = [dns(view), connect(view), total(view)]
    const over = measured.flatMap((m) => {
      const limit = m === null ? undefined : limits[m.what]
      return m !== null && limit !== undefined && m.ms > limit ? [{ ...m, limit }] : []
    })
    if (over.length === 0) return null
    const how = over.map(
      ({ what, ms, limit }) => `${what} took ${Math.round(ms)} ms of ${limit} ms`,
    )
    return {
      subject: view.target.host,
      summary: `${view.target.host} is slower than expected: ${list(how)}`,
      evidence: cite(...over.flatMap((m) => m.seen)),
    }
  },
}

interface Measured {
  readonly what: 'dns' | 'connect' | 'total'
  readonly ms: number
  readonly seen: readonly Seen[]
}

function dns(view: TargetView): Measured | null {
  const records = countedQuery(view)
  if (records?.seen.failure === null)
    return { what: 'dns', ms: duration(records.seen), seen: [records.seen] }
  const { lookup, application } = view.names
  if (lookup === null || application.length === 0) return null
  return { what: 'dns', ms: duration(lookup), seen: [lookup] }
}

function connect(view: TargetView): Measured | null {
  const good = countedLegs(view).flatMap((leg) =>
    leg.connect?.failure === null ? [leg.connect] : [],
  )
  const [slowest] = good.toSorted((a, b) => duration(b) - duration(a))
  return slowest === undefined ? null : { what: 'connect', ms: duration(slowest), seen: [slowest] }
}

function total(view: TargetView): Measured | null {
  const named = dns(view)
  const whole = countedLegs(view).flatMap((leg) => {
    const steps: Seen[] = [leg.connect, leg.handshake, leg.request].filter((o) => o !== null)
    const first = steps[0]
    const last = steps.at(-1)
    const failed =
      steps.some((o) => o.failure !== null) || (leg.request !== null && isForeign(leg.request))
    return first === undefined || last === undefined || failed
      ? []
      : [{ ms: last.t - first.t0, seen: steps }]
  })
  const [slowest] = whole.toSorted((a, b) => b.ms - a.ms)
  if (slowest === undefined)
    return view.queries.length > 0 && named !== null ? { ...named, what: 'total' } : null
  const { ms, seen } = slowest
  return { what: 'total', ms: ms + (named?.ms ?? 0), seen: [...(named?.seen ?? []), ...seen] }
}
