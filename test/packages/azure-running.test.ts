import { existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Package } from '../../azure/package.ts'
import type { Report } from '../../shared/model/report.ts'
import { ingestion } from '../azure/ingestion.ts'
import { mute, tcpServer } from '../fixtures/tcp-server.ts'
import { AzureHost } from './azure-host.ts'
import { Built } from './azure-site.ts'
import { slowTableService, slowTables } from './slow-tables.ts'

const built = new Built()
let made: Package

beforeAll(async () => {
  made = await built.package()
}, 60_000)
afterAll(() => built[Symbol.dispose]())

test('a sweep by the timer is stored, told and served; the process ends by itself', async () => {
  // Hourly, and the next one is far: a run past due is made up for.
  const minute = (new Date().getUTCMinutes() + 45) % 60
  const hourly = { PERIMETER_SCHEDULE: `0 ${minute} * * * *` }
  await using host = await AzureHost.start(made.folder, await built.settings(hourly))
  await host.timer('sweep', { IsPastDue: true })
  const { answer, done } = await host.request('api', '/api/status?code=key')
  const { vantages } = (await answer.json()) as { vantages: { latest: Latest }[] }
  expect(vantages[0]?.latest).toMatchObject({
    kind: 'scheduled',
    summary: { fail: 1 },
    vantage: {
      name: 'func-test',
      cloud: 'azure',
      facts: { site: 'func-test', sku: 'FlexConsumption', timer: 'past due' },
    },
  })
  await done
  const line = host.lines.map(({ message }) => JSON.parse(message)).find(isSweep)
  expect(line).toMatchObject({ kind: 'scheduled', vantage: 'func-test', kept: 'stored' })
  expect(await host.stop()).toBe(0)
  expect(host.output).toBe('')
})

const json = { accept: 'application/json', 'content-type': 'application/json' }
const page = { accept: 'text/html' }
const calls = [
  ['health', 'GET', '/api/health', json, '', 200, /"status":"ok"/],
  ['health', 'HEAD', '/api/health', json, '', 200, /^$/],
  ['api', 'GET', '/api/status', json, '', 200, /"vantages":\[/],
  ['api', 'GET', '/api/status', page, '', 200, /^<!doctype html>/],
  ['api', 'GET', '/api/target?id=own', json, '', 404, /"status":404/],
  ['api', 'GET', '/api/history?target=own', json, '', 200, /"entries":\[/],
  ['api', 'GET', '/api/incidents', json, '', 200, /"incidents":\[/],
  ['api', 'GET', '/api/metrics', json, '', 200, /^# HELP/],
  ['api', 'GET', '/api/openapi.json', json, '', 200, /"openapi":"3.1.0"/],
  ['api', 'POST', '/api/check', json, '{"targets":["own"]}', 200, /"kind":"on-demand"/],
  ['api', 'POST', '/api/check', json, '{', 400, /not JSON/],
  ['api', 'POST', '/api/check', json, 'x'.repeat(70_000), 413, /at most 65536 bytes/],
  ['api', 'POST', '/api/sweep', json, '{"kind":"on-demand"}', 200, /"state":"done"/],
  ['api', 'GET', '/api/nothing', json, '', 404, /There is nothing here/],
  ['api', 'DELETE', '/api/status', json, '', 405, /Use GET/],
] as const

test('each route, by the library’s own requests and answers', async () => {
  await using host = await AzureHost.start(made.folder, await built.settings())
  for (const [name, method, where, headers, body, status, text] of calls) {
    const init = { method, headers, ...(body !== '' && { body }) }
    const { answer, done } = await host.request(name, where, init)
    const call = `${method} ${where}`
    expect([call, answer.status]).toEqual([call, status])
    expect(await answer.text()).toMatch(text)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    await done
  }
  const { answer } = await host.request('api', '/api/status', { headers: page })
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  await answer.text()
  expect(await host.stop()).toBe(0)
})

test('a body that comes in parts is read as a stream', async () => {
  await using host = await AzureHost.start(made.folder, await built.settings())
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
  const writer = writable.getWriter()
  const asked = host.request('api', '/api/check', {
    method: 'POST',
    headers: json,
    body: readable,
    duplex: 'half',
  } as RequestInit)
  for (const part of ['{"targets"', ':["own"]}']) await writer.write(Buffer.from(part))
  await writer.close()
  const { answer } = await asked
  expect(await answer.json()).toMatchObject({ kind: 'on-demand', summary: { fail: 1 } })
  expect(await host.stop()).toBe(0)
})

test('a configuration that cannot be used: whoever has the key is told why, and sweeps fail with it', async () => {
  const broken = { PERIMETER_CONFIG_YAML: 'targets:\n  - nam: own\n    url: tcp://127.0.0.1:9\n' }
  await using host = await AzureHost.start(made.folder, await built.settings(broken))
  const open = await host.request('health', '/api/health')
  expect(open.answer.status).toBe(503)
  expect(await open.answer.text()).not.toMatch(/PERIMETER_CONFIG_YAML|nam/)
  const { answer } = await host.request('api', '/api/status')
  expect(answer.status).toBe(503)
  expect(await answer.json()).toMatchObject({
    problems: expect.arrayContaining([
      expect.objectContaining({ file: 'PERIMETER_CONFIG_YAML', line: 2, column: 5 }),
    ]),
  })
  await expect(host.timer('sweep', { IsPastDue: false })).rejects.toThrow(
    'PERIMETER_CONFIG_YAML:2:5',
  )
  expect(host.output).toMatch(/^\{"severity":"error",.*PERIMETER_CONFIG_YAML:2:5/m)
  expect(await host.stop()).toBe(0)
})

test('a receiver whose secret was not resolved is off; the sweep goes on and says so', async () => {
  let connections = 0
  await using notified = await tcpServer((socket) => {
    connections++
    socket.end()
  })
  const reference = '@Microsoft.KeyVault(SecretUri=https://kv-ops.invalid/secrets/slack)'
  const env = await built.settings({ SLACK: reference, CA: 's3cret' })
  const more = `alerts: { openAfter: 1, notify: [{ slack: "\${SLACK}" }, { webhook: "http://127.0.0.1:${notified.port}/" }] }
catalogs: [{ use: azure-functions, with: { app: "\${NONE}" } }]
`
  const config = env['PERIMETER_CONFIG_YAML']?.replace(
    'targets: [',
    'targets: [{ name: rooted, url: "tls://127.0.0.1:9", ca: ["${CA}.pem"] }, ',
  )
  await using host = await AzureHost.start(made.folder, {
    ...env,
    PERIMETER_CONFIG_YAML: `${config}${more}`,
  })
  const { answer: health } = await host.request('health', '/api/health')
  expect([health.status, await health.text()]).toEqual([200, '{"status":"degraded"}\n'])
  await host.timer('sweep', { IsPastDue: false })
  const { answer } = await host.request('api', '/api/status')
  const { vantages } = (await answer.json()) as { vantages: { latest: Report }[] }
  const { results, configuration } = vantages[0]?.latest ?? {}
  expect(results?.map(({ target }) => target.name)).toEqual(['own', 'Key Vault kv-ops'])
  expect(configuration?.disabled?.map(({ name, host }) => [name, host])).toEqual([
    ['the receiver slack', 'kv-ops.invalid'],
    ['the catalog "azure-functions"', null],
    ['the target "rooted"', null],
  ])
  const page = await host.request('api', '/api/status', { headers: { accept: 'text/html' } })
  const told = [await page.answer.text(), host.output, ...host.lines.map(({ message }) => message)]
  expect(told[0]).toContain('The receiver slack is off')
  expect(told.join('\n')).not.toContain('s3cret')
  const lines = host.lines.map(({ message }) => JSON.parse(message))
  expect(lines.filter(({ event, report }) => event === 'disabled' && report)).toHaveLength(3)
  expect(lines.find(isSweep)).toMatchObject({ kept: 'stored' })
  expect(connections).toBeGreaterThan(0)
  expect(await host.stop()).toBe(0)
})

test('no configuration and no store are problems with a remedy', async () => {
  await using none = await AzureHost.start(made.folder, {})
  const { answer } = await none.request('api', '/api/status')
  expect(await answer.text()).toContain('PERIMETER_CONFIG_YAML')
  const text = 'targets: [{ name: a, url: "tcp://127.0.0.1:9" }]'
  await using storeless = await AzureHost.start(made.folder, { PERIMETER_CONFIG_YAML: text })
  const second = await storeless.request('api', '/api/status')
  expect(second.answer.status).toBe(503)
  expect(await second.answer.text()).toContain('PERIMETER_STORE_ACCOUNT')
})

test('a store that cannot be opened: the report waits, and is stored behind the next sweep', async () => {
  const away = path.join(built.folder, 'away')
  const env = await built.settings({ WEBSITE_SITE_NAME: 'func-away' })
  const config = env['PERIMETER_CONFIG_YAML']?.replace(/sqlite: \S+/, `sqlite: ${away}/p.db`) ?? ''
  await using host = await AzureHost.start(made.folder, { ...env, PERIMETER_CONFIG_YAML: config })
  await host.timer('sweep', { IsPastDue: false })
  mkdirSync(away)
  await host.timer('sweep', { IsPastDue: false })
  const lines = host.lines.map(({ message }) => JSON.parse(message)).filter(isSweep)
  expect(lines.map(({ kept }) => kept)).toEqual(['spooled', 'stored'])
  const { answer } = await host.request('api', '/api/history?target=own')
  const { entries } = (await answer.json()) as { entries: { report: string }[] }
  expect(entries.map(({ report }) => report).reverse()).toEqual(lines.map((l) => l.report))
  expect(await host.stop()).toBe(0)
})

test('a scheduled sweep goes to Application Insights, one on demand does not', async () => {
  await using api = await ingestion({ status: 200 })
  const text = `InstrumentationKey=k;IngestionEndpoint=http://127.0.0.1:${api.port}/`
  const env = await built.settings({ APPLICATIONINSIGHTS_CONNECTION_STRING: text })
  await using host = await AzureHost.start(made.folder, env)
  const body = '{"kind":"on-demand"}'
  const asked = await host.request('api', '/api/sweep', { method: 'POST', headers: json, body })
  await asked.answer.text()
  await host.timer('sweep', { IsPastDue: false })
  const names = api.calls.map(({ items }) => items.map(({ data }) => data.baseData.name))
  expect(names).toEqual([['own']])
  expect(await host.stop()).toBe(0)
})

test('the end of the host ends a sweep, and what is there is stored', async () => {
  await using server = await tcpServer(mute)
  const env = await built.settings()
  const url = `tls://127.0.0.1:${server.port}`
  const silent = env['PERIMETER_CONFIG_YAML']?.replace(/tcp:[^"]*/, url) ?? ''
  await using host = await AzureHost.start(made.folder, { ...env, PERIMETER_CONFIG_YAML: silent })
  const swept = host.timer('sweep', { IsPastDue: false })
  // The store is made when the sweep takes its lease.
  const file = /sqlite: (\S+)/.exec(silent)?.[1] ?? ''
  await expect.poll(() => existsSync(file), { timeout: 5_000 }).toBe(true)
  const ended = host.stop()
  await swept
  expect(await ended).toBe(0)
  const line = host.lines.map(({ message }) => JSON.parse(message)).find(isSweep)
  expect(line).toMatchObject({ kept: 'stored', summary: { inconclusive: 1 } })
})

test('the end of the host with a store that does not answer: the report is in the log, each time', async () => {
  let connections = 0
  await using store = await tcpServer((socket) => {
    connections++
    mute(socket)
  })
  const env = await built.settings({ ...slowTables(store.port) })
  for (let run = 0; run < ENDINGS; run++) {
    await using host = await AzureHost.start(made.folder, env)
    const swept = host.timer('sweep', { IsPastDue: false })
    await expect.poll(() => connections, { timeout: 20_000 }).toBeGreaterThan(run)
    const ended = host.stop()
    await swept
    expect(await ended).toBe(0)
    const lines = host.lines.map(({ message }) => JSON.parse(message))
    const line = lines.find(isSweep)
    expect(line).toMatchObject({ kept: 'logged' })
    expect(lines.find(({ report }) => report?.id === line.report).report.results).toHaveLength(1)
  }
}, 120_000)

/** Times that the end is tried: what comes a little too late is lost now and then only. */
const ENDINGS = 4

test.for([3_000, 10_000])(
  'a store that takes %d ms an answer: the sweep ends within its bound, and the page comes in time',
  { timeout: 120_000 },
  async (delay) => {
    await using store = await slowTableService(delay)
    const env = await built.settings({ ...slowTables(store.port), WEBSITE_SITE_NAME: `f${delay}` })
    await using host = await AzureHost.start(made.folder, env)
    const begin = performance.now()
    await host.timer('sweep', { IsPastDue: false })
    const took = performance.now() - begin
    // Lease, sweep, and 45 s for all that follows; and some slack for a busy machine.
    expect(took).toBeLessThan(75_000)
    const lines = host.lines.map(({ message }) => JSON.parse(message))
    expect(lines.map(({ event }) => event)).toContain('store-slow')
    expect(lines.find(isSweep).message).toMatch(/(stored|spooled) in [\d.]+ s$/)
    const asked = performance.now()
    const { answer } = await host.request('api', '/api/status', { headers: page })
    expect(await answer.text()).toContain('The store does not answer, or too slowly')
    const metrics = await host.request('api', '/api/metrics')
    expect(await metrics.answer.text()).toContain('perimeter_store_up{vantage="f')
    expect(performance.now() - asked).toBeLessThan(20_000)
  },
)

test('the end of the host as a sweep begins: it is left out, and nothing is stored', async () => {
  const env = await built.settings()
  await using host = await AzureHost.start(made.folder, env)
  const swept = host.timer('sweep', { IsPastDue: false })
  const ended = host.stop()
  await swept
  expect(await ended).toBe(0)
  const lines = host.lines.map(({ message }) => JSON.parse(message).message)
  expect(lines).toEqual(['A run was skipped: the host is about to stop'])
})

interface Latest {
  readonly kind: string
}

function isSweep(line: { readonly event?: string }): boolean {
  return line.event === 'sweep'
}
