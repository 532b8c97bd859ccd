import type { Socket } from 'node:net'
import net from 'node:net'
import { describe, expect, test as plain } from 'vitest'
import { sweep } from '../../probes/sweep.ts'
import { judge } from '../../shared/judge/judge.ts'
import { stepContext } from '../fixtures/context.ts'
import { httpServer, respond, respondRaw } from '../fixtures/http-server.ts'
import { type Authority, type Identity, mintLeaf, mintRoot } from '../fixtures/mint.ts'
import { LIMITS, options } from '../fixtures/sweep.ts'
import { targetOf } from '../fixtures/target.ts'
import { mute, type TestServer, tcpServer } from '../fixtures/tcp-server.ts'
import { tlsServer } from '../fixtures/tls-server.ts'
import { BOOK } from '../shared/judge/evidence.ts'

const test = plain.extend<{ pki: { readonly root: Authority; readonly leaf: Identity } }>({
  pki: [
    // biome-ignore lint/correctness/noEmptyPattern: vitest wants the pattern
    async ({}, use) => {
      const root = await mintRoot()
      await use({ root, leaf: await mintLeaf(root, { names: ['app.test'] }) })
    },
    { scope: 'file' },
  ],
})

const network = {
  lookup: async () => ['20.2.2.2'],
  dial: (_: string, port: number) => stepContext().network.dial('127.0.0.1', port),
}

async function checked(url: string, ca: readonly string[] = []) {
  const limits = { ...LIMITS, attempts: 1 }
  const evidence = await sweep([targetOf(url, { ca })], options({ limits }, network))
  const [judgement] = judge(evidence, { book: BOOK })
  return { verdict: judgement?.verdict, codes: judgement?.findings.map((f) => f.code) }
}

interface Heard {
  readonly bytes: Buffer[]
  readonly errors: string[]
  /** Settles when the connection is over. */
  readonly over: Promise<unknown>
}

function hear(socket: Socket): Heard {
  const heard = { bytes: [] as Buffer[], errors: [] as string[] }
  socket.on('data', (bytes) => heard.bytes.push(bytes))
  socket.on('error', (error) => heard.errors.push(String(error)))
  return { ...heard, over: new Promise((resolve) => socket.once('close', resolve)) }
}

/** Between the probe and a server: what the probe says arrives, and is kept. */
async function relay(server: TestServer): Promise<{ relay: TestServer; heard: Heard[] }> {
  const heard: Heard[] = []
  const between = await tcpServer((socket) => {
    heard.push(hear(socket))
    const onward = net.connect({ port: server.port, host: '127.0.0.1', allowHalfOpen: true })
    onward.on('error', () => undefined)
    socket.pipe(onward)
    onward.pipe(socket)
  })
  return { relay: between, heard }
}

/** The types of TLS records (RFC 8446, 5.1). */
function records(stream: Buffer): number[] {
  const types: number[] = []
  for (let at = 0; at + 5 <= stream.length; at += 5 + stream.readUInt16BE(at + 3)) {
    types.push(stream[at] ?? 0)
  }
  return types
}

const [CHANGE, ALERT, HANDSHAKE, DATA] = [20, 21, 22, 23]

describe('a target without a request is left in order', () => {
  test.for([
    // In TLS 1.3 what follows the hello is encrypted: Finished, and close_notify.
    ['TLSv1.3', [HANDSHAKE, CHANGE, DATA, DATA]],
    ['TLSv1.2', [HANDSHAKE, HANDSHAKE, CHANGE, HANDSHAKE, ALERT]],
  ] as const)('%s: Finished, close_notify, FIN', async ([version, types], { pki }) => {
    const only = { minVersion: version, maxVersion: version }
    await using server = await tlsServer(pki.leaf, { tls: only })
    const { relay: between, heard } = await relay(server)
    await using at = between
    expect((await checked(`tls://app.test:${at.port}`, [pki.root.pem])).verdict).toBe('pass')
    const [one] = heard
    await one?.over
    expect(records(Buffer.concat(one?.bytes ?? []))).toEqual(types)
    expect(one?.errors).toEqual([])
  })

  test.for([
    { what: 'a server that ends', answer: respond(200, { body: 'hello' }) },
    {
      what: 'a server that keeps the connection',
      answer: respondRaw('HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello', 'hold'),
    },
  ])('https: close_notify after the answer of $what', async ({ answer }, { pki }) => {
    const tls = { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' } as const
    await using server = await httpServer(answer, pki.leaf, tls)
    const { relay: between, heard } = await relay(server)
    await using at = between
    expect((await checked(`https://app.test:${at.port}/`, [pki.root.pem])).verdict).toBe('pass')
    const [one] = heard
    await one?.over
    expect(records(Buffer.concat(one?.bytes ?? [])).slice(-2)).toEqual([DATA, ALERT])
  })

  test('a greeting is read, so that no reset follows', async () => {
    const heard: Heard[] = []
    await using server = await tcpServer((socket) => {
      heard.push(hear(socket))
      socket.write('220 mail.test ESMTP\r\n')
    })
    expect((await checked(`tcp://app.test:${server.port}`)).verdict).toBe('pass')
    await heard[0]?.over
    expect(heard[0]?.errors).toEqual([])
  })

  test('a server that never ends does not hold it up', async () => {
    await using server = await tcpServer(mute)
    expect((await checked(`tcp://app.test:${server.port}`)).verdict).toBe('pass')
  })
})

describe('a server that asks for a client certificate, without a request', () => {
  test.for(['TLSv1.2', 'TLSv1.3'] as const)('%s: one that wants it', async (version, { pki }) => {
    const wants = { requestCert: true, rejectUnauthorized: true, ca: pki.root.pem }
    const tls = { minVersion: version, maxVersion: version, ...wants }
    await using server = await tlsServer(pki.leaf, { tls })
    const { codes } = await checked(`tls://app.test:${server.port}`, [pki.root.pem])
    expect(codes).toEqual(['tls-client-certificate-required'])
  })

  test('TLSv1.3: one that serves without it', async ({ pki }) => {
    const tls = { requestCert: true, rejectUnauthorized: false }
    await using server = await tlsServer(pki.leaf, { tls })
    const { verdict } = await checked(`tls://app.test:${server.port}`, [pki.root.pem])
    expect(verdict).toBe('pass')
  })
})
