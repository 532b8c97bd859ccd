import type { Socket } from 'node:net'
import net from 'node:net'
import { afterEach, beforeEach, describe, expect, test as plain, vi } from 'vitest'
import { leave } from '../../probes/leave.ts'
import { sweep } from '../../probes/sweep.ts'
import { judge } from '../../shared/judge/judge.ts'
import { open, stepContext } from '../fixtures/context.ts'
import { httpServer, respond, respondRaw } from '../fixtures/http-server.ts'
import { type Authority, type Identity, mintLeaf, mintRoot } from '../fixtures/mint.ts'
import { LIMITS, options } from '../fixtures/sweep.ts'
import { targetOf } from '../fixtures/target.ts'
import { type TestServer, tcpServer } from '../fixtures/tcp-server.ts'
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

/** For a server that never ends, not even after its peer. */
const unmoved = (socket: Socket) => {
  socket.allowHalfOpen = true
  socket.resume()
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
    await using server = await tcpServer(unmoved)
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

  test('TLSv1.3: one that serves without it, and resets what is over', async ({ pki }) => {
    const tls = { requestCert: true, rejectUnauthorized: false }
    const below: Socket[] = []
    await using server = await tlsServer(pki.leaf, {
      tls,
      misbehave: (_, socket) => {
        below.push(socket)
        return 'serve'
      },
      onSocket: () => below[0]?.resetAndDestroy(),
    })
    const { verdict } = await checked(`tls://app.test:${server.port}`, [pki.root.pem])
    expect(verdict).toBe('pass')
  })
})

describe('how long a leave takes', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  test.for([
    { after: 'a step of no time', took: 0, budget: 5000, most: 100 },
    { after: 'a step of 200 ms', took: 200, budget: 5000, most: 400 },
    { after: 'a slow step', took: 5000, budget: 20_000, most: 1000 },
    { after: 'a step that left little time', took: 5000, budget: 30, most: 30 },
  ])('from a silent peer, after $after: $most ms', async ({ took, budget, most }) => {
    await using server = await tcpServer(unmoved)
    const ctx = stepContext({ budget })
    const socket = await open(ctx, server)
    let isOver = false
    const left = leave(ctx, socket, { took }).then(() => {
      isOver = true
    })
    vi.advanceTimersByTime(most - 1)
    await new Promise((resolve) => setImmediate(resolve))
    expect(isOver).toBe(false)
    vi.advanceTimersByTime(1)
    await left
    socket.destroy()
  })

  // The timers stand still: only what is named here can end the leave.
  test('it ends when the peer ends, whatever that said before', async () => {
    await using server = await tcpServer((socket) => socket.end('x'.repeat(1_000_000)))
    const ctx = stepContext()
    expect(await leave(ctx, await open(ctx, server), { took: 0 })).toBeNull()
  })

  test('it ends with the sweep, and does not begin after it', async () => {
    await using server = await tcpServer(unmoved)
    const sweep = new AbortController()
    const ctx = stepContext({ signal: sweep.signal })
    const sockets = [await open(ctx, server), await open(ctx, server)] as const
    const left = leave(ctx, sockets[0], { took: 0 })
    sweep.abort()
    await left
    await leave(ctx, sockets[1], { took: 0 })
    expect(sockets[1].writableEnded).toBe(false)
    for (const socket of sockets) socket.destroy()
  })
})
