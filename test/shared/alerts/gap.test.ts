import { expect, test } from 'vitest'
import { gapBefore, longestUsual } from '../../../shared/alerts/gap.ts'
import { peersAt } from '../../../shared/alerts/peers.ts'
import { NO_STATE } from '../../../shared/alerts/state.ts'
import { reportAt } from './sweeps.ts'

const MINUTE = 60_000
const SECOND = 1000

test.for([
  { intervals: [5, 5].map((n) => n * MINUTE), longest: null, why: 'two tell nothing' },
  { intervals: [5, 5, 5].map((n) => n * MINUTE), longest: 15 * MINUTE, why: 'three times' },
  {
    intervals: [60, 1, 5, 2, 60].map((n) => n * MINUTE),
    longest: 15 * MINUTE,
    why: 'of the middle one',
  },
  {
    intervals: [10, 10, 10].map((n) => n * SECOND),
    longest: 130 * SECOND,
    why: 'and two minutes at least',
  },
])('after $intervals the longest usual time is $longest: $why', ({ intervals, longest }) => {
  expect(longestUsual({ intervals })).toBe(longest)
})

test.for([
  { late: 15 * MINUTE, silent: false },
  { late: 15 * MINUTE + 1, silent: true },
])('a sweep $late ms after the last is a silence: $silent', ({ late, silent }) => {
  const { startedAt, finishedAt } = reportAt(0, {})
  const intervals = [5, 5, 5].map((n) => n * MINUTE)
  const next = { startedAt: new Date(Date.parse(startedAt) + late).toISOString() }
  const gap = gapBefore(
    reportAt(0, {}, next),
    { ...NO_STATE, intervals, startedAt, finishedAt },
    null,
  )
  expect(gap !== null).toBe(silent)
  if (silent) expect(gap).toContain(`No sweep from ${finishedAt} to ${next.startedAt} (15 min`)
})

test.for<[string, string, boolean]>([
  ['0 */5 8-17 * * 1-5', 'nights and weekends are left out', false],
  ['0 0 * * * *', 'it was made sparser', false],
  ['0 0 0 22 11 *', 'none is due for a year', false],
  ['0 0 0 30 2 *', 'none is ever due', false],
  ['0 */5 * * * *', 'three were due', true],
  ['0 2,4,57 * * * *', 'three were due, the last with this sweep', true],
  ['0 2,57 * * * *', 'two were due', false],
])('57 minutes after the last, by the schedule %s: %s', ([schedule, , silent]) => {
  const { startedAt, finishedAt } = reportAt(0, {})
  const intervals = [5, 5, 5].map((n) => n * MINUTE)
  const before = { ...NO_STATE, intervals, startedAt, finishedAt }
  expect(gapBefore(reportAt(57, {}), before, schedule) !== null).toBe(silent)
})

test.for([
  { intervals: [], apart: 15 * MINUTE, counts: true },
  { intervals: [], apart: 15 * MINUTE + 1, counts: false },
  { intervals: [1, 1, 1].map((n) => n * MINUTE), apart: 3 * MINUTE, counts: true },
  { intervals: [1, 1, 1].map((n) => n * MINUTE), apart: 3 * MINUTE + 1, counts: false },
])(
  'a peer of $intervals that swept $apart ms away counts: $counts',
  ({ intervals, apart, counts }) => {
    const { finishedAt } = reportAt(60, {})
    const peer = { vantage: 'b', state: { ...NO_STATE, intervals, finishedAt }, open: [] }
    for (const sign of [1, -1]) {
      const at = new Date(Date.parse(finishedAt) + sign * apart).toISOString()
      expect(peersAt([peer], at)).toEqual(counts ? [peer] : [])
    }
  },
)
