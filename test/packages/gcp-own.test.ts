import { mkdtempSync, rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { packageGcp } from '../../gcp/package.ts'
import { httpServer, respond } from '../fixtures/http-server.ts'
import { mute, type TestServer, tcpServer } from '../fixtures/tcp-server.ts'
import { bomb } from './gcp-bomb.ts'
import { deployed, newRoot, slot } from './gcp-deployed.ts'
import { endings, type Setting } from './gcp-endings.ts'
import { OWN, RunningFunction } from './gcp-function.ts'
import { metadataServer } from './gcp-metadata.ts'

/** `node index.js`: the package alone, with nothing installed beside it. */
let setting: Setting
let web: TestServer

beforeAll(async () => {
  const root = newRoot()
  const folder = mkdtempSync(path.join(root, 'package-'))
  await packageGcp({ outDir: folder })
  setting = { root, folder, metadata: await metadataServer() }
  web = await httpServer(respond(200))
}, 60_000)

afterAll(async () => {
  await web?.[Symbol.asyncDispose]()
  await setting?.metadata[Symbol.asyncDispose]()
  rmSync(setting.root, { recursive: true, force: true })
})

endings(OWN, () => setting)
bomb(OWN, () => setting, { target: 'perimeter', path: '/api/check', refusal: 401 })

test('it sweeps, and answers what is malformed itself', async () => {
  const { env } = deployed(setting, web)
  await using probe = await RunningFunction.start(setting.folder, OWN, env)
  expect((await probe.get('/api/health')).status).toBe(200)
  expect((await probe.post('/api/sweep', {}, slot())).status).toBe(200)
  const malformed = await probe.post('/api/check', '{')
  expect(malformed.headers['content-type']).toBe('application/problem+json')
})

test('without any configuration', async () => {
  const { env } = deployed(setting, web, { PERIMETER_CONFIG_YAML: '' })
  await using probe = await RunningFunction.start(setting.folder, OWN, env)
  const [{ message }] = (await probe.get('/api/status')).json.problems
  expect(message).toContain('There is no configuration')
})

test('with a metadata server that is not there, or says nothing', async () => {
  await using silent = await tcpServer(mute)
  for (const port of [1, silent.port]) {
    const { env } = deployed(setting, web, { GCE_METADATA_HOST: `127.0.0.1:${port}` })
    await using probe = await RunningFunction.start(setting.folder, OWN, env)
    expect((await probe.post('/api/sweep')).status).toBe(200)
    const { latest } = (await probe.get('/api/status')).json.vantages[0]
    expect(latest.vantage).toMatchObject({ name: 'perimeter', region: null })
    expect(latest.vantage.facts).not.toHaveProperty('project')
  }
})
