import { expect, test } from 'vitest'
import { release } from '../../../probes/deadline.ts'
import { handshake } from '../../../probes/steps/handshake.ts'
import { request } from '../../../probes/steps/request.ts'
import { handshakeObservation } from '../../../shared/model/observation.ts'
import { open, stepContext } from '../../fixtures/context.ts'
import { mintLeaf, mintRoot } from '../../fixtures/mint.ts'
import { tlsServer } from '../../fixtures/tls-server.ts'

const root = await mintRoot()
const leaf = await mintLeaf(root, { names: ['a.test'] })

/** Handshakes with a server of these settings; the socket is released. */
async function meet(
  options: Parameters<typeof tlsServer>[1],
  ask = false,
): Promise<{ seen: Awaited<ReturnType<typeof handshake>>['seen']; raw: string | undefined }> {
  await using server = await tlsServer(leaf, options)
  const ctx = stepContext()
  const to = { ...server, host: 'a.test', ca: [root.pem], peer: 'target', attempt: 1 } as const
  const { seen, value } = await handshake(ctx, await open(ctx, server), to)
  expect(handshakeObservation.parse(seen)).toEqual(seen)
  if (value === null) return { seen, raw: seen.failure?.raw }
  if (!ask) {
    await release(value)
    return { seen, raw: undefined }
  }
  const what = { ...server, url: `https://a.test:${server.port}/`, method: 'GET', headers: {} }
  const { failure } = await request(ctx, value, { ...what, attempt: 1 })
  return { seen, raw: failure?.raw }
}

const versions = ['TLSv1.2', 'TLSv1.3'] as const
const only = (version: (typeof versions)[number]) => ({ minVersion: version, maxVersion: version })

test('TLS 1.2: a certificate that is wanted ends the handshake after the request for it', async () => {
  const wants = { requestCert: true, rejectUnauthorized: true, ca: root.pem }
  const { seen, raw } = await meet({ tls: { ...only('TLSv1.2'), ...wants } })
  expect(seen).toMatchObject({ phase: 'answered', certificateRequested: true })
  expect(raw).toMatch(/^alert 40 /)
})

test('TLS 1.3: the alert comes after the handshake', async () => {
  const wants = { requestCert: true, rejectUnauthorized: true, ca: root.pem }
  const { seen, raw } = await meet({ tls: { ...only('TLSv1.3'), ...wants } }, true)
  expect(seen).toMatchObject({ phase: 'done', failure: null, certificateRequested: true })
  expect(raw).toMatch(/^alert 116 /)
})

test.for(versions)('%s: a server that only asks', async (version) => {
  const asks = { requestCert: true, rejectUnauthorized: false }
  const { seen } = await meet({ tls: { ...only(version), ...asks } })
  expect(seen).toMatchObject({ phase: 'done', failure: null, certificateRequested: true })
})

test.for(versions)('%s: a server that does not ask', async (version) => {
  const { seen } = await meet({ tls: only(version) })
  expect(seen).not.toHaveProperty('certificateRequested')
})

test('a server that does not ask and has no cipher in common', async () => {
  const ciphers = 'DHE-PSK-AES128-GCM-SHA256'
  const { seen } = await meet({ tls: { ...only('TLSv1.2'), ciphers } })
  expect(seen.failure?.raw).toMatch(/^alert 40 /)
  expect(seen).not.toHaveProperty('certificateRequested')
})
