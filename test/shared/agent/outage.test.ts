import { describe, expect, test } from 'vitest'
import type { ResultsStore } from '../../../shared/ports/results-store.ts'
import { checkReport } from '../../../shared/report/check.ts'
import { evidenceAt } from '../../../shared/report/whole.ts'
import { failingStore } from '../../fixtures/failing-store.ts'
import { stored, sweeps } from './sweeps.ts'
import { HEALTHY, ORDERS, world } from './world.ts'

describe('a store out of reach', () => {
  test('reports wait whole in the spool and the log, and go out in order, with their alerts', async () => {
    using at = world()
    let down = false
    const store = failingStore(at.store, () => (down ? 'before' : null))
    const agent = at.agent({ store })
    await sweeps(at, agent, 2)
    down = true
    at.working = false
    expect(await sweeps(at, agent, 3)).toEqual(['spooled', 'spooled', 'spooled'])
    expect((await agent.status()).spooled).toHaveLength(3)
    const logged = at.log.filter((l) => l.message.includes('waits in the spool'))
    expect(logged).toHaveLength(3)
    const unled = at.log.filter((l) => l.message.startsWith('Sweeping without a lease: '))
    expect(unled).toHaveLength(3)
    for (const { fields } of logged) expect(checkReport(fields?.['report']).results).toHaveLength(2)
    at.working = true
    down = false
    expect(await sweeps(at, agent, 1)).toEqual(['stored'])
    expect(await at.spool.list()).toEqual([])
    expect(at.log.filter((l) => l.message.endsWith('was stored from the spool'))).toHaveLength(3)
    expect(await stored(at)).toEqual(['00:00', '00:01', '00:02', '00:03', '00:04', '00:05'])
    const transitions = await at.store.transitions(ORDERS, { limit: 9 })
    expect(transitions.map((t) => t.at.slice(11, 16))).toEqual(['00:05', '00:02', '00:00'])
    expect(await at.store.incidents({ limit: 9 })).toMatchObject([{ code: 'tcp-dropped' }])
  })

  test('a store that is out of reach is asked as little as can be, and what waits is made up for', async () => {
    using at = world()
    const asked: string[] = []
    let dead = true
    const store = failingStore(at.store, (method) => {
      if (dead) asked.push(method)
      return dead ? 'before' : null
    })
    const agent = at.agent({ store })
    await sweeps(at, agent, 2)
    // Whatever the process remembers, a sweep asks for the lease and to keep its report.
    expect(asked).toEqual(['acquireLease', 'latest', 'acquireLease', 'latest'])
    dead = false
    await sweeps(at, agent, 1)
    expect((await at.store.alertState('prod-japaneast'))?.through).toMatchObject({
      id: (await at.store.latest())?.id,
    })
    expect(await at.store.sweepsAfter('prod-japaneast', null, 9)).toHaveLength(3)
  })

  test('of many that wait a hundred go out with one sweep, and the new one waits behind the rest', async () => {
    using at = world()
    const waiting = Array.from({ length: 101 }, (_, n) => `r${n}`)
    // They cannot be read: what counts here is how many are tried.
    const spool = { ...at.spool, list: async () => waiting, get: async () => null }
    const removed: string[] = []
    const remove = async (id: string) => void removed.push(id)
    const put = async () => ({ dropped: [] })
    const agent = at.agent({ spool: { ...spool, remove, put } })
    expect(await sweeps(at, agent, 1)).toEqual(['spooled'])
    expect(removed).toEqual(waiting.slice(0, 100))
    waiting.pop()
    expect(await sweeps(at, agent, 1)).toEqual(['stored'])
  })

  test.for([
    { what: 'has no alerts yet', state: null },
    { what: 'keeps them in a newer form', state: { schema: 2 } },
  ])('a vantage that $what keeps no other from telling', async ({ state }) => {
    using at = world()
    await sweeps(at, at.agent(), 1)
    const report = await at.store.latest()
    if (report === null) throw new Error('Nothing was stored')
    const { id, startedAt } = report
    const through = { id: `${id}-other`, startedAt }
    await at.store.append({
      ...report,
      id: through.id,
      vantage: { ...report.vantage, name: 'other' },
    })
    if (state !== null) {
      const nothing = { incidents: [], transitions: [], notifications: [] }
      const commit = { vantage: 'other', expected: null, through, state, ...nothing }
      expect(await at.store.commitAlerts(commit)).toBe('committed')
    }
    at.working = false
    await sweeps(at, at.agent(), 2)
    expect(at.sent).toHaveLength(1)
    expect(
      at.log.filter((l) => l.severity === 'error' && l.fields?.['event'] === undefined),
    ).toEqual([])
  })

  test('a report that was stored although the store said otherwise is not stored twice', async () => {
    using at = world()
    let lying = true
    const store = failingStore(at.store, (m) => (lying && m === 'append' ? 'after' : null))
    const agent = at.agent({ store })
    expect(await sweeps(at, agent, 2)).toEqual(['spooled', 'spooled'])
    lying = false
    expect(await sweeps(at, agent, 2)).toEqual(['stored', 'stored'])
    expect(await stored(at)).toEqual(['00:00', '00:01', '00:02', '00:03'])
    const reports = await Promise.all(
      (await at.store.sweepsAfter('prod-japaneast', null, 9)).map(({ id }) =>
        evidenceAt(at.store, id, HEALTHY),
      ),
    )
    expect(reports.map((r) => r?.result.observations.length)).toEqual([5, 5, 5, 5])
  })

  test('a report whose storing was not told is read again before the next is compacted', async () => {
    using at = world()
    const asked: string[] = []
    let lying = false
    const store = failingStore(at.store, (method) => {
      asked.push(method)
      return lying && method === 'append' ? 'after' : null
    })
    const agent = at.agent({ store })
    await sweeps(at, agent, 1)
    lying = true
    await sweeps(at, agent, 1)
    lying = false
    asked.length = 0
    await sweeps(at, agent, 1)
    // The one that waited is there already; whoever stored it may have compacted it otherwise.
    expect(asked.filter((method) => method === 'latest' || method === 'append')).toEqual([
      'append',
      'latest',
      'append',
    ])
  })

  test.for([
    { conflicts: 3, commits: 4, opened: 1, warned: 0 },
    { conflicts: 99, commits: 11, opened: 0, warned: 1 },
  ])(
    'after $conflicts conflicts in a row a log line stands once: $opened',
    async ({ conflicts, commits, opened, warned }) => {
      using at = world()
      at.working = false
      await sweeps(at, at.agent(), 1)
      let count = 0
      const store: ResultsStore = {
        ...at.store,
        commitAlerts: async (commit) =>
          count++ < conflicts ? 'conflict' : await at.store.commitAlerts(commit),
      }
      await sweeps(at, at.agent({ store }), 1)
      expect(count).toBe(commits)
      const lines = at.log.filter((l) => l.fields?.['event'] === 'incident-opened')
      expect(lines).toHaveLength(opened)
      expect(at.log.filter((l) => l.message.includes('another writer'))).toHaveLength(warned)
    },
  )

  test('alerts that could not be written are derived by the next sweep', async () => {
    using at = world()
    let down = true
    const store = failingStore(at.store, (m) => (down && m === 'commitAlerts' ? 'before' : null))
    at.working = false
    expect(await sweeps(at, at.agent({ store }), 3)).toEqual(['stored', 'stored', 'stored'])
    expect(await at.store.alertState('prod-japaneast')).toBeNull()
    down = false
    await sweeps(at, at.agent({ store }), 1)
    expect((await at.store.alertState('prod-japaneast'))?.through.startedAt).toContain('00:03')
    expect(await at.store.incidents({ limit: 9 })).toHaveLength(1)
    expect(at.sent).toHaveLength(1)
  })

  test('an acknowledgement between reading and writing survives', async () => {
    using at = world()
    at.working = false
    await sweeps(at, at.agent(), 2)
    const [open] = await at.store.incidents({ state: 'open', limit: 1 })
    if (open === undefined) throw new Error('no incident is open')
    const acknowledgedAt = at.clock.date().toISOString()
    const acknowledge = async () => {
      const held = await at.store.incident(open.id)
      if (held?.incident.acknowledgedAt !== null) return
      await at.store.updateIncident({ ...held.incident, acknowledgedAt }, held.version)
    }
    const store: ResultsStore = {
      ...at.store,
      commitAlerts: async (commit) => {
        await acknowledge()
        return await at.store.commitAlerts(commit)
      },
    }
    await sweeps(at, at.agent({ store }), 2)
    expect((await at.store.incident(open.id))?.incident).toMatchObject({
      acknowledgedAt,
      state: 'open',
    })
    expect(at.log.filter((l) => l.message.includes('another writer'))).toEqual([])
  })

  test('a spool that is full drops the oldest and says so', async () => {
    using at = world({ reports: 2, bytes: 1e9 })
    const agent = at.agent({ store: failingStore(at.store, () => 'before') })
    await sweeps(at, agent, 3)
    expect((await at.spool.list()).map((id) => id.slice(11, 16))).toEqual(['00:01', '00:02'])
    const full = at.log.filter((l) => l.message.startsWith('The spool is full'))
    expect(full.map(({ severity }) => severity)).toEqual(['error'])
  })

  test('a report that no spool has room for stands in the log alone, which says so', async () => {
    using at = world({ reports: 2, bytes: 10 })
    const agent = at.agent({ store: failingStore(at.store, () => 'before') })
    expect(await sweeps(at, agent, 1)).toEqual(['logged'])
    expect(at.log.some((l) => l.message.includes('not stored and only in this log'))).toBe(true)
  })

  test('a file in the spool that cannot be read holds up nothing, and is told', async () => {
    using at = world()
    const agent = at.agent()
    const spool = { ...at.spool, list: async () => ['gone'], get: async () => null }
    expect(await sweeps(at, at.agent({ spool }), 1)).toEqual(['stored'])
    expect(at.log.filter((l) => l.message.includes('Report gone in the spool'))).toHaveLength(1)
    expect(await sweeps(at, agent, 1)).toEqual(['stored'])
  })

  test('without a spool either, the report stands in the log', async () => {
    using at = world()
    const spool = { ...at.spool, put: async () => Promise.reject(new Error('ENOSPC')) }
    const agent = at.agent({ store: failingStore(at.store, () => 'before'), spool })
    expect(await sweeps(at, agent, 1)).toEqual(['logged'])
    const entry = at.log.find((l) => l.message.includes('ENOSPC'))
    expect(entry?.fields?.['report']).toMatchObject({ schema: 1 })
  })

  test('a spool whose folder cannot be read keeps neither sweep nor status from answering', async () => {
    using at = world()
    const spool = { ...at.spool, list: async () => Promise.reject(new Error('EACCES')) }
    const agent = at.agent({ spool })
    expect(await sweeps(at, agent, 1)).toEqual(['stored'])
    expect(await agent.status()).toMatchObject({ vantage: 'prod-japaneast', spooled: [] })
    expect(at.log.some((l) => l.message.includes('Cannot read the spool: EACCES'))).toBe(true)
  })
})
