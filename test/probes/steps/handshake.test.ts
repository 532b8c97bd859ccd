import { once } from 'node:events'
import { describe, expect, test as plain } from 'vitest'
import { release } from '../../../probes/deadline.ts'
import { handshake } from '../../../probes/steps/handshake.ts'
import { handshakeObservation } from '../../../shared/model/observation.ts'
import {
  budgetFor,
  open,
  sockets,
  socketsAfter,
  stepContext,
  type TestContext,
} from '../../fixtures/context.ts'
import {
  type Authority,
  EXPIRED,
  type Identity,
  mintIntermediate,
  mintLeaf,
  mintRoot,
  NOT_YET_VALID,
} from '../../fixtures/mint.ts'
import { close, greet, mute, type TestServer, tcpServer } from '../../fixtures/tcp-server.ts'
import {
  alertAfterHello,
  closeAfterHello,
  cutAfterHello,
  dripAfterHello,
  plainTextAfterHello,
  silentAfterHello,
  tlsServer,
} from '../../fixtures/tls-server.ts'

interface Pki {
  readonly root: Authority
  readonly intermediate: Authority
  readonly leaf: Identity
}

const test = plain.extend<{ pki: Pki }>({
  pki: [
    // biome-ignore lint/correctness/noEmptyPattern: vitest wants the pattern
    async ({}, use) => {
      const root = await mintRoot()
      const intermediate = await mintIntermediate(root)
      await use({ root, intermediate, leaf: await mintLeaf(intermediate, { names: ['a.test'] }) })
    },
    { scope: 'file' },
  ],
})

async function attempt(
  ctx: TestContext,
  server: TestServer,
  { host = 'a.test', ca = [] as readonly string[] } = {},
) {
  const socket = await open(ctx, server)
  const result = await handshake(ctx, socket, { ...server, host, ca, peer: 'target', attempt: 1 })
  expect(handshakeObservation.parse(result.seen)).toEqual(result.seen)
  return result
}

describe('handshake', () => {
  test('tells version, cipher, ALPN, chain and trust', async ({ pki }) => {
    await using server = await tlsServer(pki.leaf, { tls: { ALPNProtocols: ['h2', 'http/1.1'] } })
    const ctx = stepContext()
    const { seen, value } = await attempt(ctx, server, { ca: [pki.root.pem] })
    expect(seen).toMatchObject({
      failure: null,
      phase: 'done',
      serverName: 'a.test',
      version: 'TLSv1.3',
      cipher: 'TLS_AES_256_GCM_SHA384',
      alpn: 'http/1.1',
      verification: null,
      nameMatches: true,
    })
    const certificates = ctx.certificates.all()
    expect(seen.chain.map((fingerprint) => certificates[fingerprint]?.subject)).toEqual([
      'CN=a.test',
      'CN=Test Intermediate',
    ])
    await release(value ?? expect.unreachable())
    expect(ctx.dialled.every((socket) => socket.closed)).toBe(true)
  })

  test('shows the chain as it was presented, not as it was completed', async ({ pki }) => {
    const { leaf, intermediate, root } = pki
    await using server = await tlsServer({ ...leaf, chain: leaf.leaf })
    const ca = [root.pem, intermediate.pem]
    const { seen, value } = await attempt(stepContext(), server, { ca })
    expect(seen).toMatchObject({ failure: null, verification: null })
    expect(seen.chain).toHaveLength(1)
    await release(value ?? expect.unreachable())
  })

  test('keeps ten certificates of a chain, in the order of sending', async ({ pki }) => {
    const further = await Promise.all(Array.from({ length: 9 }, (_, n) => mintRoot(`Root ${n}`)))
    const chain = [pki.leaf.chain, ...further.map(({ pem }) => pem)].join('\n')
    await using server = await tlsServer({ ...pki.leaf, chain })
    const ctx = stepContext()
    const { seen, value } = await attempt(ctx, server, { ca: [pki.root.pem] })
    expect(seen).toMatchObject({ failure: null, verification: null })
    const certificates = ctx.certificates.all()
    const subjects = seen.chain.map((fingerprint) => certificates[fingerprint]?.subject)
    expect(subjects).toHaveLength(10)
    expect(subjects.at(-1)).toBe('CN=Root 7')
    await release(value ?? expect.unreachable())
  })

  test('sends no server name for an address, and matches the address', async ({ pki }) => {
    await using server = await tlsServer(await mintLeaf(pki.intermediate, { names: ['127.0.0.1'] }))
    const options = { host: '127.0.0.1', ca: [pki.root.pem] }
    const { seen, value } = await attempt(stepContext(), server, options)
    expect(seen).toMatchObject({ failure: null, serverName: null, nameMatches: true })
    await release(value ?? expect.unreachable())
  })
})

describe('a completed handshake with a certificate that does not hold', () => {
  const cases: [string, Expected, (pki: Pki) => Promise<Identity> | Identity][] = [
    [
      'expired',
      ['ssl_invalid_certificate', 'CERT_HAS_EXPIRED', true],
      ({ intermediate }) => mintLeaf(intermediate, { names: ['a.test'], days: EXPIRED }),
    ],
    [
      'not yet valid',
      ['ssl_invalid_certificate', 'CERT_NOT_YET_VALID', true],
      ({ intermediate }) => mintLeaf(intermediate, { names: ['a.test'], days: NOT_YET_VALID }),
    ],
    [
      'not made for servers',
      ['ssl_invalid_certificate', 'INVALID_PURPOSE', true],
      ({ intermediate }) => mintLeaf(intermediate, { names: ['a.test'], purpose: 'client' }),
    ],
    [
      'self-signed',
      ['ssl_unknown_authority', 'DEPTH_ZERO_SELF_SIGNED_CERT', true],
      () => mintLeaf(null, { names: ['a.test'] }),
    ],
    [
      'by an unknown authority that sends its root along',
      ['ssl_unknown_authority', 'SELF_SIGNED_CERT_IN_CHAIN', true],
      async () => {
        const other = await mintRoot('Inspecting Firewall')
        const { key, leaf } = await mintLeaf(other, { names: ['a.test'] })
        return { key, leaf, chain: `${leaf}\n${other.pem}` }
      },
    ],
    [
      'with an incomplete chain',
      ['ssl_unknown_authority', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', true],
      ({ leaf }) => ({ ...leaf, chain: leaf.leaf }),
    ],
    [
      'for another name',
      ['ssl_invalid_hostname', null, false],
      ({ intermediate }) => mintLeaf(intermediate, { names: ['b.test', '*.a.test'] }),
    ],
    [
      'with the name in the subject only',
      ['ssl_invalid_hostname', null, false],
      ({ intermediate }) => mintLeaf(intermediate, { names: [], subject: 'CN=a.test' }),
    ],
    [
      'expired and for another name: both are known',
      ['ssl_invalid_certificate', 'CERT_HAS_EXPIRED', false],
      ({ intermediate }) => mintLeaf(intermediate, { names: ['b.test'], days: EXPIRED }),
    ],
  ]
  type Expected = readonly [code: string, verification: string | null, nameMatches: boolean]

  test.for(cases)('%s', async ([, [code, verification, nameMatches], identity], { pki }) => {
    await using server = await tlsServer(await identity(pki))
    const { seen, value } = await attempt(stepContext(), server, { ca: [pki.root.pem] })
    expect(seen).toMatchObject({ failure: { code }, verification, nameMatches, phase: 'done' })
    expect(value?.readyState).toBe('open')
    await release(value ?? expect.unreachable())
  })
})

describe('a handshake that does not complete', () => {
  const cases: [string, Expected, (pki: Pki) => Promise<TestServer>][] = [
    ['mute', ['generic_timeout_error', 'sent'], () => tcpServer(mute)],
    ['closed on accept', ['eof_error', 'sent'], () => tcpServer(close)],
    [
      'reset after the ClientHello',
      ['connection_reset', 'sent'],
      ({ leaf }) => tlsServer(leaf, { misbehave: cutAfterHello() }),
    ],
    [
      'closed after the ClientHello',
      ['eof_error', 'sent'],
      ({ leaf }) => tlsServer(leaf, { misbehave: closeAfterHello() }),
    ],
    [
      'silent after the ClientHello',
      ['generic_timeout_error', 'sent'],
      ({ leaf }) => tlsServer(leaf, { misbehave: silentAfterHello() }),
    ],
    [
      'one byte at a time',
      ['generic_timeout_error', 'answered'],
      ({ leaf }) => tlsServer(leaf, { misbehave: dripAfterHello(5) }),
    ],
    [
      'HTTP in answer to the ClientHello',
      ['ssl_not_spoken', 'answered'],
      ({ leaf }) =>
        tlsServer(leaf, { misbehave: plainTextAfterHello('HTTP/1.1 400 Bad Request\r\n\r\n') }),
    ],
    ['SSH', ['ssl_not_spoken', 'answered'], () => tcpServer(greet('SSH-2.0-OpenSSH_9.2\r\n'))],
    ['SMTP', ['ssl_not_spoken', 'answered'], () => tcpServer(greet('220 mail.test ESMTP\r\n'))],
    [
      'a server of TLS 1.1 alone',
      ['ssl_version_rejected', 'answered'],
      ({ leaf }) => {
        const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1' } as const
        return tlsServer(leaf, { tls: { ...old, ciphers: 'DEFAULT@SECLEVEL=0' } })
      },
    ],
    [
      'alert 70',
      ['ssl_version_rejected', 'answered', 'alert 70 protocol_version'],
      ({ leaf }) => tlsServer(leaf, { misbehave: alertAfterHello(70) }),
    ],
    [
      'alert 40',
      ['ssl_failed_handshake', 'answered', 'alert 40 handshake_failure'],
      ({ leaf }) => tlsServer(leaf, { misbehave: alertAfterHello(40) }),
    ],
    [
      'alert 112',
      ['ssl_failed_handshake', 'answered', 'alert 112 unrecognized_name'],
      ({ leaf }) => tlsServer(leaf, { misbehave: alertAfterHello(112) }),
    ],
    [
      'no cipher in common',
      ['ssl_failed_handshake', 'answered', 'alert 40 handshake_failure'],
      // Old ciphers are of no use to a P-256 certificate.
      ({ leaf }) => tlsServer(leaf, { tls: { maxVersion: 'TLSv1.2', ciphers: 'AES128-SHA' } }),
    ],
  ]
  type Expected = readonly [code: string, phase: string, raw?: string]

  test.for(cases)('%s', async ([, [code, phase, raw], serve], { pki }) => {
    const before = sockets()
    {
      await using server = await serve(pki)
      const ctx = stepContext({ budget: budgetFor(code) })
      const { seen, value } = await attempt(ctx, server)
      expect(value).toBeNull()
      expect(seen).toMatchObject({ failure: { code }, phase, chain: [], version: null })
      if (raw !== undefined) expect(seen.failure?.raw).toBe(raw)
      expect(ctx.dialled.map((socket) => socket.closed)).toEqual([true])
    }
    expect(await socketsAfter(before)).toBe(before)
  })

  test('takes for an answer what came before it, and was pushed back', async () => {
    await using server = await tcpServer(greet('SSH-2.0-OpenSSH_9.2\r\n'))
    const ctx = stepContext()
    const socket = await open(ctx, server)
    await once(socket, 'readable')
    const to = { ...server, host: 'a.test', ca: [], peer: 'target', attempt: 1 } as const
    const { seen } = await handshake(ctx, socket, to)
    expect(seen).toMatchObject({ failure: { code: 'ssl_not_spoken' }, phase: 'answered' })
  })

  test('is cut by name: one name is reset, another served', async ({ pki }) => {
    await using server = await tlsServer(pki.leaf, { misbehave: cutAfterHello(['blocked.test']) })
    const ca = [pki.root.pem]
    const blocked = await attempt(stepContext(), server, { host: 'blocked.test', ca })
    expect(blocked.seen).toMatchObject({ failure: { code: 'connection_reset' }, phase: 'sent' })
    const served = await attempt(stepContext(), server, { ca })
    expect(served.seen.failure).toBeNull()
    await release(served.value ?? expect.unreachable())
  })

  test('is interrupted by the end of the sweep', async () => {
    await using server = await tcpServer(mute)
    const end = new AbortController()
    const ctx = stepContext({ signal: end.signal })
    const pending = attempt(ctx, server)
    setImmediate(() => end.abort())
    expect((await pending).seen.failure?.code).toBe('interrupted')
    expect(ctx.dialled.map((socket) => socket.closed)).toEqual([true])
  })

  test('is not begun on a socket that is already gone', async () => {
    await using server = await tcpServer(mute)
    const ctx = stepContext()
    const socket = await open(ctx, server)
    await release(socket)
    const to = { ...server, host: 'a.test', ca: [], peer: 'target', attempt: 1 } as const
    const { seen } = await handshake(ctx, socket, to)
    expect(seen).toMatchObject({ failure: { code: 'eof_error' }, phase: 'before-hello' })
  })
})
