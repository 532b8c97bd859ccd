import { expect, test } from 'vitest'
import { FINDING_CODES } from '../../shared/model/finding-codes.ts'
import { checkReport } from '../../shared/report/check.ts'
import { loadScenarios } from '../lab/scenario/load.ts'
import { casesByHand } from '../shared/judge/cases-by-hand.ts'
import { goldenReports } from './reports.ts'

const cases = await casesByHand()
const scenarios = loadScenarios(undefined)

const yieldedByCase = new Set(cases.filter((c) => c.first !== null).map((c) => c.code))
const sparedByCase = new Set(cases.filter((c) => c.first === null).map((c) => c.code))
const yieldedByReport = new Set(
  goldenReports()
    .flatMap(({ document }) => checkReport(document).results)
    .map(({ findings: [first] }) => first?.code),
)
/** A scenario that names the code as one that must not be told; that it tells nothing at all proves less. */
const sparedByScenario = new Set(
  scenarios.flatMap(({ expect: told }) =>
    [told, ...Object.values(told.targets)].flatMap(({ never }) => never),
  ),
)

test.for(FINDING_CODES)('%s comes first in a golden report or a case', (code) => {
  expect(yieldedByReport.has(code) || yieldedByCase.has(code)).toBe(true)
})

test.for(FINDING_CODES)('%s must not appear in a scenario or a case', (code) => {
  expect(sparedByScenario.has(code) || sparedByCase.has(code)).toBe(true)
})

test('what only cases by hand yield first is known', () => {
  const only = FINDING_CODES.filter((code) => !yieldedByReport.has(code))
  expect(only).toEqual(ONLY_BY_HAND)
})

test('every code has a case by hand of both kinds', () => {
  const without = FINDING_CODES.filter(
    (code) => !(yieldedByCase.has(code) && sparedByCase.has(code)),
  )
  expect(without).toEqual([])
})

/**
 * The lab cannot break a probe from outside, nor cut a connection between its first packet and the answer; its machine
 * belongs to no platform, and so has no facts of one and no token to send. What only a process that runs on remembers
 * does not show in one sweep.
 */
const ONLY_BY_HAND = [
  'probe-fault',
  'tcp-reset',
  'tls-certificate-changed',
  'http-permission-denied',
  'reach-not-proven',
  'allow-list-changed',
  'vnet-route-all-off',
  'vnet-dns-setting-ignored',
  'platform-path-not-proven',
]
