import { isForeign } from './answer/recognise.ts'
import { countedQuery } from './query-trouble.ts'
import type { Seen } from './seen.ts'
import { countedLegs, type TargetView } from './target-view.ts'
import { duration } from './text.ts'

/** How long a part of a target's check took, where it succeeded. */
export interface Took {
  readonly what: 'dns' | 'connect' | 'total'
  readonly ms: number
  readonly seen: readonly Seen[]
}

/** The lookup of the application. */
export function dnsTook(view: TargetView): Took | null {
  const records = countedQuery(view)
  if (records?.seen.failure === null) {
    return { what: 'dns', ms: duration(records.seen), seen: [records.seen] }
  }
  const { lookup, application } = view.names
  if (lookup === null || application.length === 0) return null
  return { what: 'dns', ms: duration(lookup), seen: [lookup] }
}

/** The slowest address. */
export function connectTook(view: TargetView): Took | null {
  const good = countedLegs(view).flatMap((leg) =>
    leg.connect?.failure === null ? [leg.connect] : [],
  )
  const [slowest] = good.toSorted((a, b) => duration(b) - duration(a))
  return slowest === undefined ? null : { what: 'connect', ms: duration(slowest), seen: [slowest] }
}

/** The lookup, and the slowest address to its last step. */
export function totalTook(view: TargetView): Took | null {
  const named = dnsTook(view)
  const whole = countedLegs(view).flatMap((leg) => {
    const { connect, handshake, greet, exchange, request } = leg
    const all: (Seen | null)[] = [connect, handshake, greet, exchange, request]
    const steps = all.filter((o) => o !== null)
    const first = steps[0]
    const last = steps.at(-1)
    const failed =
      steps.some((o) => o.failure !== null) || (leg.request !== null && isForeign(leg.request))
    return first === undefined || last === undefined || failed
      ? []
      : [{ ms: last.t - first.t0, seen: steps }]
  })
  const [slowest] = whole.toSorted((a, b) => b.ms - a.ms)
  if (slowest === undefined) {
    return view.queries.length > 0 && named !== null ? { ...named, what: 'total' } : null
  }
  const { ms, seen } = slowest
  return { what: 'total', ms: ms + (named?.ms ?? 0), seen: [...(named?.seen ?? []), ...seen] }
}
