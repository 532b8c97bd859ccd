import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Evidence } from '../../../shared/model/evidence.ts'
import type { Incident } from '../../../shared/model/incident.ts'
import type { Report } from '../../../shared/model/report.ts'
import type { Target } from '../../../shared/model/target.ts'
import { alertPolicy } from '../../../shared/notify/policy.ts'
import { evidenceAt } from '../../../shared/report/whole.ts'
import { failingStore } from '../../fixtures/failing-store.ts'
import { START, step } from '../alerts/sweeps.ts'
import { ALERTS, evidence, HEALTHY, MINUTE, network, ORDERS, type World, world } from './world.ts'

const never = new AbortController().signal

/** The second target is checked every four minutes, in sweeps of one a minute. */
const TARGETS: readonly Target[] = network(true).map(({ seen: { target } }) =>
  target.id === ORDERS ? { ...target, interval: 4 * MINUTE } : target,
)

/** With what it measured, target by target, sweep by sweep. */
function probing(at: World, targets = TARGETS) {
  const measured: string[] = []
  const agent = at.agent({
    targets,
    nextSweep: (after) => new Date((Math.floor(after.getTime() / MINUTE) + 1) * MINUTE),
    measure: async (some): Promise<Evidence> => {
      measured.push(some.map(({ id }) => (id === ORDERS ? 'orders' : 'www')).join('+'))
      const seen = network(at.working).flatMap((one) => {
        const target = some.find(({ id }) => id === one.seen.target.id)
        return target === undefined ? [] : [{ ...one, seen: { ...one.seen, target } }]
      })
      return evidence(seen, at.clock.date())
    },
  })
  const sweep = async (kind: Report['kind'] = 'scheduled') => {
    const outcome = await agent.sweep(kind, never)
    at.clock.pass(MINUTE)
    return outcome.state === 'done' ? outcome.report : null
  }
  return { agent, measured, sweep }
}

function ordersIn(report: Report | null) {
  return report?.results.find(({ target }) => target.id === ORDERS)
}

describe('sweep() of a target with an interval', () => {
  test('checks it when it is due, and carries its pass in between', async () => {
    using at = world()
    const { sweep, measured } = probing(at)
    const reports = [await sweep(), await sweep(), await sweep(), await sweep(), await sweep()]
    expect(measured).toEqual(['www+orders', 'www', 'www', 'www', 'www+orders'])
    const [first, second] = reports
    expect(ordersIn(second ?? null)).toMatchObject({
      verdict: 'pass',
      checkedAt: first?.startedAt,
      evidenceIn: first?.id,
      observations: [],
    })
    expect(second?.results.map((r) => r.target.id)).toEqual([HEALTHY, ORDERS])
    expect(second?.summary.pass).toBe(2)
    expect(reports[4]?.results.every(({ checkedAt }) => checkedAt === undefined)).toBe(true)
    const history = await at.store.history(ORDERS, { limit: 9 })
    expect(history.map(({ report }) => report)).toEqual([reports[4]?.id, first?.id])
    const shown = await evidenceAt(at.store, reports[3]?.id ?? '', ORDERS)
    expect(shown?.observedIn.id).toBe(first?.id)
    expect(shown?.result.observations).toHaveLength(5)
  })

  test('finds what broke at its next time, never before, and says since when', async () => {
    using at = world()
    const { sweep, measured } = probing(at)
    const first = await sweep()
    at.working = false
    for (let n = 0; n < 3; n++) expect(ordersIn(await sweep())?.verdict).toBe('pass')
    expect(ordersIn(await sweep())?.verdict).toBe('fail')
    await sweep()
    const [open] = await at.store.incidents({ state: 'open', limit: 9 })
    expect(open).toMatchObject({ code: 'tcp-dropped', targets: [ORDERS] })
    expect(open?.changed?.from).toBe(first?.startedAt)
    // From the first failure on it is due in each sweep, until the incident is closed.
    at.working = true
    for (let n = 0; n < 3; n++) await sweep()
    expect(await at.store.incidents({ state: 'open', limit: 9 })).toEqual([])
    expect(measured.slice(4)).toEqual([...Array(4).fill('www+orders'), 'www'])
  })

  test('checks all on demand, and when a sweep is missing', async () => {
    using at = world()
    const { sweep, measured } = probing(at)
    await sweep()
    await sweep('on-demand')
    at.clock.pass(MINUTE)
    await sweep()
    expect(measured).toEqual(['www+orders', 'www+orders', 'www+orders'])
  })

  test('checks at once what a check on demand found failing, though the sweep before passed', async () => {
    using at = world()
    const { sweep, measured } = probing(at)
    await sweep()
    at.clock.pass(-MINUTE / 2)
    at.working = false
    await sweep('on-demand')
    at.working = true
    at.clock.pass(-MINUTE / 2)
    await sweep()
    await sweep()
    // A sweep that passes makes up for it.
    expect(measured).toEqual(['www+orders', 'www+orders', 'www+orders', 'www'])
  })

  test('an incident that is over, or of another vantage, makes nothing due', async () => {
    using at = world()
    const { sweep, measured } = probing(at)
    at.working = false
    for (let n = 0; n < 3; n++) await sweep()
    at.working = true
    for (let n = 0; n < 3; n++) await sweep()
    const [own] = await at.store.incidents({ limit: 9 })
    expect(own?.state).toBe('closed')
    await at.store.commitAlerts({
      ...{ vantage: 'other', expected: null, state: {}, transitions: [], notifications: [] },
      through: { id: 'r', startedAt: '2026-11-22T00:00:00.000Z' },
      incidents: [{ ...(own as Incident), id: 'theirs', vantage: 'other', state: 'open' }],
    })
    await sweep()
    expect(measured.at(-1)).toBe('www')
  })

  test('checks all when the store cannot say, and while reports wait for it', async () => {
    using at = world()
    await probing(at).sweep()
    const down = probing(at)
    const broken = at.agent({
      targets: TARGETS,
      store: failingStore(at.store, () => 'before'),
      nextSweep: (after) => new Date(after.getTime() + MINUTE),
    })
    const outcome = await broken.sweep('scheduled', never)
    expect(outcome.state === 'done' && outcome.kept).toBe('spooled')
    await down.sweep()
    expect(down.measured).toEqual(['www+orders'])
  })

  test('a new process goes on where the last one was', async () => {
    using at = world()
    await probing(at).sweep()
    const { sweep, measured } = probing(at)
    await sweep()
    expect(measured).toEqual(['www'])
  })

  test('with nothing due, nothing is measured, and the report says what it carries', async () => {
    using at = world()
    const resting = TARGETS.map((target) => ({ ...target, interval: 4 * MINUTE }))
    const { sweep, measured } = probing(at, resting)
    const first = await sweep()
    const report = await sweep()
    expect(measured).toEqual(['www+orders', ''])
    expect(report?.results.map(({ checkedAt }) => checkedAt)).toEqual(
      Array(2).fill('2026-11-22T00:00:00.000Z'),
    )
    expect(report?.capabilities).toEqual(first?.capabilities)
    expect(report?.causes).toEqual([])
  })

  test('more than one instance can measure are all measured, by many', async () => {
    using at = world()
    const agent = at.agent({
      targets: TARGETS,
      nextSweep: (after) => new Date(after.getTime() + MINUTE),
      mostAlone: 0,
    })
    for (let n = 0; n < 2; n++) {
      const outcome = await agent.sweep('scheduled', never)
      const report = outcome.state === 'done' ? outcome.report : null
      expect(report?.results.some(({ checkedAt }) => checkedAt !== undefined)).toBe(false)
      at.clock.pass(MINUTE)
    }
  })
})

test('incidents are those of the checks that took place, whatever comes and goes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.boolean(), { minLength: 4, maxLength: 16 }), async (truth) => {
      using at = world()
      const { sweep } = probing(at)
      const reports: Report[] = []
      for (const working of truth) {
        at.working = working
        const report = await sweep()
        if (report !== null) reports.push(report)
      }
      const checked = reports.flatMap(({ results, ...rest }) => {
        const own = results.filter(({ target, checkedAt }) => target.id === ORDERS && !checkedAt)
        return own.length === 0 ? [] : [{ ...rest, results: own }]
      })
      const expected = checked.reduce(
        (run, one) => step(run, one, alertPolicy(ALERTS, null)),
        START,
      )
      const brief = ({ code, subject, openedAt, closedAt }: (typeof all)[number]) =>
        [code, subject, openedAt, closedAt].join(' ')
      const all = await at.store.incidents({ limit: 99 })
      expect(all.map(brief).sort()).toEqual([...expected.incidents.values()].map(brief).sort())
    }),
    { numRuns: 12 },
  )
}, 60_000)
