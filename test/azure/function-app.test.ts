import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import {
  type HttpFunctionOptions,
  HttpRequest,
  HttpResponse,
  InvocationContext,
  type StorageQueueFunctionOptions,
  type TimerFunctionOptions,
} from '@azure/functions'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { FunctionApp } from '../../azure/function-app.ts'
import { inTime } from '../../azure/in-time.ts'
import { AzureLog } from '../../azure/log.ts'
import { register } from '../../azure/register.ts'
import { SHARD_QUEUE } from '../../azure/shard-queue.ts'
import type { Report } from '../../shared/model/report.ts'
import { openSqliteStore } from '../../stores/sqlite/sqlite.ts'
import { httpServer, respond } from '../fixtures/http-server.ts'
import { ingestion } from './ingestion.ts'

/** Of the app: its stores, and its spool. */
let folder: string

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'perimeter-function-app-'))
  vi.stubEnv('TMPDIR', folder)
})

afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

/** Once a day, not before most of one has passed: a run past due has nothing soon to wait for. */
const SCHEDULE = `0 0 ${(new Date().getUTCHours() + 20) % 24} * * *`

let stores = 0

/** The app as the platform has it: what was registered, and its ways in. */
function deployed(port: number, more: Readonly<Record<string, string>> = {}, section = '') {
  const file = path.join(folder, `${++stores}.db`)
  const config = [
    'proxy: none',
    'resolvers: []',
    'limits: { step: 20s, target: 40s, sweep: 60s, attempts: 1 }',
    `targets: [{ name: web, url: "http://127.0.0.1:${port}/" }]`,
    `store: { sqlite: ${JSON.stringify(file)} }`,
    section,
  ].join('\n')
  const env = {
    PERIMETER_CONFIG_YAML: config,
    PERIMETER_SCHEDULE: SCHEDULE,
    WEBSITE_SITE_NAME: 'func-test',
    ...more,
  }
  const lines: string[] = []
  /** Those that no invocation took. */
  const aside: string[] = []
  const log = new AzureLog((line) => void [lines, aside].map((to) => to.push(line)))
  const own = new FunctionApp({ env, folder, log })
  const https = new Map<string, HttpFunctionOptions>()
  const queues = new Map<string, StorageQueueFunctionOptions>()
  const timers = new Map<string, TimerFunctionOptions>()
  const endings: (() => unknown)[] = []
  const setups: object[] = []
  register({
    ...{ own, log, env },
    app: {
      setup: (options) => void setups.push(options),
      hook: { appTerminate: (end: () => unknown) => void endings.push(end) } as never,
      storageQueue: (name, options) =>
        void queues.set(name, options as StorageQueueFunctionOptions),
      timer: (name, options) => void timers.set(name, options),
      http: (name, options) => void https.set(name, options as HttpFunctionOptions),
    },
  })
  const context = () =>
    new InvocationContext({ logHandler: (_level, ...said) => void lines.push(said.join(' ')) })
  return {
    ...{ own, lines, aside, https, queues, timers, setups, file },
    async call(name: string, url: string, method: 'GET' | 'POST' = 'GET') {
      const request = new HttpRequest({
        ...{ method, url: `https://func.example${url}` },
        headers: { 'x-ms-client-principal-name': 'ann@contoso.com' },
      })
      const init = await https.get(name)?.handler(request, context())
      return new HttpResponse(init as ConstructorParameters<typeof HttpResponse>[0])
    },
    async fire(isPastDue: boolean) {
      await timers.get('sweep')?.handler({ isPastDue } as never, context())
    },
    async bring(message: unknown) {
      await queues.get('shard')?.handler(message, context())
    },
    async end() {
      for (const one of endings) await one()
    },
    async stored(): Promise<readonly Report[]> {
      const store = openSqliteStore(file)
      try {
        const entries = await store.sweepsAfter('func-test', null, 9)
        return (await Promise.all(entries.map(({ id }) => store.get(id)))).flatMap((r) => r ?? [])
      } finally {
        await store.close()
      }
    },
  }
}

test('what is registered: the paths, who may call them, and the schedule of the app setting', () => {
  const { setups, https, queues, timers } = deployed(1)
  expect(setups).toEqual([{ enableHttpStream: true }])
  const handler = expect.any(Function)
  expect(Object.fromEntries([...timers, ...https, ...queues])).toEqual({
    sweep: { schedule: '%PERIMETER_SCHEDULE%', useMonitor: true, runOnStartup: false, handler },
    health: { route: 'health', methods: ['GET', 'HEAD'], authLevel: 'anonymous', handler },
    api: {
      ...{ route: '{*path}', authLevel: 'function', handler },
      methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    },
  })
})

test('what cannot be used is left out, and the log says so at the start', async () => {
  const hook = '@Microsoft.KeyVault(SecretUri=https://kv.vault.azure.net/secrets/hook)'
  const receivers = 'alerts: { notify: [{ name: chat, slack: "${HOOK}" }] }'
  const app = deployed(1, { HOOK: hook }, receivers)
  await app.call('api', '/api/status')
  const health = await app.call('health', '/api/health')
  expect([health.status, await health.json()]).toEqual([200, { status: 'degraded' }])
  await app.end()
  const [line] = app.lines.filter((one) => one.includes('"event":"disabled"'))
  expect(JSON.parse(line ?? '')).toMatchObject({
    ...{ severity: 'error', message: expect.stringMatching(/^Left out: the receiver "chat"\n/) },
  })
})

test('a message of the queue that is for another instance comes again, one that is none does not', async () => {
  const at = deployed(1, { [SHARD_QUEUE]: 'shards', AzureWebJobsStorage__accountName: 'stfunc' })
  const until = new Date(Date.now() + 60_000).toISOString()
  const task = { vantage: 'func-test', sweep: 's', shard: 0, size: 10, until }
  await expect(at.bring({ ...task, configuration: 'newer' })).rejects.toThrow('another instance')
  await at.bring({ odd: true })
  // Every line is one of the invocation that it is about.
  expect([at.lines.length > 0, at.aside]).toEqual([true, []])
  await at.end()
})

test('a queue of shards has its trigger, by the app setting that names it', () => {
  const { queues } = deployed(1, {
    [SHARD_QUEUE]: 'shards',
    AzureWebJobsStorage__accountName: 'stfunc',
  })
  expect(queues.get('shard')).toEqual({
    ...{ queueName: `%${SHARD_QUEUE}%`, connection: 'AzureWebJobsStorage' },
    handler: expect.any(Function),
  })
})

describe('inTime()', () => {
  test('an answer that takes longer than the platform waits is a refusal', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const app = inTime({ fetch: () => new Promise(() => {}) })
    const asked = Promise.resolve(app.fetch(new Request('https://a.b/')))
    const late = vi.fn()
    void asked.then(late)
    await vi.advanceTimersByTimeAsync(224_999)
    expect(late).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    const answer = await asked
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([503, 'no-store'])
    expect(await answer.json()).toEqual({
      ...{ type: 'about:blank', title: 'Service Unavailable', status: 503 },
      detail: 'The answer took longer than the platform waits; retry later',
    })
  })

  test('one that came leaves nothing behind', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const app = inTime({ fetch: async () => new Response('x') })
    expect(await (await app.fetch(new Request('https://a.b/'))).text()).toBe('x')
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('an app with a good configuration', () => {
  test.for([
    { isPastDue: false, facts: undefined },
    { isPastDue: true, facts: 'past due' },
  ])('sweeps when the timer says so, past due: $isPastDue', async ({ isPastDue, facts }) => {
    await using web = await httpServer(respond(200))
    const at = deployed(web.port)
    await at.fire(isPastDue)
    const [report, ...others] = await at.stored()
    expect(others).toEqual([])
    expect(report).toMatchObject({ kind: 'scheduled', summary: { pass: 1 } })
    expect(report?.vantage.facts['timer']).toBe(facts)
    expect(report?.vantage).toMatchObject({ cloud: 'azure', app: 'func-test' })
    await at.end()
  })

  test('answers, and calls the caller by the name that the platform found', async () => {
    await using web = await httpServer(respond(200))
    const at = deployed(web.port)
    const health = await at.call('health', '/api/health')
    expect([health.status, await health.text()]).toEqual([200, '{"status":"ok"}\n'])
    expect(health.headers.get('cache-control')).toBe('no-store')
    expect((await at.call('api', '/api/sweep', 'POST')).status).toBe(200)
    const status = await at.call('api', '/api/status')
    expect(status.status).toBe(200)
    expect(await status.json()).toMatchObject({ vantages: [{ name: 'func-test' }] })
    expect((await at.call('api', '/api/nothing')).status).toBe(404)
    // What was written lies beside the file of an open store.
    expect(existsSync(`${at.file}-wal`)).toBe(true)
    await at.end()
    expect(existsSync(`${at.file}-wal`)).toBe(false)
  })

  test('ends what is under way, judged and stored, and closes its store', async () => {
    // It accepts, and never answers.
    const { promise: reached, resolve: reach } = Promise.withResolvers<void>()
    await using web = await httpServer(() => reach())
    const at = deployed(web.port)
    const sweeping = at.fire(false)
    await reached
    await at.end()
    await sweeping
    const [report] = await at.stored()
    expect(report?.summary).toMatchObject({ inconclusive: 1 })
    // The process ends then: nothing is begun any more.
    await at.fire(false)
    expect(await at.stored()).toHaveLength(1)
    expect(at.lines.at(-1)).toMatch(/^\{"severity":"info".*about to stop"\}$/)
  })

  test('what its store does not take at the end goes with it: the log has it', async () => {
    await using web = await httpServer(() => void at.end())
    const at = deployed(web.port)
    mkdirSync(at.file)
    await at.fire(false).catch(() => {})
    expect(at.lines.join()).toContain('only in this log')
  })
})

describe('an app with a configuration that is refused', () => {
  const refused = { PERIMETER_CONFIG_YAML: 'targets: [' }

  test('says so: to the log, to health, to who calls, and to the timer', async () => {
    const at = deployed(1, refused)
    await at.own.prepare()
    const told = at.lines.filter((line) => line.includes('"error"'))
    expect(told).toHaveLength(1)
    for (const [name, url] of [
      ['health', '/api/health'],
      ['api', '/api/status'],
    ] as const) {
      const answer = await at.call(name, url)
      expect(answer.status).toBe(503)
      expect(answer.headers.get('content-type')).toBe('application/problem+json')
    }
    await expect(at.fire(false)).rejects.toThrow('PERIMETER_CONFIG_YAML')
    await at.end()
  })

  test('a schedule that is none is warned of, and the default is registered', async () => {
    const at = deployed(1, { PERIMETER_SCHEDULE: 'soon' })
    await at.own.prepare()
    expect(at.timers.get('sweep')?.schedule).toBe('0 */5 * * * *')
    expect(at.lines.join('\n')).toMatch(/"warning".*PERIMETER_SCHEDULE/)
  })
})

describe('availability results', () => {
  const key = 'InstrumentationKey=00000000-0000-0000-0000-000000000001'

  test('are sent where the app has Application Insights', async () => {
    await using web = await httpServer(respond(200))
    await using api = await ingestion({ status: 200 })
    const at = deployed(web.port, {
      APPLICATIONINSIGHTS_CONNECTION_STRING: `${key};IngestionEndpoint=http://127.0.0.1:${api.port}/`,
    })
    await at.fire(false)
    await at.end()
    expect(api.calls.map(({ items }) => items.length)).toEqual([1])
    expect(api.calls[0]?.items[0]?.data.baseData.runLocation).toBe('func-test')
  })

  test('a connection string that cannot be used is said once', async () => {
    const at = deployed(1, { APPLICATIONINSIGHTS_CONNECTION_STRING: 'x' })
    await at.fire(false)
    await at.fire(false)
    await at.end()
    const told = at.lines.filter((line) => line.includes('APPLICATIONINSIGHTS_CONNECTION_STRING'))
    expect(told).toHaveLength(1)
  })
})
