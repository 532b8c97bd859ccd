import { mkdtempSync, rmSync } from 'node:fs'
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
