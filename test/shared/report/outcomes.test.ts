import { expect, test } from 'vitest'
import {
  isUnchecked,
  NOT_CHECKED,
  outcomesIn,
  packOutcomes,
  RECORD,
  unpackOutcome,
} from '../../../shared/report/outcomes.ts'
import { reportAt, time } from '../alerts/sweeps.ts'

const TOTALS: Readonly<Record<string, number | null>> = {
  ...{ a: 1.26, b: null, c: 0, d: 1e12, e: 7 },
}

function packed() {
  const report = reportAt(0, {
    ...{ a: 'pass', b: 'fail tcp-dropped p', c: 'pass', d: 'warn tls-expires-soon x' },
    e: 'pass',
  })
  const results = report.results.map((r) => ({
    ...r,
    timings: { ...r.timings, total: TOTALS[r.target.id] ?? null },
    ...(r.target.id === 'e' && { evidenceIn: 'r0', checkedAt: time(0) }),
  }))
  return packOutcomes({ ...report, results })
}

test('outcomes come back as they were, each by its position', () => {
  const { kinds, records } = packed()
  expect(JSON.parse(kinds)).toEqual([
    ['pass'],
    ['fail', 'tcp-dropped', 'http-no-response'],
    ['warn', 'tls-expires-soon', 'http-no-response'],
  ])
  const all = [0, 1, 2, 3].map((n) =>
    unpackOutcome(records.subarray(n * RECORD, (n + 1) * RECORD), kinds),
  )
  expect(all).toEqual([
    { verdict: 'pass', total: 1.3, findings: [] },
    { verdict: 'fail', total: null, findings: ['tcp-dropped', 'http-no-response'] },
    { verdict: 'pass', total: 0, findings: [] },
    // As long as there is room for; not the mark of what was not measured.
    { verdict: 'warn', total: 429_496_729.4, findings: ['tls-expires-soon', 'http-no-response'] },
  ])
  const many = outcomesIn(kinds)
  const view = new DataView(records.buffer, records.byteOffset, records.byteLength)
  expect([0, 1, 2, 3].map((n) => many(view, n * RECORD))).toEqual(all)
})

test('what was not due has no outcome', () => {
  const { kinds, records } = packed()
  const [first, last] = [records.subarray(0, RECORD), records.subarray(4 * RECORD)]
  expect([isUnchecked(first), isUnchecked(last)]).toEqual([false, true])
  expect(Buffer.from(last).toString('hex').startsWith(NOT_CHECKED)).toBe(true)
  expect(() => unpackOutcome(last, kinds)).toThrow('no verdict')
  expect(isUnchecked(last.subarray(1))).toBe(false)
})

test.for([
  ['[["pass"]]', 5, 'no outcome at its position'],
  ['[]', RECORD, 'no verdict'],
  ['{}', RECORD, 'no verdict'],
  ['["pass"]', RECORD, 'no verdict'],
  ['[["good"]]', RECORD, 'no verdict'],
  ['no json', RECORD, 'JSON'],
] as const)('kinds %s with a record of %i bytes are damaged', ([kinds, length, says]) => {
  expect(() => unpackOutcome(new Uint8Array(length), kinds)).toThrow(says)
})
