import { execFile } from 'node:child_process'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { packageGcp } from '../../gcp/package.ts'
import { httpServer, respond } from '../fixtures/http-server.ts'
import type { TestServer } from '../fixtures/tcp-server.ts'
import { bomb } from './gcp-bomb.ts'
import { deployed, newRoot, scheduledIn, slot } from './gcp-deployed.ts'
import { endings, type Setting } from './gcp-endings.ts'
import { FRAMEWORK, RunningFunction } from './gcp-function.ts'
import { metadataServer } from './gcp-metadata.ts'

/** The package in a folder of its own with what it depends on, started by the framework. */
let setting: Setting
let web: TestServer

beforeAll(async () => {
  const root = newRoot()
  const folder = path.join(root, 'installed')
  await packageGcp({ outDir: folder })
  const npm = ['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund']
  await promisify(execFile)('npm', npm, { cwd: folder })
  setting = { root, folder, metadata: await metadataServer() }
  web = await httpServer(respond(200))
}, 120_000)

afterAll(async () => {
  await web?.[Symbol.asyncDispose]()
  await setting?.metadata[Symbol.asyncDispose]()
  rmSync(setting.root, { recursive: true, force: true })
})

endings(FRAMEWORK, () => setting)
bomb(FRAMEWORK, () => setting, { target: 'perimeter', path: '/api/check', refusal: 401 })
bomb(FRAMEWORK, () => setting, { target: 'perimeterEvent', path: '/', refusal: 415 })

test('the package is the same every time, and holds nothing for development', async () => {
  const [once, again] = [path.join(setting.root, 'once'), path.join(setting.root, 'again')]
  await packageGcp({ outDir: once })
  await packageGcp({ outDir: again })
  const files = readdirSync(once, { recursive: true, withFileTypes: true }).filter((f) =>
    f.isFile(),
  )
  const names = files.map((f) => path.relative(once, path.join(f.parentPath, f.name))).toSorted()
  expect(names.filter((name) => !name.startsWith('chunks/'))).toEqual([
    'NOTICE',
    'index.js',
    'package-lock.json',
    'package.json',
  ])
  for (const name of names) {
    expect(readFileSync(path.join(again, name)), name).toEqual(readFileSync(path.join(once, name)))
  }
  const lock = readFileSync(path.join(once, 'package-lock.json'), 'utf8')
  expect(lock).not.toMatch(/"resolved"|"dev"/)
})

test('every route, under the framework', async () => {
  const { env } = deployed(setting, web)
  await using probe = await RunningFunction.start(setting.folder, FRAMEWORK, env)
  expect(await probe.get('/api/health', { authorization: '' })).toMatchObject({
    status: 200,
    json: { status: 'ok' },
  })
  expect((await probe.get('/api/status', { authorization: '' })).status).toBe(401)
  expect((await probe.post('/api/sweep')).json).toMatchObject({ state: 'done', kept: 'stored' })

  const status = await probe.get('/api/status')
  const { latest, name } = status.json.vantages[0]
  expect(name).toBe('perimeter-asia-northeast1')
  expect(latest.vantage).toMatchObject({
    ...{ cloud: 'gcp', region: 'asia-northeast1', app: 'perimeter' },
    facts: {
      service: 'perimeter',
      revision: 'perimeter-00001-abc',
      configuration: 'perimeter',
      project: 'contoso-net',
      instance: '00f46b92854a',
      egress: 'all-traffic',
      serviceAccount: 'perimeter@contoso-net.iam.gserviceaccount.com',
    },
  })
  expect(latest.warmUp).toBeGreaterThan(60_000)
  const [{ target }] = latest.results
  const page = await probe.get('/api/status', { accept: 'text/html' })
  expect(page.text).toContain('<!doctype html>')
  const id = encodeURIComponent(target.id)
  expect((await probe.get(`/api/history?target=${id}`)).json.entries).toHaveLength(1)
  expect((await probe.get(`/api/target?id=${id}`)).json.at).toHaveLength(1)
  expect((await probe.get('/api/incidents')).json.incidents).toEqual([])
  expect((await probe.get('/api/metrics')).text).toContain('probe_success')
  expect((await probe.get('/api/openapi.json')).json.openapi).toMatch(/^3\./)
  const checked = await probe.post('/api/check', { targets: [target.id] })
  expect(checked.json).toMatchObject({ kind: 'on-demand', summary: { pass: 1 } })

  const https = { 'x-forwarded-proto': 'https', host: 'perimeter.example' }
  expect(
    (await probe.get(`/api/target?id=${id}`, { ...https, accept: 'text/html' })).text,
  ).toContain('https://perimeter.example/api/target')
  const bad: readonly [number, Promise<{ status: number }>][] = [
    [404, probe.get('/api/nothing')],
    [405, probe.call('DELETE', '/api/status')],
    [400, probe.post('/api/check', '{')],
    [400, probe.post('/api/check', { targets: [] })],
    [404, probe.post('/api/check', { targets: ['unknown'] })],
    [413, probe.post('/api/check', { targets: ['x'.repeat(100_000)] })],
    [415, probe.post('/api/check', 'a=b', { 'content-type': 'text/plain' })],
    [403, probe.post('/api/sweep', {}, { origin: 'https://elsewhere.example' })],
  ]
  for (const [expected, answer] of bad) expect((await answer).status).toBe(expected)
})

test('log entries carry severity, the vantage and the trace of their request', async () => {
  const { env } = deployed(setting, web)
  await using probe = await RunningFunction.start(setting.folder, FRAMEWORK, env)
  const trace = '0af7651916cd43dd8448eb211c80319c'
  await probe.post('/api/sweep', {}, { traceparent: `00-${trace}-b7ad6b7169203331-01` })
  expect(probe.entries).toContainEqual(
    expect.objectContaining({
      severity: 'INFO',
      message: expect.stringMatching(/^Swept 1 target/),
      event: 'sweep',
      'logging.googleapis.com/labels': { vantage: 'perimeter-asia-northeast1' },
      'logging.googleapis.com/trace': `projects/contoso-net/traces/${trace}`,
      'logging.googleapis.com/spanId': 'b7ad6b7169203331',
      'logging.googleapis.com/trace_sampled': true,
    }),
  )
})

describe('the Scheduler', () => {
  test('a run that is asked for again is answered with its sweep; the next one sweeps', async () => {
    const { env, file } = deployed(setting, web)
    await using probe = await RunningFunction.start(setting.folder, FRAMEWORK, env)
    const run = slot()
    const first = await probe.post('/api/sweep', {}, run)
    const again = await probe.post('/api/sweep', {}, run)
    expect(again.json).toMatchObject({ state: 'done', report: first.json.report })
    const next = await probe.post('/api/sweep', {}, slot(5))
    expect(next.json.report).not.toBe(first.json.report)
    await probe.stop()
    expect(await scheduledIn(file)).toHaveLength(2)
  })

  test('of two at once, one sweeps and the other is told so', async () => {
    const { env, file } = deployed(setting, web)
    await using one = await RunningFunction.start(setting.folder, FRAMEWORK, env)
    await using other = await RunningFunction.start(setting.folder, FRAMEWORK, env)
    const run = slot()
    const answers = await Promise.all(
      [one, one, other].map(async (probe) => await probe.post('/api/sweep', {}, run)),
    )
    for (const { status, json } of answers) {
      if (status === 200) expect(json.state).toBe('done')
      else expect(json).toMatchObject({ status: 409, detail: expect.stringMatching(/^Not swept/) })
    }
    expect(await scheduledIn(file)).toHaveLength(1)
  })
})

describe('events', () => {
  const time = new Date().toISOString()
  const event = { specversion: '1.0', id: '7', source: '//pubsub', type: 'google.tick', time }
  const bound = Object.entries(event).map(([name, value]) => [`ce-${name}`, value])
  const structured = { 'content-type': 'application/cloudevents+json' }
  const push = {
    subscription: 'projects/p/subscriptions/s',
    message: { data: 'e30=', messageId: '7', publishTime: time },
  }

  test.for([
    ['binary', {}, Object.fromEntries(bound)],
    ['structured', { ...event, data: {} }, structured],
    ['Pub/Sub push', push, {}],
  ] as const)('%s: one sweep, delivered again or not', async ([, body, headers]) => {
    const { env, file } = deployed(setting, web, { FUNCTION_TARGET: 'perimeterEvent' })
    await using probe = await RunningFunction.start(setting.folder, FRAMEWORK, env)
    expect((await probe.post('/', body, headers)).status).toBe(204)
    expect((await probe.post('/', body, headers)).status).toBe(204)
    expect(await probe.stop()).toMatchObject({ ended: 0 })
    expect(await scheduledIn(file)).toHaveLength(1)
  })

  test('one that cannot be swept for is to be delivered again', async () => {
    const { env } = deployed(setting, web, {
      FUNCTION_TARGET: 'perimeterEvent',
      PERIMETER_CONFIG_YAML: 'nothing: here',
    })
    await using probe = await RunningFunction.start(setting.folder, FRAMEWORK, env)
    expect((await probe.post('/', {}, Object.fromEntries(bound))).status).toBe(500)
  })
})
