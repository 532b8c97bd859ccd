import { expect, test } from 'vitest'
import { metadataOrigin, NO_METADATA, readMetadata } from '../../gcp/metadata.ts'
import { httpServer, respond } from '../fixtures/http-server.ts'
import { closedPort, mute, tcpServer } from '../fixtures/tcp-server.ts'
import { metadataServer } from '../packages/gcp-metadata.ts'

test.for([
  ['off Google', {}, null],
  ['on Cloud Run', { K_SERVICE: 'probe' }, 'http://169.254.169.254'],
  ['empty', { K_SERVICE: '', GCE_METADATA_HOST: '' }, null],
  ['elsewhere', { K_SERVICE: 'probe', GCE_METADATA_HOST: '127.0.0.1:8' }, 'http://127.0.0.1:8'],
] as const)('where it is: %s', ([, env, origin]) => {
  expect(metadataOrigin(env)).toBe(origin)
})

test('what it says', async () => {
  await using server = await metadataServer()
  expect(await readMetadata(`http://127.0.0.1:${server.port}`)).toEqual({
    project: 'contoso-net',
    region: 'asia-northeast1',
    instance: '00f46b92854a',
    serviceAccount: 'perimeter@contoso-net.iam.gserviceaccount.com',
  })
})

test('nothing is taken from what is no metadata server, is not there, or keeps silent', async () => {
  await using page = await httpServer(respond(200, { body: '<html>' }))
  const flavor = { 'metadata-flavor': 'Google' }
  await using long = await httpServer(respond(200, { headers: flavor, body: 'x'.repeat(100_000) }))
  await using silent = await tcpServer(mute)
  await using blank = await httpServer(respond(200, { headers: flavor, body: ' \n' }))
  const ports = [page.port, long.port, blank.port, silent.port, await closedPort()]
  for (const host of [...ports.map((port) => `127.0.0.1:${port}`), 'a b', '[']) {
    const origin = metadataOrigin({ GCE_METADATA_HOST: host }) ?? ''
    expect(await readMetadata(origin, 200)).toEqual(NO_METADATA)
  }
})
