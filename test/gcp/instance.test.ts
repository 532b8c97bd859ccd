import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { sweepFor } from '../../gcp/event.ts'
import { type Instance, instance } from '../../gcp/instance.ts'
import { Drain } from '../../runtime/drain.ts'
import { httpServer, respond } from '../fixtures/http-server.ts'

/** Of the program: its store, and its spool. */
let folder: string

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'perimeter-instance-'))
  vi.stubEnv('TMPDIR', folder)
})

afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

function instanceOf(more: string, port = 1, drain = new Drain()): Instance {
  const config = [
    'proxy: none',
    'resolvers: []',
    'limits: { step: 500ms, target: 2s, sweep: 10s, attempts: 1 }',
    `store: { sqlite: ${JSON.stringify(path.join(folder, 'perimeter.db'))} }`,
    more,
  ].join('\n')
  return instance({
    env: { PERIMETER_CONFIG_YAML: config, GCE_METADATA_HOST: `127.0.0.1:${port}` },
    folder,
    log: { write: () => {} },
    drain,
    onPlace: () => {},
  })
}

test('an event that is refused for want of the metadata is swept for when it comes again', async () => {
  let heard = false
  const flavor = { 'metadata-flavor': 'Google' }
  await using metadata = await httpServer((socket, head) =>
    respond(heard ? 200 : 500, { headers: flavor, body: 'contoso' })(socket, head),
  )
  const targets = 'targets: [{ name: "${GOOGLE_CLOUD_PROJECT}", url: "tcp://127.0.0.1:9" }]'
  const probe = instanceOf(targets, metadata.port)
  await expect(sweepFor({}, probe)).rejects.toThrow('GOOGLE_CLOUD_PROJECT')
  heard = true
  await sweepFor({}, probe)
  await probe.close()
})

test('an event that comes when the process is about to end is left to another instance', async () => {
  const drain = new Drain()
  const probe = instanceOf('targets: [{ name: own, url: "tcp://127.0.0.1:9" }]', 1, drain)
  await drain.end()
  await expect(sweepFor({}, probe)).rejects.toThrow('about to end')
})

test('with a refused configuration every call is told so, that for health in brief', async () => {
  const probe = instanceOf('targets: [{ name: own, url: "ftp://127.0.0.1" }]')
  const server = http.createServer((request, response) => void probe.serve(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const asked = async (where: string) => {
    const answer = await fetch(`http://127.0.0.1:${port}${where}`)
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }
  const health = await asked('/api/health')
  expect(health).toMatchObject({ status: 503, body: { title: 'Service Unavailable' } })
  expect(health.body).not.toHaveProperty('problems')
  const whole = await asked('/api/status')
  expect(whole.status).toBe(503)
  expect(whole.body['problems']).toMatchObject([{ key: 'targets[0].url' }])
  server.closeAllConnections()
  server.close()
  await probe.close()
})

test('a sound one answers for health, and everything else by the app', async () => {
  const probe = instanceOf('targets: [{ name: own, url: "tcp://127.0.0.1:9" }]')
  const server = http.createServer((request, response) => void probe.serve(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const status = async (where: string) => (await fetch(`http://127.0.0.1:${port}${where}`)).status
  expect([await status('/api/health'), await status('/api/status')]).toEqual([200, 401])
  server.closeAllConnections()
  server.close()
  await probe.close()
})
