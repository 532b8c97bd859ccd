import { expect, test, vi } from 'vitest'
import { composeAgents } from '../../runtime/agents.ts'
import { composeFunction } from '../../runtime/compose-function.ts'
import { Drain } from '../../runtime/drain.ts'
import { planConfig } from '../../runtime/plan-config.ts'
import { checkedConfig } from '../../runtime/plan-file.ts'
import { openSpool } from '../../runtime/spool.ts'
import { describeVantage, NO_PLATFORM } from '../../runtime/vantage.ts'
import type { LogEntry } from '../../shared/ports/log.ts'
import type { ResultsStore } from '../../shared/ports/results-store.ts'
import { openSqliteStore } from '../../stores/sqlite/sqlite.ts'
import { folder } from '../cli/call.ts'
import { closedPort, tcpServer } from '../fixtures/tcp-server.ts'

const { signal } = new AbortController()
const NOW = new Date('2026-11-22T00:00:00.000Z')

function configOf(port: number): string {
  return `vantage: here
proxy: none
resolvers: []
schedule: "0 */5 * * * *"
retention: 9d
limits: { attempts: 1, step: 20s, target: 40s, sweep: 60s }
targets: [{ name: web, url: "tcp://127.0.0.1:${port}" }]
`
}

/** A store whose calls are kept, with all that they were given. */
function watched(): { store: ResultsStore; calls: [string, unknown[]][] } {
  const calls: [string, unknown[]][] = []
  const store = new Proxy(openSqliteStore(':memory:'), {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target)
      if (typeof member !== 'function') return member
      return (...given: unknown[]) => {
        calls.push([String(name), given])
        return Reflect.apply(member, target, given)
      }
    },
  })
  return { store, calls }
}

/** An agent that keeps what it logs. */
async function agentOf(folder: string, text: string, store: ResultsStore) {
  const context = { folder, env: {} }
  const planned = planConfig(checkedConfig(text, 'perimeter.yaml', {}), context)
  const logged: LogEntry[] = []
  const { agent } = composeAgents({
    ...{ planned, context, store, queue: null, stopping: signal },
    vantage: describeVantage('here', NO_PLATFORM, [], []),
    spool: openSpool(`${folder}/spool`),
    clock: { now: () => performance.now(), date: () => NOW },
    log: { write: (entry) => void logged.push(entry) },
    network: (await import('../../probes/network.ts')).systemNetwork(),
    tokens: async () => ({ token: null, failure: 'none' }),
    warmUp: null,
  })
  return { agent, logged, targets: planned.targets }
}

test('a sweep takes its lease for as long as it and what follows it may last, and prunes by the retention', async () => {
  await using place = await folder()
  const { store, calls } = watched()
  const { agent, logged } = await agentOf(place.path, configOf(await closedPort()), store)
  const outcome = await agent.sweep('scheduled', signal)
  expect(outcome).toMatchObject({ state: 'done', kept: 'stored' })
  const given = (name: string) => calls.find(([called]) => called === name)?.[1]
  expect(given('acquireLease')).toEqual(['here', expect.any(String), 105_000, NOW])
  const [lease] = given('releaseLease') as [object]
  expect(lease).toMatchObject({ vantage: 'here', owner: given('acquireLease')?.[1] })
  const [before] = given('prune') as [Date]
  const startedAt = outcome.state === 'done' ? outcome.report.startedAt : ''
  expect(Date.parse(startedAt) - before.getTime()).toBe(9 * 24 * 3_600_000)
  const report = outcome.state === 'done' ? outcome.report : null
  expect(report?.id).toMatch(/^\d{8}T\d{9}Z-here-\w+$/)
  expect(report?.configuration?.hash).toMatch(/^\w+$/)
  expect(logged.filter(({ severity }) => severity === 'error')).toEqual([])
  await store.close()
})

test('a check that has more time ends with the limit of a sweep all the same', async () => {
  await using silent = await tcpServer(() => undefined)
  await using place = await folder()
  const urls = Array.from(
    { length: 6 },
    (_, n) => `{ name: t${n}, url: "tls://127.0.0.1:${silent.port}" }`,
  )
  const text = `vantage: here
proxy: none
resolvers: []
limits: { concurrency: 1, attempts: 1, step: 100ms, target: 100ms, sweep: 150ms }
targets: [${urls.join(', ')}]
`
  const { store } = watched()
  const { agent, targets } = await agentOf(place.path, text, store)
  const { report } = await agent.check(targets, signal, 60_000)
  // One after the other takes four times as long.
  expect(report.results.at(-1)?.ending).toBe('not-started')
  await store.close()
})

test.for([
  ['ends with it', true, 'only in this log'],
  ['does not', false, 'waits in the spool'],
] as const)(
  'what is set aside as the process ends, where its folder %s',
  async ([, endsWithProcess, said]) => {
    await using place = await folder()
    vi.stubEnv('TMPDIR', place.path)
    try {
      const config = checkedConfig(configOf(await closedPort()), 'perimeter.yaml', {})
      const context = { folder: place.path, env: {} }
      const logged: LogEntry[] = []
      const drain = new Drain()
      const made = composeFunction({
        planned: { ...planConfig(config, context), disabled: [] },
        ...{ context, roots: [], drain, log: { write: (entry) => void logged.push(entry) } },
        cloud: {
          ...{ name: 'here', platform: NO_PLATFORM, warmUp: null, queue: null, dueAt: null },
          ...{ limits: {}, auth: () => ({ name: 'somebody' }), telemetry: null },
          // No folder: a store that cannot be opened.
          store: { kind: 'sqlite', settings: 'nowhere/late.db' },
          spool: { folder: 'spool', endsWithProcess },
        },
      })
      await drain.end()
      await made.agent.sweep('scheduled', signal)
      expect(logged.map(({ message }) => message).join()).toContain(said)
      expect(await openSpool(`${place.path}/spool`).list()).toHaveLength(1)
      await made.close()
    } finally {
      vi.unstubAllEnvs()
    }
  },
)

test('a function says what is left out and warned of, opens its store late, and ends it', async () => {
  await using place = await folder()
  const config = checkedConfig(configOf(await closedPort()), 'perimeter.yaml', {})
  const context = { folder: place.path, env: {} }
  const problem = {
    file: 'f.yaml',
    line: 3,
    column: 1,
    key: 'k',
    message: 'is odd',
    remedy: 'Mend',
  }
  const logged: LogEntry[] = []
  const told: string[] = []
  const drain = new Drain()
  const made = composeFunction({
    planned: {
      ...planConfig(config, context),
      warnings: [problem],
      disabled: [
        { kind: 'receiver', key: 'alerts.notify[0]', name: 'slack', problems: [problem, problem] },
      ],
    },
    ...{ context, roots: [], drain, log: { write: (entry) => void logged.push(entry) } },
    cloud: {
      ...{ name: 'here', platform: NO_PLATFORM, warmUp: null, queue: null, dueAt: null },
      ...{ limits: {}, auth: () => ({ name: 'somebody' }) },
      store: { kind: 'sqlite', settings: 'late.db' },
      spool: { folder: 'perimeter-agents-test' },
      telemetry: async ({ id }) => void told.push(id),
    },
  })
  expect(logged).toEqual([
    { severity: 'warning', message: 'f.yaml:3:1: is odd\n    Mend' },
    {
      severity: 'error',
      message: `Left out: slack\n${Array(2).fill('f.yaml:3:1: is odd\n    Mend').join('\n')}`,
      fields: { event: 'disabled' },
    },
  ])
  const health = await made.app.request('/api/health')
  expect(await health.json()).toEqual({ status: 'degraded' })
  const outcome = await made.agent.sweep('scheduled', signal)
  const id = outcome.state === 'done' ? outcome.report.id : ''
  expect(told).toEqual([id])
  expect(logged.map(({ fields }) => fields?.['event'])).toContain('sweep')
  expect((await made.store.latest('here', 'scheduled'))?.id).toBe(id)
  expect(await made.take({ odd: true })).toBe('done')
  expect(await drain.end()).toBe(true)
  await made.close()
  await expect(made.store.latest()).rejects.toThrow()
})
