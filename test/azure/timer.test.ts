import { expect, test } from 'vitest'
import { sweepByTimer } from '../../azure/timer.ts'
import type { Trigger } from '../../shared/agent/agent.ts'
import type { LogEntry } from '../../shared/ports/log.ts'
import type { VantageEntry } from '../../shared/ports/store-entries.ts'
import { StoreError } from '../../shared/ports/store-error.ts'

const SCHEDULE = '0 */5 * * * *'

interface Case {
  readonly now: string
  readonly isPastDue: boolean
  /** Start of the newest scheduled sweep; undefined: the store is out of reach. */
  readonly newest?: string | null
  readonly ending?: true
}

/** The facts of the sweep, or what the log said of one that was left out. */
async function outcomeOf({ now, isPastDue, newest, ending }: Case): Promise<unknown> {
  const swept: unknown[] = []
  const logged: LogEntry[] = []
  const stopping = ending ? AbortSignal.abort() : new AbortController().signal
  await sweepByTimer({
    agent: {
      sweep: async (...given) => {
        swept.push(given)
        return { state: 'skipped', reason: 'a test' }
      },
    },
    store: { vantages: async () => vantages(newest) },
    vantage: 'here',
    schedule: SCHEDULE,
    log: { write: (entry) => void logged.push(entry) },
    date: () => new Date(now),
    stopping,
  })({ isPastDue })
  const [first, ...more] = swept as [string, AbortSignal, Trigger][]
  expect(swept.length + logged.length).toBe(1)
  if (first === undefined)
    return logged.map(({ severity, message }) => `${severity}: ${message}`)[0]
  expect([first[1], more]).toEqual([stopping, []])
  return { kind: first[0], ...first[2] }
}

function vantages(newest: string | null | undefined): readonly VantageEntry[] {
  if (newest === undefined) throw new StoreError('away', { problem: 'unreachable' })
  if (newest === null) return []
  // A check on demand is no sweep of the schedule.
  const demanded = { id: 'd', startedAt: '2026-11-22T08:00:59Z' }
  return [
    { name: 'elsewhere', newest: demanded, scheduled: demanded },
    { name: 'here', newest: demanded, scheduled: { id: 'r', startedAt: newest } },
  ]
}

const late = { kind: 'scheduled', facts: { timer: 'past due' } }
const cases = [
  ['in time', { now: '2026-11-22T08:05:00.020Z', isPastDue: false }, { ...late, facts: {} }],
  [
    'past due, the last long ago',
    { now: '2026-11-22T08:01:00Z', isPastDue: true, newest: '2026-11-22T06:00:00Z' },
    late,
  ],
  ['past due, none before', { now: '2026-11-22T08:01:00Z', isPastDue: true, newest: null }, late],
  ['past due, the store away', { now: '2026-11-22T08:01:00Z', isPastDue: true }, late],
  [
    'past due, shortly after another sweep',
    { now: '2026-11-22T08:01:00Z', isPastDue: true, newest: '2026-11-22T08:00:00Z' },
    'info: A run past due was skipped: the last sweep started 60 s ago',
  ],
  [
    'past due, half an interval from both sides',
    { now: '2026-11-22T08:02:30Z', isPastDue: true, newest: '2026-11-22T08:00:00Z' },
    late,
  ],
  [
    'past due, not quite half an interval after another sweep',
    { now: '2026-11-22T08:02:29.400Z', isPastDue: true, newest: '2026-11-22T08:00:00Z' },
    'info: A run past due was skipped: the last sweep started 149 s ago',
  ],
  [
    'past due, not quite half an interval before the next one',
    { now: '2026-11-22T08:02:30.600Z', isPastDue: true, newest: null },
    'info: A run past due was skipped: the next one is due in 149 s',
  ],
  [
    'past due, shortly before the next one',
    { now: '2026-11-22T08:04:50Z', isPastDue: true, newest: null },
    'info: A run past due was skipped: the next one is due in 10 s',
  ],
  [
    'the host about to end',
    { now: '2026-11-22T08:05:00Z', isPastDue: false, ending: true },
    'info: A run was skipped: the host is about to stop',
  ],
] as const

test.for(cases)('%s', async ([, given, outcome]) => {
  expect(await outcomeOf(given)).toEqual(outcome)
})
