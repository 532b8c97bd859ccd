import { expect, test } from 'vitest'
import { keepSweeping } from '../../cli/serve/scheduler.ts'
import type { SweepOutcome } from '../../shared/agent/agent.ts'
import type { Report } from '../../shared/model/report.ts'
import type { LogEntry } from '../../shared/ports/log.ts'
import { reportAt } from '../shared/alerts/sweeps.ts'

const SKIPPED: SweepOutcome = { state: 'skipped', reason: 'of the test' }
const REPORT = reportAt(0, { a: 'pass' })
const DONE: SweepOutcome = { state: 'done', report: REPORT, kept: 'stored', keptIn: 3 }

/** A schedule from 06:49:23 on; `sweep` is given which sweep it is, from 1 on. */
function scheduled(sweep: (count: number, at: Scheduled) => Promise<SweepOutcome>) {
  let now = Date.parse('2026-11-22T06:49:23Z')
  const [end, next] = [new AbortController(), new AbortController()]
  const swept: string[] = []
  const slept: number[] = []
  const logged: LogEntry[] = []
  const shown: Report[] = []
  const at = {
    ...{ end, next, swept, slept, logged, shown },
    signals: [] as AbortSignal[],
    pass(ms: number) {
      now += ms
    },
    run: (schedule: string, toPerson = false) =>
      keepSweeping({
        agent: {
          sweep(_kind, signal) {
            at.signals.push(signal)
            swept.push(new Date(now).toISOString().slice(11, 19))
            return sweep(swept.length, at)
          },
        },
        schedule,
        date: () => new Date(now),
        sleep: (ms) => {
          slept.push(ms)
          now += ms
          if (slept.length === 400) end.abort()
          return Promise.resolve()
        },
        log: { write: (entry) => void logged.push(entry) },
        ...(toPerson && { show: (report) => void shown.push(report) }),
        signal: end.signal,
        superseded: next.signal,
      }),
  }
  return at
}

interface Scheduled {
  readonly end: AbortController
  readonly next: AbortController
  readonly pass: (ms: number) => void
}

test('at once, and then when it comes; what comes during a sweep is passed over; a fault ends nothing', async () => {
  const at = scheduled((count, { end, pass }) => {
    if (count === 2) pass(6 * 60_000)
    if (count === 4) end.abort()
    return count === 1 ? Promise.reject(new Error('broken')) : Promise.resolve(SKIPPED)
  })
  await at.run('0 */5 * * * *')
  expect(at.swept).toEqual(['06:49:23', '06:50:00', '07:00:00', '07:05:00'])
  // Of a sweep that was skipped the agent has told.
  expect(at.logged).toMatchObject([{ severity: 'error' }])
  expect(at.logged[0]?.message).toMatch(/^A sweep failed: Error: broken\n +at /)
})

test('another configuration ends the wait for the next sweep, and no sweep under way', async () => {
  const at = scheduled(async (count, { next }) => {
    if (count === 2) next.abort()
    return SKIPPED
  })
  await at.run('0 */5 * * * *')
  expect(at.swept).toEqual(['06:49:23', '06:50:00'])
  expect(at.signals[1]?.aborted).toBe(false)
  expect(at.slept).toEqual([30_000, 7_000])
})

test('the end ends the sweep under way, too, and waits for nothing', async () => {
  const at = scheduled(async (_, { end }) => {
    end.abort()
    return SKIPPED
  })
  await at.run('0 */5 * * * *')
  expect(at.signals.map(({ aborted }) => aborted)).toEqual([true])
  expect(at.slept).toEqual([])
})

test('a schedule that never occurs again is told, and waited for without a sweep', async () => {
  const at = scheduled(async () => SKIPPED)
  await at.run('0 0 0 30 2 *')
  expect(at.swept).toHaveLength(1)
  expect(new Set(at.slept)).toEqual(new Set([30_000]))
  expect(at.logged).toEqual([{ severity: 'warning', message: '0 0 0 30 2 * never occurs again' }])
})

test.for([
  { toPerson: true, logged: 0, shown: [REPORT.id] },
  { toPerson: false, logged: 1, shown: [] },
])('a report is told to a person or to the log: $toPerson', async ({ toPerson, logged, shown }) => {
  const at = scheduled(async (_, { end }) => {
    end.abort()
    return DONE
  })
  await at.run('0 */5 * * * *', toPerson)
  const sweeps = at.logged.filter(({ fields }) => fields?.['event'] === 'sweep')
  expect(sweeps).toHaveLength(logged)
  expect(at.shown.map(({ id }) => id)).toEqual(shown)
})
