import { describe, expect, test } from 'vitest'
import { evidenceAt } from '../../../shared/report/whole.ts'
import { failingStore } from '../../fixtures/failing-store.ts'
import { VANTAGE } from '../report/sample-place.ts'
import { stored, sweeps } from './sweeps.ts'
import { evidence, HEALTHY, MINUTE, network, ORDERS, world } from './world.ts'

const never = new AbortController().signal

describe('sweep()', () => {
  test('stores a report, brief where nothing changed, and gives back the whole one', async () => {
    using at = world()
    const agent = at.agent()
    await sweeps(at, agent, 2)
    const outcome = await agent.sweep('scheduled', never)
    const report = outcome.state === 'done' ? outcome.report : null
    expect(report?.results.map((r) => r.evidenceIn)).toEqual([null, null])
    const latest = await at.store.latest()
    expect(latest?.id).toBe(report?.id)
    const [first] = await at.store.sweepsAfter('prod-japaneast', null, 1)
    expect(latest?.results.map((r) => r.evidenceIn)).toEqual([first?.id, first?.id])
    const shown = await evidenceAt(at.store, latest?.id ?? '', HEALTHY)
    expect(shown?.result.observations).toHaveLength(5)
  })

  test('says what the host used in this sweep: its resolvers, and facts of this sweep alone', async () => {
    using at = world()
    const agent = at.agent({
      vantage: { ...VANTAGE, facts: { own: '1', timer: 'in time' } },
      measure: async () => ({
        ...evidence(network(true), at.clock.date()),
        systemResolvers: ['10.9.9.9:53'],
      }),
    })
    const late = await agent.sweep('scheduled', never, { facts: { timer: 'past due' } })
    expect(late.state === 'done' && late.report.vantage).toMatchObject({
      ...{ resolvers: ['10.9.9.9:53'], facts: { own: '1', timer: 'past due' } },
    })
    const next = await agent.sweep('scheduled', never)
    expect(next.state === 'done' && next.report.vantage.facts).toEqual({
      ...{ own: '1', timer: 'in time' },
    })
  })

  test('a new process compacts against what the store has', async () => {
    using at = world()
    await sweeps(at, at.agent(), 2)
    await sweeps(at, at.agent(), 1)
    const [first] = await at.store.sweepsAfter('prod-japaneast', null, 1)
    expect((await at.store.latest())?.results[0]?.evidenceIn).toBe(first?.id)
  })

  test('opens an incident, tells of it once, closes it and tells that', async () => {
    using at = world()
    const agent = at.agent()
    await sweeps(at, agent, 2)
    at.working = false
    await sweeps(at, agent, 4)
    const [open] = await at.store.incidents({ state: 'open', limit: 9 })
    expect(open).toMatchObject({ code: 'tcp-dropped', targets: [ORDERS] })
    const [, good, bad] = await at.store.sweepsAfter('prod-japaneast', null, 3)
    const changed = { from: good?.startedAt, to: bad?.startedAt, lines: [], parts: [] }
    expect(open?.changed).toEqual(changed)
    at.working = true
    await sweeps(at, agent, 3)
    expect(await at.store.incidents({ state: 'open', limit: 9 })).toEqual([])
    expect(at.sent).toHaveLength(2)
    const transitions = await at.store.transitions(ORDERS, { limit: 9 })
    expect(transitions.map((t) => `${t.from} ${t.to}`)).toEqual([
      'fail pass',
      'pass fail',
      'null pass',
    ])
    expect(at.log.filter((l) => l.fields?.['event'] === 'transition')).toHaveLength(4)
  })

  test('on demand it is stored and moves no alerts', async () => {
    using at = world()
    at.working = false
    for (let n = 0; n < 4; n++) {
      await at.agent().sweep('on-demand', never)
      at.clock.pass(MINUTE)
    }
    expect(await at.store.alertState('prod-japaneast')).toBeNull()
    expect(await at.store.latest()).toMatchObject({ kind: 'on-demand' })
  })

  test('ends early by its signal, and stores what is there', async () => {
    using at = world()
    const stop = new AbortController()
    const agent = at.agent({
      measure: async (_, { signal }) => {
        stop.abort()
        expect(signal.aborted).toBe(true)
        const seen = evidence(network(true), at.clock.date())
        const [first, ...rest] = seen.targets
        const missed = rest.map((t) => ({ ...t, ending: 'not-started', observations: [] }) as const)
        return { ...seen, targets: first === undefined ? [] : [first, ...missed] }
      },
    })
    expect(await agent.sweep('scheduled', stop.signal)).toMatchObject({ kept: 'stored' })
    expect((await at.store.latest())?.results.map((r) => r.ending)).toEqual(['done', 'not-started'])
  })

  test('prunes at the first sweep of a day', async () => {
    using at = world()
    const agent = at.agent({ retentionMs: 24 * 60 * MINUTE })
    await sweeps(at, agent, 2)
    at.clock.pass(5 * 24 * 60 * MINUTE)
    await sweeps(at, agent, 1)
    expect(await stored(at)).toEqual(['00:02'])
  })

  test('prunes once a day, at its first sweep, and never without a retention', async () => {
    using at = world()
    const pruned: string[] = []
    const store = new Proxy(at.store, {
      get(target, name) {
        if (name === 'prune') pruned.push(at.clock.date().toISOString().slice(0, 16))
        return Reflect.get(target, name, target)
      },
    })
    const agent = at.agent({ store, retentionMs: 24 * 60 * MINUTE })
    await sweeps(at, agent, 3)
    at.clock.pass(24 * 60 * MINUTE - 4 * MINUTE)
    await sweeps(at, agent, 3)
    expect(pruned).toEqual(['2026-11-22T00:00', '2026-11-23T00:00'])
    at.clock.pass(24 * 60 * MINUTE)
    await sweeps(at, at.agent({ store, retentionMs: null }), 1)
    expect(pruned).toHaveLength(2)
  })
})

describe('two sweeps of one vantage', () => {
  test('in two processes: the second is skipped while the first is under way', async () => {
    using at = world()
    const inner: unknown[] = []
    const agent = at.agent({
      measure: async () => {
        inner.push(await at.agent().sweep('scheduled', never))
        return evidence(network(true), at.clock.date())
      },
    })
    expect(await agent.sweep('scheduled', never)).toMatchObject({ state: 'done' })
    expect(inner).toEqual([{ state: 'skipped', reason: 'another sweep holds the lease' }])
    expect(await at.agent().sweep('scheduled', never)).toMatchObject({ state: 'done' })
  })

  test('in one process: likewise, even when the store is out of reach', async () => {
    using at = world()
    const inner: unknown[] = []
    const agent = at.agent({
      store: failingStore(at.store, () => 'before'),
      measure: async () => {
        inner.push(await agent.sweep('scheduled', never))
        return evidence(network(true), at.clock.date())
      },
    })
    await agent.sweep('scheduled', never)
    expect(inner).toEqual([{ state: 'skipped', reason: 'this process is in a sweep' }])
  })

  test('a lease whose holder died is taken over when it ends', async () => {
    using at = world()
    await at.store.acquireLease('prod-japaneast', 'dead', 10 * MINUTE, at.clock.date())
    expect(await sweeps(at, at.agent(), 11)).toEqual([...Array(10).fill('skipped'), 'stored'])
  })

  test('a bug of the measuring gives the lease back', async () => {
    using at = world()
    const bug = async () => Promise.reject(new TypeError('x is not a function'))
    await expect(at.agent({ measure: bug }).sweep('scheduled', never)).rejects.toThrow(TypeError)
    expect(await sweeps(at, at.agent(), 1)).toEqual(['stored'])
  })
})

describe('check()', () => {
  test('measures some targets, and stores a whole report that moves no alerts', async () => {
    using at = world()
    await sweeps(at, at.agent(), 1)
    const targets = network(true).map((c) => c.seen.target)
    const { report, kept } = await at.agent().check(targets.slice(0, 1), never)
    expect(kept).toBe('stored')
    expect(report).toMatchObject({ kind: 'on-demand', summary: { pass: 1 } })
    expect(report.capabilities.map((c) => c.id)).toEqual(['deploy'])
  })

  test('waits 15 s for its store, as somebody waits for the answer', async () => {
    using at = world()
    const bounds: number[] = []
    const within = (ms: number) => {
      bounds.push(ms)
      return { store: at.store, signal: never, [Symbol.dispose]() {} }
    }
    await at.agent({ within }).check(
      network(true).map((c) => c.seen.target),
      never,
    )
    expect(bounds).toEqual([15_000])
  })

  test('goes on while a sweep is under way', async () => {
    using at = world()
    const inner: string[] = []
    const agent = at.agent({
      measure: async (targets) => {
        const seen = evidence(network(true), at.clock.date())
        if (targets.length === 1) return { ...seen, targets: seen.targets.slice(0, 1) }
        at.clock.pass(1)
        inner.push((await agent.check(targets.slice(0, 1), never)).kept)
        return seen
      },
    })
    await agent.sweep('scheduled', never)
    expect(inner).toEqual(['stored'])
  })
})
