import { type Problem, problemAt } from '../document/problem.ts'
import { nextTime } from './next-time.ts'
import type { Config } from './schema.ts'

/** Sweeps whose distances are looked at: more than a day has, where they differ by the time of the day. */
const LOOKED_AT = 300
/** A Monday: distances are the same whenever one looks. */
const FROM = new Date('2026-01-05T00:00:00Z')

/** Intervals that are no longer than the time from sweep to sweep: the target is due in each. */
export function intervalWarnings({ targets, catalogs, schedule }: Config): readonly Problem[] {
  const given = [...catalogs, ...targets].flatMap(({ interval, origin }) =>
    interval === undefined ? [] : [{ interval, origin }],
  )
  if (given.length === 0) return []
  const step = shortestStep(schedule)
  return given
    .filter(({ interval }) => interval <= step)
    .map(({ origin }) =>
      problemAt(
        origin,
        ['interval'],
        `The interval has no effect: sweeps are ${step / 1000}s apart (schedule), and it is not longer`,
        'Write a longer one, or remove it: every sweep checks what has none',
      ),
    )
}

/** The shortest time from sweep to sweep, in ms. */
function shortestStep(schedule: string): number {
  let shortest = Number.POSITIVE_INFINITY
  let last = nextTime(schedule, FROM)
  for (let n = 0; n < LOOKED_AT && last !== null; n++) {
    const next = nextTime(schedule, last)
    if (next !== null) shortest = Math.min(shortest, next.getTime() - last.getTime())
    last = next
  }
  return shortest
}
