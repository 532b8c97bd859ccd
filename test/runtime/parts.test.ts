import { describe, expect, test } from 'vitest'
import { damageLog } from '../../runtime/damage-log.ts'
import { endingStore } from '../../runtime/ending-store.ts'
import { lateStore } from '../../runtime/late-store.ts'
import { Once } from '../../runtime/once.ts'
import { endingWithin } from '../../runtime/post-sweep.ts'
import { reporting } from '../../runtime/reporting.ts'
import { storeWithin } from '../../runtime/store-within.ts'
import { describeVantage, vantageName } from '../../runtime/vantage.ts'
import type { Agent, SweepOutcome } from '../../shared/agent/agent.ts'
import { DEFAULT_CONFIG } from '../../shared/config/default-config.ts'
import type { LogEntry } from '../../shared/ports/log.ts'
import type { ResultsStore } from '../../shared/ports/results-store.ts'
import { openSqliteStore } from '../../stores/sqlite/sqlite.ts'
import { reportAt } from '../shared/alerts/sweeps.ts'

const { signal } = new AbortController()

/** All methods of a store, of which each gives its name and what it was given. */
async function spy(): Promise<{ store: ResultsStore; names: readonly string[] }> {
  const real = openSqliteStore(':memory:')
  await real.close()
  const names = Object.keys(real)
  const made = names.map((name) => [name, async (...given: unknown[]) => [name, ...given]] as const)
  return { store: Object.fromEntries(made) as unknown as ResultsStore, names }
}

describe('what stands before a store', () => {
  const BEFORE: readonly [string, (store: ResultsStore) => ResultsStore][] = [
    ['lateStore()', (store) => lateStore(async () => store)],
    ['endingStore()', (store) => endingStore(store, signal)],
  ]
  test.for(BEFORE)('%s passes on every call, with all that it is given', async ([, before]) => {
    const { store, names } = await spy()
    expect(names.length).toBeGreaterThan(20)
    const passing = before(store) as unknown as Record<string, (...given: unknown[]) => unknown>
    for (const name of names.filter((one) => one !== 'close')) {
      const given = ['a', 'b', 'c', 'd'].slice(0, MOST[name] ?? 1)
      expect(await passing[name]?.(...given)).toEqual([name, ...given])
    }
  })

  test('what ends in time is not bounded any more', async () => {
    const { store } = await spy()
    const bounded = storeWithin(store)(60_000)
    expect(await bounded.store.latest('v', 'cli')).toEqual(['latest', 'v', 'cli'])
    bounded[Symbol.dispose]()
    expect(bounded.signal.aborted).toBe(false)
  })
})

/** Methods of a store that are given more than one thing, or none. */
const MOST: Readonly<Record<string, number>> = {
  ...{ vantages: 0, latest: 2, sweepsAfter: 3, history: 2, updateIncident: 2, transitions: 2 },
  ...{ dueOutbox: 3, settleOutbox: 2, acquireLease: 4, keepShard: 2, shardsOf: 2 },
}

describe('Once', () => {
  test('is made for the first who asks, and for nobody twice', async () => {
    let made = 0
    const once = new Once(async () => ++made)
    expect(await once.got()).toBeNull()
    expect(await Promise.all([once.get(), once.get()])).toEqual([1, 1])
    expect([await once.get(), await once.got()]).toEqual([1, 1])
  })

  test('after a failure it is made again, also for who asks while it fails', async () => {
    let made = 0
    const once = new Once(async () => {
      if (++made === 1) throw new Error('first')
      return made
    })
    const both = await Promise.allSettled([once.get(), once.get()])
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await once.got()).toBeNull()
    expect([await once.get(), await once.get()]).toEqual([2, 2])
  })
})

test('damage is told once, as a warning, until a thousand others were', () => {
  const logged: LogEntry[] = []
  const say = damageLog({ write: (entry) => void logged.push(entry) })
  say('0')
  say('0')
  expect(logged).toEqual([{ severity: 'warning', message: '0', fields: { problem: 'damaged' } }])
  for (let n = 0; n < 1000; n++) say(String(n))
  say('0')
  expect(logged).toHaveLength(1000)
  say('1000')
  say('0')
  expect(logged.slice(1000).map(({ message }) => message)).toEqual(['1000', '0'])
})

test.for([
  { call: 600_000, sweep: 240_000, ends: 240_000 },
  { call: 285_000, sweep: 240_000, ends: 240_000 },
  { call: 284_999, sweep: 240_000, ends: 239_999 },
  { call: 230_000, sweep: 240_000, ends: 185_000 },
  { call: 60_000, sweep: 240_000, ends: 30_000 },
  { call: 60_000, sweep: 20_000, ends: 20_000 },
])('a sweep of $sweep ms in a call of $call ms ends after $ends', ({ call, sweep, ends }) => {
  const limits = { ...DEFAULT_CONFIG.limits, sweep }
  const config = { ...DEFAULT_CONFIG, limits, schedule: 'x' }
  expect(endingWithin(config, call)).toEqual({ ...config, limits: { ...limits, sweep: ends } })
})

describe('reporting()', () => {
  const report = reportAt(0, { a: 'pass' })
  const done: SweepOutcome = { state: 'done', report, kept: 'stored', keptIn: 3 }

  async function told(outcome: SweepOutcome, kind: 'scheduled' | 'on-demand', telemetry = true) {
    const order: string[] = []
    const agent = {
      sweep: async () => outcome,
      status: async () => 'status',
    } as unknown as Agent
    const watched = reporting(agent, {
      log: { write: ({ fields }) => void order.push(`log ${fields?.['event']}`) },
      async during(work) {
        order.push('begin')
        const made = await work()
        order.push('end')
        return made
      },
      telemetry: telemetry
        ? async ({ id }) => {
            await new Promise((go) => setImmediate(go))
            order.push(`telemetry ${id === report.id}`)
          }
        : null,
    })
    expect(await watched.sweep(kind, signal)).toBe(outcome)
    expect(await watched.status()).toBe('status')
    return order
  }

  test('a sweep is over when its lines and its telemetry are out', async () => {
    expect(await told(done, 'scheduled')).toEqual(['begin', 'log sweep', 'telemetry true', 'end'])
    expect(await told(done, 'scheduled', false)).toEqual(['begin', 'log sweep', 'end'])
  })

  test('on demand there is no telemetry, and of one that was not made nothing is told', async () => {
    expect(await told(done, 'on-demand')).toEqual(['begin', 'log sweep', 'end'])
    const skipped: SweepOutcome = { state: 'skipped', reason: 'x' }
    expect(await told(skipped, 'scheduled')).toEqual(['begin', 'end'])
    expect(await told({ state: 'made', report }, 'scheduled')).toEqual(['begin', 'end'])
  })
})

test('the vantage is told with what its platform says, and what the host shows', () => {
  const platform = { cloud: 'gcp', region: 'r', app: 'a', facts: { service: 's' } } as const
  const made = describeVantage('prod', platform, ['10.0.0.4'], ['100.64.0.0/10'])
  expect(made).toEqual({
    ...{ name: 'prod', ...platform, resolvers: ['10.0.0.4'], privateRanges: ['100.64.0.0/10'] },
    ...{ addresses: expect.any(Array), node: process.versions.node },
    os: expect.stringMatching(/^\S+ \S+ \S+$/),
  })
  expect(made.addresses).not.toContain('127.0.0.1')
  expect(vantageName('named')).toBe('named')
  expect(vantageName(null)).not.toBe('')
})
