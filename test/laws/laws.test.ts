import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Evidence } from '../../shared/model/evidence.ts'
import { checkReport } from '../../shared/report/check.ts'
import { goldenReports } from '../golden/reports.ts'
import { anyEvidence } from '../shared/judge/arbitrary.ts'
import { casesByHand } from '../shared/judge/cases-by-hand.ts'
import { BOOK } from '../shared/judge/evidence.ts'
import { judgedAnew, judgedSweep } from './judged-sweep.ts'
import { LAWS, type LawName, violations } from './laws.ts'

const cases = await casesByHand()

/** What judgement still says against a law; the lists only ever get shorter. */
const NOT_YET: {
  readonly golden: Readonly<Record<string, readonly string[]>>
  readonly generated: readonly LawName[]
} = {
  golden: { 'dns/tcp-blocked': ['no-reply'], 'dns/tcp-refused': ['no-reply'] },
  generated: ['no-reply', 'unproven-pass'],
}

describe('no sentence is refuted by its own sweep', () => {
  test.for(goldenReports())('golden report $name', ({ name, document }) => {
    const told = violations(judgedAnew(checkReport(document)))
    expect(told.filter(({ law }) => !NOT_YET.golden[name]?.includes(law))).toEqual([])
  })

  test.for(cases.map((c) => [`${c.code}: ${c.name}`, c] as const))(
    'case %s',
    ([, { evidence, vantage, lists }]) => {
      const known = { book: BOOK, ...(vantage && { vantage }), ...(lists && { lists }) }
      const told = violations(judgedSweep(evidence, known))
      expect(told.filter(({ law }) => !NOT_YET.generated.includes(law as LawName))).toEqual([])
    },
  )

  test.for(Object.keys(LAWS) as LawName[])('%s: any sweep at all', (law) => {
    const of = NOT_YET.generated.includes(law) ? [] : [law]
    const sound = (evidence: Evidence) => {
      expect(violations(judgedSweep(evidence, { book: BOOK }), of)).toEqual([])
    }
    fc.assert(fc.property(anyEvidence, sound), { numRuns: 1500, seed: 12 })
  })
})
