import fc from 'fast-check'
import { expect, test } from 'vitest'
import { viewsOf } from '../../../shared/judge/judge.ts'
import type { Knowledge } from '../../../shared/judge/knowledge.ts'
import { RULES } from '../../../shared/judge/rules.ts'
import { hasTrouble } from '../../../shared/judge/seen.ts'
import type { Evidence } from '../../../shared/model/evidence.ts'
import { checkReport } from '../../../shared/report/check.ts'
import { goldenReports } from '../../golden/reports.ts'
import { judgedAnew } from '../../laws/judged-sweep.ts'
import { anyEvidence } from './arbitrary.ts'
import { casesByHand } from './cases-by-hand.ts'
import { BOOK } from './evidence.ts'

const OF_FAILURES = RULES.filter(({ ofFailures }) => ofFailures === true)

/** What the rules of failures would say where they are not asked. */
function saidOfSuccess(evidence: Evidence, knowledge: Knowledge): readonly string[] {
  const views = viewsOf(evidence, knowledge).filter((view) => !hasTrouble(view))
  return views.flatMap((view) =>
    OF_FAILURES.filter((rule) => rule.judge(view) !== null).map(
      ({ code }) => `${code} of ${view.target.url}`,
    ),
  )
}

test('a rule of failures has nothing to say where nothing failed: in the cases by hand', async () => {
  const cases = await casesByHand()
  const said = cases.flatMap(({ name, evidence, ...known }) =>
    saidOfSuccess(evidence, { book: BOOK, ...known }).map((what) => `${name}: ${what}`),
  )
  expect(said).toEqual([])
})

test('nor in the golden reports', () => {
  const said = goldenReports().flatMap(({ name, document }) => {
    const { evidence } = judgedAnew(checkReport(document))
    return saidOfSuccess(evidence, { book: BOOK }).map((what) => `${name}: ${what}`)
  })
  expect(said).toEqual([])
})

test('nor in what is left of any evidence without its failures', () => {
  const well = anyEvidence.map((evidence) => ({
    ...evidence,
    targets: evidence.targets.map((one) => ({
      ...one,
      ending: 'done' as const,
      observations: one.observations.filter(({ failure }) => failure === null),
    })),
  }))
  fc.assert(
    fc.property(well, (evidence) => {
      expect(saidOfSuccess(evidence, { book: BOOK })).toEqual([])
    }),
    { numRuns: 1500 },
  )
})
