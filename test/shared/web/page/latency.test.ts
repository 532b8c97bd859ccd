import { expect, test } from 'vitest'
import type { Timings } from '../../../../shared/model/report.ts'
import { latencySection } from '../../../../shared/web/page/latency.ts'

const NONE: Timings = { dns: null, connect: null, tls: null, ttfb: null, total: null }
const DNS = { dns: 4, total: 4 }

/** Sweeps, newest first, that took so many ms. */
function history(...totals: readonly (number | null)[]): Parameters<typeof latencySection>[1] {
  return totals.map((total, age) => ({
    ...{ report: `r${age}`, vantage: 'here', verdict: 'pass' as const, findings: [], total },
    startedAt: `2026-11-22T03:${String(30 - age).padStart(2, '0')}:00.000Z`,
  }))
}

test.for([
  ['nothing at all', {}, [], null],
  ['one sweep before', {}, [5], null],
  ['two, of which one has no total', {}, [5, null], null],
  ['two before', {}, [5, 7], ['>Latency<', 'least 5.0 ms, median 7.0 ms, most 7.0 ms']],
  ['all under a millisecond', {}, [0.2, 0.4], ['least 0.2 ms, median 0.4 ms, most 0.4 ms']],
  ['one phase', DNS, [], ['>Latency by phase<', '>Name<', '>Total<', 'width="400.0"']],
  ['no total', { dns: 4 }, [], ['>Name<']],
] as const)('%s', ([, timings, before, parts]) => {
  const section = latencySection({ ...NONE, ...timings }, history(...before))
  if (parts === null) {
    expect(section).toBeNull()
    return
  }
  for (const part of parts) expect(String(section)).toContain(part)
  expect(String(section).includes('Total of')).toBe(before.length > 1)
  expect(String(section).includes('<tfoot>')).toBe('total' in timings)
})
