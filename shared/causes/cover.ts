import type { Candidate } from './candidate.ts'
import type { Traits } from './traits.ts'

/** A candidate that was taken, and the targets that it explains and none before it. */
export interface Cover {
  readonly candidate: Candidate
  readonly covered: readonly Traits[]
}

/** What a candidate covers at most, as far as it was looked at; of equals the earlier comes first. */
interface Open extends Cover {
  readonly index: number
}

/**
 * The greedy cover: takes what covers most, then what covers most of the rest, as long as it covers two targets or
 * more. What a candidate covers only shrinks, so that it is counted anew when its turn comes and not before.
 */
export function covers(candidates: readonly Candidate[]): readonly Cover[] {
  const taken: Cover[] = []
  const gone = new Set<Traits>()
  const open = candidates
    .map((candidate, index): Open => ({ candidate, covered: candidate.members, index }))
    .sort(inTurn)
  for (;;) {
    const first = open.shift()
    if (first === undefined) return taken
    const now = { ...first, covered: first.covered.filter((traits) => !gone.has(traits)) }
    const [next] = open
    if (now.covered.length < 2) continue
    if (next !== undefined && inTurn(now, next) > 0) {
      open.splice(placeOf(now, open), 0, now)
      continue
    }
    taken.push(now)
    for (const traits of now.covered) gone.add(traits)
  }
}

function inTurn(a: Open, b: Open): number {
  return b.covered.length - a.covered.length || a.index - b.index
}

/** Where it belongs among those that are in turn. */
function placeOf(one: Open, open: readonly Open[]): number {
  let [low, high] = [0, open.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    const other = open[middle]
    if (other !== undefined && inTurn(other, one) < 0) low = middle + 1
    else high = middle
  }
  return low
}
