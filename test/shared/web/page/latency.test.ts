import { expect, test } from 'vitest'
import type { TargetResult, Timings } from '../../../../shared/model/report.ts'
import { latencySection } from '../../../../shared/web/page/latency.ts'
import { trendOf } from '../../../../shared/web/page/trend.ts'

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

/** The bars of a strip, oldest first, and the words beside it. */
function trend(total: number | null, entries: Parameters<typeof trendOf>[2]) {
  const shown = trendOf({ timings: { ...NONE, total } } as TargetResult, 'here', entries)
  const page = String(shown ?? '')
  const bars = [...page.matchAll(/<rect class="(\w+)"/g)].map(([, verdict]) => verdict)
  return [bars, /<small>(.*)<\/small>/.exec(page)?.[1], /aria-label="([^"]*)"/.exec(page)?.[1]]
}

const [newest, ...older] = history(5, 7, null, 9)
const failed = { ...newest, verdict: 'fail' } as NonNullable<typeof newest>

test.for([
  ['none before', 5, [], [[], '5.0 ms', undefined]],
  ['none before, and no total', null, [], [[], undefined, undefined]],
  ['one', 5, history(5), [[], '5.0 ms', undefined]],
  [
    'two, of which one has no total',
    5,
    history(5, null),
    [['pass', 'pass'], '5.0 ms', expect.stringMatching(/^here: Last 2 sweeps/)],
  ],
  [
    'four, the newest of which failed',
    null,
    [failed, ...older],
    [['pass', 'pass', 'pass', 'fail'], undefined, expect.stringMatching(/Last 4 sweeps/)],
  ],
  [
    'those of another place',
    5,
    [...history(5, 7), ...history(50, 70, 90).map((one) => ({ ...one, vantage: 'there' }))],
    [['pass', 'pass'], '5.0 ms, usually 7.0 ms', expect.stringMatching(/Last 2 sweeps/)],
  ],
  [
    'more than a strip holds',
    5,
    history(...Array.from({ length: 59 }, (_, n) => n)),
    [
      Array.from({ length: 48 }, () => 'pass'),
      '5.0 ms, usually 24.0 ms',
      expect.stringMatching(/Last 48 sweeps/),
    ],
  ],
] as const)('the last sweeps of a row: %s', ([, total, entries, told]) => {
  expect(trend(total, entries)).toEqual(told)
})
