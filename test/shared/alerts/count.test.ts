import { describe, expect, test } from 'vitest'
import { countSweep } from '../../../shared/alerts/count.ts'
import {
  type AlertState,
  type CauseState,
  NO_STATE,
  type TargetState,
} from '../../../shared/alerts/state.ts'
import { readSweep } from '../../../shared/alerts/sweep.ts'
import type { Report } from '../../../shared/model/report.ts'
import { reportAt, type Sweep, time } from './sweeps.ts'

/** The sweep at ten past midnight, after one at five past. */
const BEFORE: AlertState = {
  ...NO_STATE,
  report: 'r00005',
  startedAt: time(5),
  finishedAt: time(6),
}
const END = '2026-11-22T00:10:10.000Z'
const BAD: TargetState = {
  verdict: 'fail',
  bad: 2,
  good: 0,
  badAt: time(6),
  badSince: { report: 'r0' },
}
const GOOD: TargetState = { verdict: 'pass', bad: 0, good: 3, badAt: time(1) }

function counted(
  before: Partial<AlertState>,
  sweep: Sweep,
  rest: readonly string[] = [],
): AlertState {
  const report: Report = reportAt(10, sweep)
  const results = report.results.map((result) =>
    rest.includes(result.target.id)
      ? { ...result, evidenceIn: 'r00000', checkedAt: time(0) }
      : result,
  )
  const opens = ['fail', 'inconclusive'] as const
  return countSweep({ ...BEFORE, ...before }, readSweep({ ...report, results }, opens))
}

describe('a target', () => {
  const FAIL = 'fail tcp-dropped p' as const
  const WARMING = 'inconclusive path-warming-up the path' as const
  const NEW = { report: 'r00010', before: 'r00005' }
  test.for<[string, TargetState | undefined, Sweep[string], TargetState]>([
    [
      ...(['is bad for the first time', undefined, FAIL] as const),
      { verdict: 'fail', bad: 1, good: 0, badAt: END, badSince: NEW },
    ],
    ['is bad again', BAD, FAIL, { ...BAD, bad: 3, badAt: END }],
    [
      ...(['is bad after it was good', GOOD, FAIL] as const),
      { verdict: 'fail', bad: 1, good: 0, badAt: END, badSince: NEW },
    ],
    [
      'is bad after it was good, and an old row is still noted',
      { ...GOOD, badSince: { report: 'r0' } },
      FAIL,
      { verdict: 'fail', bad: 1, good: 0, badAt: END, badSince: NEW },
    ],
    [
      'is bad in a row whose begin an older version did not keep',
      { verdict: 'fail', bad: 2, good: 0, badAt: time(6) },
      FAIL,
      { verdict: 'fail', bad: 3, good: 0, badAt: END },
    ],
    ['is good', undefined, 'pass', { verdict: 'pass', bad: 0, good: 1, badAt: null }],
    ['is good again', GOOD, 'pass', { ...GOOD, good: 4 }],
    ['is good after it was bad', BAD, 'pass', { verdict: 'pass', bad: 0, good: 1, badAt: time(6) }],
    ['says nothing after it was bad', BAD, WARMING, { ...BAD, verdict: 'inconclusive' }],
    ['says nothing after it was good', GOOD, WARMING, { ...GOOD, verdict: 'inconclusive' }],
  ])('%s', ([, was, said, is]) => {
    const targets: AlertState['targets'] = was === undefined ? {} : { a: was }
    expect(counted({ targets }, { a: said }).targets).toEqual({ a: is })
  })

  test('that is not in the sweep is forgotten', () => {
    expect(Object.keys(counted({ targets: { a: GOOD, b: GOOD } }, { b: 'pass' }).targets)).toEqual([
      'b',
    ])
  })

  test('that rests keeps the sweep that checked it last', () => {
    const resting = (was: TargetState, before: Partial<AlertState> = {}) =>
      counted({ ...before, targets: { a: was } }, { a: 'pass' }, ['a']).targets['a']
    expect(resting(GOOD)).toEqual({ ...GOOD, seenIn: 'r00005' })
    expect(resting({ ...GOOD, seenIn: 'r00001' })).toEqual({ ...GOOD, seenIn: 'r00001' })
    expect(resting(GOOD, { report: '' })).toEqual(GOOD)
    // It was seen last before it rested.
    const { a } = counted({ targets: { a: { ...GOOD, seenIn: 'r00001' } } }, { a: FAIL }).targets
    expect(a?.badSince).toEqual({ report: 'r00010', before: 'r00001' })
    expect(a).not.toHaveProperty('seenIn')
  })
})

describe('a cause', () => {
  const ROW: CauseState = { streak: 2, since: time(1), report: 'r1', before: 'r0', targets: ['a'] }
  const dropped = (subject: string) => `fail tcp-dropped ${subject}` as const
  test.for<{ name: string; before?: Partial<AlertState>; sweep: Sweep; causes: object }>([
    {
      name: 'that is new began with this sweep, after the last that saw its targets well',
      before: {
        targets: {
          a: { ...GOOD, seenIn: 'r00001' },
          b: { ...GOOD, seenIn: 'r00004' },
          c: { ...GOOD, seenIn: 'r00003' },
        },
      },
      sweep: { a: dropped('p'), b: dropped('p'), c: dropped('p') },
      causes: {
        'tcp-dropped p': {
          ...{ streak: 1, since: END, report: 'r00010', before: 'r00004' },
          targets: ['a', 'b', 'c'],
        },
      },
    },
    {
      name: 'that the first sweep sees has none before it',
      before: { report: '' },
      sweep: { a: dropped('p') },
      causes: { 'tcp-dropped p': { streak: 1, since: END, report: 'r00010', targets: ['a'] } },
    },
    {
      name: 'that goes on counts, with the targets of now',
      before: { causes: { 'tcp-dropped p': ROW } },
      sweep: { b: dropped('p') },
      causes: { 'tcp-dropped p': { ...ROW, streak: 3, targets: ['b'] } },
    },
    {
      name: 'whose scope moved goes on with the row of the one that it was',
      before: { causes: { 'tcp-dropped p': ROW } },
      sweep: { a: dropped('q') },
      causes: { 'tcp-dropped q': { ...ROW, streak: 3 } },
    },
    {
      name: 'of several began when that which fell apart did, and counts anew',
      before: { causes: { 'tcp-dropped p': { ...ROW, targets: ['a', 'b'] } } },
      sweep: { a: dropped('p'), b: dropped('q') },
      causes: {
        'tcp-dropped p': { ...ROW, streak: 3, targets: ['a'] },
        'tcp-dropped q': { ...ROW, streak: 1, targets: ['b'] },
      },
    },
    {
      name: 'that was not seen is over',
      before: { causes: { 'tcp-dropped p': ROW } },
      sweep: { a: 'pass' },
      causes: {},
    },
    {
      name: 'that was not seen stays as it is while one of its targets cannot be judged',
      before: { causes: { 'tcp-dropped p': { ...ROW, targets: ['b', 'a'] } } },
      sweep: { a: 'inconclusive path-warming-up the path', b: 'pass' },
      causes: { 'tcp-dropped p': { ...ROW, targets: ['b', 'a'] } },
    },
    {
      name: 'that goes on in another is not kept beside it',
      before: { causes: { 'tcp-dropped p': { ...ROW, targets: ['a', 'b'] } } },
      sweep: { a: dropped('q'), b: 'inconclusive path-warming-up the path' },
      causes: { 'tcp-dropped q': { ...ROW, streak: 3, targets: ['a'] } },
    },
    {
      name: 'that is seen is counted once, though one of its targets cannot be judged',
      before: { causes: { 'tcp-dropped p': { ...ROW, targets: ['a', 'b'] } } },
      sweep: { a: dropped('p'), b: 'inconclusive path-warming-up the path' },
      causes: { 'tcp-dropped p': { ...ROW, streak: 3, targets: ['a'] } },
    },
  ])('$name', ({ before = {}, sweep, causes }) => {
    expect(counted(before, sweep).causes).toEqual(causes)
  })
})

describe('what is remembered of the sweep', () => {
  const MINUTE = 60_000

  test('its id and times, and how far it is from the last', () => {
    const { report, startedAt, finishedAt, intervals } = counted({}, {})
    expect({ report, startedAt, finishedAt, intervals }).toEqual({
      ...{ report: 'r00010', startedAt: time(10), finishedAt: END },
      intervals: [5 * MINUTE],
    })
  })

  test('five distances, the newest', () => {
    const { intervals } = counted({ intervals: [1, 2, 3, 4, 6] }, {})
    expect(intervals).toEqual([2, 3, 4, 6, 5 * MINUTE])
  })

  test('no distance where it is the first', () => {
    expect(counted({ startedAt: '', intervals: [1] }, {}).intervals).toEqual([])
  })
})
