import { describe, expect, test } from 'vitest'
import { EMPTY_BOOK } from '../../../shared/address/book.ts'
import type { AgentDeps } from '../../../shared/agent/deps.ts'
import type { ResultsStore } from '../../../shared/ports/results-store.ts'
import { rowsStore } from '../../../stores/rows/store.ts'
import { memoryRows } from '../../fixtures/memory-rows.ts'
import { knownNetwork } from '../judge/known-network.ts'
import { sweeps } from './sweeps.ts'
import { evidence, MINUTE, network, type World, world } from './world.ts'

const never = new AbortController().signal
const NAME = 'prod-japaneast'

/** With a store in memory. */
function place(): World {
  return world(undefined, rowsStore(memoryRows().open()))
}

/** A store that is bounded by a signal, and notes for how long each part of a sweep was to have it. */
function bounded(at: World, signal: AbortSignal, over: Partial<ResultsStore> = {}) {
  const bounds: number[] = []
  const within: AgentDeps['within'] = (ms) => {
    bounds.push(ms)
    return { store: { ...at.store, ...over }, signal, [Symbol.dispose]() {} }
  }
  return { within, bounds }
}

describe('status()', () => {
  test('tells the last sweep, and whether one is under way', async () => {
    using at = place()
    const during: unknown[] = []
    const agent = at.agent({
      measure: async () => {
        during.push(await agent.status())
        return evidence(network(true), at.clock.date())
      },
    })
    expect(await agent.status()).toEqual({
      ...{ vantage: NAME, sweeping: false, last: null, spooled: [] },
    })
    const outcome = await agent.sweep('scheduled', never)
    const report = outcome.state === 'done' ? outcome.report : null
    expect(during).toMatchObject([{ sweeping: true, last: null }])
    expect(await agent.status()).toEqual({
      ...{ vantage: NAME, sweeping: false, spooled: [] },
      last: {
        ...{ id: report?.id, startedAt: report?.startedAt, kept: 'stored', report },
        postSweepMs: 0,
      },
    })
  })
})

describe('sweep()', () => {
  test('asks the store for the lease, what follows and the lease again, each for its time', async () => {
    using at = place()
    const { within, bounds } = bounded(at, never)
    let loads = 0
    await at.agent({ within, load: () => void loads++ }).sweep('scheduled', never)
    expect(bounds).toEqual([10_000, MINUTE, 10_000])
    expect(loads).toBe(1)
  })

  test.for([
    { ms: 10_000, lines: [] },
    {
      ms: 10_060,
      lines: [
        {
          severity: 'warning',
          message:
            'The store is slow: keeping the report took 10.1 s, and all that follows a sweep 10.1 s',
          fields: { event: 'store-slow', vantage: NAME, keptIn: 10_060, postSweepMs: 10_060 },
        },
      ],
    },
  ])('says that the store is slow, after $ms ms or not', async ({ ms, lines }) => {
    using at = place()
    const append: ResultsStore['append'] = async (report) => {
      at.clock.pass(ms)
      return await at.store.append(report)
    }
    const agent = at.agent({ store: { ...at.store, append } })
    const outcome = await agent.sweep('scheduled', never)
    expect(outcome).toMatchObject({ state: 'done', keptIn: ms })
    expect(at.log.filter(({ fields }) => fields?.['event'] === 'store-slow')).toEqual(lines)
  })

  test('derives and tells nothing when the time for it is over', async () => {
    using at = place()
    at.working = false
    const { within } = bounded(at, AbortSignal.abort())
    await sweeps(at, at.agent({ within }), 2)
    expect(await at.store.alertState(NAME)).toBeNull()
    expect((await at.store.latest())?.kind).toBe('scheduled')
  })

  test.for(['its own end', 'the end of its time'])('sends nothing more after %s', async (which) => {
    using at = place()
    at.working = false
    await sweeps(at, at.agent(), 1)
    const end = new AbortController()
    const commitAlerts: ResultsStore['commitAlerts'] = async (commit) => {
      const outcome = await at.store.commitAlerts(commit)
      end.abort()
      return outcome
    }
    const own = which === 'its own end' ? end.signal : never
    const { within } = bounded(at, own === never ? end.signal : never, { commitAlerts })
    const agent = at.agent({ within, store: { ...at.store, commitAlerts } })
    await agent.sweep('scheduled', own)
    expect(await at.store.outboxDepth()).toEqual({ due: 1, dead: 0 })
    expect(at.sent).toEqual([])
  })

  test('that was due and has been made is not made again, by this process or another', async () => {
    using at = place()
    const due = at.clock.date()
    await sweeps(at, at.agent(), 1)
    let measured = 0
    const inner: unknown[] = []
    const agent = at.agent({
      measure: async () => {
        measured++
        inner.push((await agent.sweep('scheduled', never, { due })).state)
        inner.push(await agent.sweep('scheduled', never, { due: at.clock.date() }))
        await at.agent().sweep('scheduled', never)
        return evidence(network(true), at.clock.date())
      },
    })
    expect(await agent.sweep('scheduled', never, { due })).toMatchObject({
      ...{ state: 'made', report: { startedAt: due.toISOString() } },
    })
    expect(measured).toBe(0)
    expect((await agent.sweep('scheduled', never, { due: at.clock.date() })).state).toBe('done')
    expect(inner).toEqual(['made', { state: 'skipped', reason: 'this process is in a sweep' }])
    expect(at.log).toContainEqual({
      ...{ severity: 'info', message: `No sweep of ${NAME}: another sweep holds the lease` },
    })
  })

  test('notes the facts of this sweep over those of the place', async () => {
    using at = place()
    const facts = { timer: 'past due', WEBSITE_VNET_ROUTE_ALL: '0' }
    const outcome = await at.agent().sweep('scheduled', never, { facts })
    expect(outcome).toMatchObject({ report: { vantage: { facts } } })
    const next = await at.agent().sweep('scheduled', never)
    expect(next).toMatchObject({ report: { vantage: { facts: { WEBSITE_VNET_ROUTE_ALL: '1' } } } })
  })

  test('is judged with the configuration of the network as it was read for it, if it was', async () => {
    using at = place()
    const rows = [{ type: 'microsoft.network/networksecuritygroups', id: '/x', name: 'x' }]
    const taken = (takenAt: string) => {
      const known = knownNetwork(rows, 'vnet/app')
      return { ...known, configuration: { ...known.configuration, takenAt } }
    }
    const knowledge = { book: EMPTY_BOOK, network: taken('2026-11-21T00:00:00.000Z') }
    const told = async (readNetwork: NonNullable<AgentDeps['readNetwork']>) => {
      const outcome = await at.agent({ knowledge, readNetwork }).sweep('scheduled', never)
      at.clock.pass(MINUTE)
      return outcome.state === 'done' ? outcome.report.network?.takenAt : null
    }
    const fresh = '2026-11-22T00:00:00.000Z'
    expect(await told(async () => taken(fresh))).toBe(fresh)
    expect(await told(async () => null)).toBe('2026-11-21T00:00:00.000Z')
  })

  test('compacts against the last one of the schedule, not against a check in between', async () => {
    using at = place()
    await sweeps(at, at.agent(), 1)
    const first = await at.store.latest()
    await at.agent().sweep('on-demand', never)
    at.clock.pass(MINUTE)
    await sweeps(at, at.agent(), 1)
    const last = await at.store.latest()
    expect(last?.results.map(({ evidenceIn }) => evidenceIn)).toEqual([first?.id, first?.id])
  })
})

test('check() has its own deadline, or none', async () => {
  using at = place()
  const deadlines: unknown[] = []
  const agent = at.agent({
    measure: async (_, { deadline }) => {
      deadlines.push(deadline)
      at.clock.pass(1)
      return evidence(network(true), at.clock.date())
    },
  })
  const targets = network(true).map((c) => c.seen.target)
  await agent.check(targets, never, 5_000)
  await agent.check(targets, never)
  expect(deadlines).toEqual([5_000, null])
})

test('a report on demand that waited in the spool is stored whole, and moves nothing', async () => {
  using at = place()
  await sweeps(at, at.agent(), 1)
  const first = await at.store.latest()
  if (first === null) throw new Error('Nothing was stored')
  const startedAt = new Date(Date.parse(first.startedAt) + 1000).toISOString()
  await at.spool.put({ ...first, id: `${startedAt}-prod`, startedAt, kind: 'on-demand' })
  await sweeps(at, at.agent(), 1)
  const stored = await at.store.get(`${startedAt}-prod`)
  expect(stored?.results.map(({ evidenceIn }) => evidenceIn)).toEqual([null, null])
})
