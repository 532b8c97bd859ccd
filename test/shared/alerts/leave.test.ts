import { expect, test } from 'vitest'
import { leave } from '../../../shared/alerts/leave.ts'
import type { Scene } from '../../../shared/alerts/open-incidents.ts'
import { NO_STATE, type TargetState } from '../../../shared/alerts/state.ts'
import { readSweep } from '../../../shared/alerts/sweep.ts'
import type { Incident } from '../../../shared/model/incident.ts'
import { anIncident } from './an-incident.ts'
import { POLICY, reportAt, time } from './sweeps.ts'

const AT = 60
const HOUR = 3_600_000
const END = new Date(Date.parse(time(AT)) + 10_000).toISOString()
/** An hour before the end of the sweep. */
const AN_HOUR_AGO = new Date(Date.parse(END) - HOUR).toISOString()

function target(good: number, badAt: string | null = time(1)): TargetState {
  return { verdict: good > 0 ? 'pass' : 'fail', bad: good > 0 ? 0 : 1, good, badAt }
}

/** What is left of an incident after a sweep that saw the targets of `known` and nothing else. */
function after(
  incident: Partial<Incident>,
  known: Readonly<Record<string, TargetState>>,
  home: Readonly<Record<string, string>> = {},
): unknown {
  const report = reportAt(AT, Object.fromEntries(Object.keys(known).map((id) => [id, 'pass'])))
  const policy = { ...POLICY, closeAfter: 2, flapping: { times: 3, within: HOUR } }
  const scene: Scene = {
    sweep: readSweep(report, policy.opens),
    state: { ...NO_STATE, targets: known },
    policy,
    changes: new Map(),
  }
  const given = anIncident(incident)
  const { state, targets, into, closedAt, log } = leave(given, new Map(Object.entries(home)), scene)
  return {
    state,
    targets,
    into,
    closedAt,
    why: log.map(({ what, reason }) => `${what}: ${reason}`),
  }
}

const OPEN = { state: 'open', into: null, closedAt: null }
const CLOSED = { state: 'closed', into: null, closedAt: END }
const GOOD = 'recovered: good in 2 sweeps in a row (closeAfter)'

test.for<[string, unknown, unknown]>([
  [
    'one good sweep of two',
    after({ targets: ['a'] }, { a: target(1) }),
    { ...OPEN, targets: ['a'], why: [] },
  ],
  [
    'as many good sweeps as it takes',
    after({ targets: ['a'] }, { a: target(2) }),
    { ...CLOSED, targets: ['a'], why: [`closed: a ${GOOD}`] },
  ],
  [
    'one of two targets is good',
    after({ targets: ['a', 'b'] }, { a: target(2), b: target(0) }),
    { ...OPEN, targets: ['b'], why: [`shrank: a ${GOOD}`] },
  ],
  [
    'one is good, one is gone',
    after({ targets: ['a', 'b'] }, { a: target(2) }),
    {
      ...CLOSED,
      targets: ['a', 'b'],
      why: [`closed: a ${GOOD}; b no longer in the configuration`],
    },
  ],
  [
    'it comes and goes, and the last bad sweep is just within the time',
    after(
      { targets: ['a'], flapping: true },
      { a: target(9, new Date(Date.parse(AN_HOUR_AGO) + 1).toISOString()) },
    ),
    { ...OPEN, targets: ['a'], why: [] },
  ],
  [
    'it comes and goes, and the last bad sweep is as old as the time',
    after({ targets: ['a'], flapping: true }, { a: target(9, AN_HOUR_AGO) }),
    { ...CLOSED, targets: ['a'], why: [`closed: a ${GOOD}`] },
  ],
  [
    'it comes and goes, and no bad sweep is known',
    after({ targets: ['a'], flapping: true }, { a: target(2, null) }),
    { ...CLOSED, targets: ['a'], why: [`closed: a ${GOOD}`] },
  ],
  [
    'it comes and goes, and is good once',
    after({ targets: ['a'], flapping: true }, { a: target(1, null) }),
    { ...OPEN, targets: ['a'], why: [] },
  ],
  [
    'it does not come and go',
    after({ targets: ['a'] }, { a: target(2, time(59)) }),
    { ...CLOSED, targets: ['a'], why: [`closed: a ${GOOD}`] },
  ],
  [
    'its targets are in it by their cause',
    after({ targets: ['a'] }, { a: target(0) }, { a: 'i1' }),
    { ...OPEN, targets: ['a'], why: [] },
  ],
  [
    'all of its targets moved, most to the second',
    after(
      { targets: ['a', 'b', 'c'] },
      { a: target(0), b: target(0), c: target(0) },
      { a: 'i2', b: 'i3', c: 'i3' },
    ),
    {
      ...{ ...CLOSED, into: 'i3', targets: ['a', 'b', 'c'] },
      why: [
        'closed: a moved to incident i2: the cause is another now; b, c moved to incident i3: the cause is another now',
      ],
    },
  ],
  [
    'one moved, the other recovered',
    after({ targets: ['a', 'b'] }, { a: target(0), b: target(2) }, { a: 'i2' }),
    {
      ...{ ...CLOSED, targets: ['a', 'b'] },
      why: [`closed: b ${GOOD}; a moved to incident i2: the cause is another now`],
    },
  ],
  [
    'one moved, the other is gone',
    after({ targets: ['a', 'b', 'c'] }, { a: target(0) }, { a: 'i2' }),
    {
      ...{ ...CLOSED, into: 'i2', targets: ['a', 'b', 'c'] },
      why: [
        'closed: b, c no longer in the configuration; a moved to incident i2: the cause is another now',
      ],
    },
  ],
  [
    'a warning is left of one',
    after({ targets: ['a', 'b'] }, { a: { ...target(2), verdict: 'warn' }, b: target(2) }),
    {
      ...{ ...CLOSED, targets: ['a', 'b'] },
      why: [
        `closed: b ${GOOD}; a did not fail in 2 sweeps in a row (closeAfter): a warning is left`,
      ],
    },
  ],
  [
    'one moved, the other stays',
    after({ targets: ['a', 'b'] }, { a: target(0), b: target(0) }, { a: 'i2' }),
    {
      ...{ ...OPEN, targets: ['b'] },
      why: ['shrank: a moved to incident i2: the cause is another now'],
    },
  ],
])('%s', ([, made, expected]) => {
  expect(made).toEqual(expected)
})
