import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Evidence } from '../../shared/model/evidence.ts'
import { checkReport } from '../../shared/report/check.ts'
import { goldenReports } from '../golden/reports.ts'
import { anyEvidence } from '../shared/judge/arbitrary.ts'
import { casesByHand } from '../shared/judge/cases-by-hand.ts'
import { BOOK } from '../shared/judge/evidence.ts'
import { judgedAnew, judgedSweep } from './judged-sweep.ts'
import { violations } from './laws.ts'

const cases = await casesByHand()

/** Each seed makes other sweeps; a seed that found a fault once stays. */
const SEEDS = [2, 6, 9, 12, 14, 23, 24, 32, 33]
const RUNS = 150

describe('no sentence is refuted by its own sweep', () => {
  test.for(goldenReports())('golden report $name', ({ document }) => {
    expect(violations(judgedAnew(checkReport(document)))).toEqual([])
  })

  test.for(cases.map((c) => [`${c.code}: ${c.name}`, c] as const))(
    'case %s',
    ([, { evidence, vantage, lists, before }]) => {
      const known = {
        book: BOOK,
        ...(vantage && { vantage }),
        ...(lists && { lists }),
        ...(before && { before }),
      }
      expect(violations(judgedSweep(evidence, known))).toEqual([])
    },
  )

  test.for(SEEDS)('any sweep at all, of seed %i', (seed) => {
    const sound = (evidence: Evidence) => {
      expect(violations(judgedSweep(evidence, { book: BOOK }))).toEqual([])
    }
    fc.assert(fc.property(anyEvidence, sound), { numRuns: RUNS, seed })
  })
})
