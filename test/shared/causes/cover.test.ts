import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Candidate } from '../../../shared/causes/candidate.ts'
import { covers } from '../../../shared/causes/cover.ts'
import type { Traits } from '../../../shared/causes/traits.ts'

const TARGETS = Array.from({ length: 12 }, (_, id) => ({ id }) as unknown as Traits)
const nameOf = (traits: Traits) => TARGETS.indexOf(traits)

/** As the rule says it: each time what covers most of the rest, of equals the first, while it covers two or more. */
function plainly(sets: readonly (readonly number[])[]): readonly [number, number[]][] {
  const rest = new Set(TARGETS.keys())
  const left = new Set(sets.keys())
  const taken: [number, number[]][] = []
  for (;;) {
    const open = [...left].map((i): [number, number[]] => [
      i,
      (sets[i] ?? []).filter((n) => rest.has(n)),
    ])
    const most = Math.max(0, ...open.map(([, covered]) => covered.length))
    const best = open.find(([, covered]) => covered.length === most)
    if (best === undefined || most < 2) return taken
    taken.push(best)
    left.delete(best[0])
    for (const n of best[1]) rest.delete(n)
  }
}

test('covers() takes what the rule takes, in its order', () => {
  const set = fc.uniqueArray(fc.nat(TARGETS.length - 1), { maxLength: 8 })
  fc.assert(
    fc.property(fc.array(set, { maxLength: 12 }), (sets) => {
      const candidates = sets.map((numbers, i) => {
        const members = numbers.map((n) => TARGETS[n] as Traits)
        return { subject: String(i), members } as unknown as Candidate
      })
      const told = covers(candidates).map(({ candidate, covered }) => [
        Number(candidate.subject),
        covered.map(nameOf),
      ])
      expect(told).toEqual(plainly(sets))
    }),
    { numRuns: 500 },
  )
})
