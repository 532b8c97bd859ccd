import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { handshake } from '../../../probes/steps/handshake.ts'
import { tunnel } from '../../../probes/steps/proxy.ts'
import { request } from '../../../probes/steps/request.ts'
import { proxyObservation } from '../../../shared/model/observation.ts'
import type { HttpProxy } from '../../../shared/model/target.ts'
import {
  budgetFor,
  open,
  PATIENT,
  sockets,
  socketsAfter,
  stepContext,
  type TestContext,
} from '../../fixtures/context.ts'
import {
  httpServer,
  type Respond,
  respond,
  respondEndlessly,
  respondNothing,
  respondRaw,
} from '../../fixtures/http-server.ts'
import { mintLeaf, mintRoot } from '../../fixtures/mint.ts'
import {
  cannotReach,
  deny,
  openTunnels,
  proxyServer,
  wantCredentials,
} from '../../fixtures/proxy-server.ts'
import { greet, type TestServer, tcpServer } from '../../fixtures/tcp-server.ts'

const AUTHORITY = 'app.test:443'
const SECRET = `Basic ${Buffer.from('probe:hunter2').toString('base64')}`

function proxyAt(server: TestServer, more: Partial<HttpProxy> = {}): HttpProxy {
  return { scheme: 'http', host: 'proxy.test', port: server.port, authorization: null, ...more }
}

async function attempt(ctx: TestContext, server: TestServer, more: Partial<HttpProxy> = {}) {
  const socket = await open(ctx, server)
  const proxy = proxyAt(server, more)
  const result = await tunnel(ctx, socket, { proxy, authority: AUTHORITY, attempt: 1 })
  expect(proxyObservation.parse(result.seen)).toEqual(result.seen)
  return result
}

/** An answer whose body leaves once its head has arrived. */
function inTwo(head: string, body: string | Buffer): Respond {
  return (socket) => {
    socket.write(`HTTP/1.1 ${head}\r\n`)
    setImmediate(() => setImmediate(() => socket.end(body)))
  }
}

describe('tunnel', () => {
  const refusals: [
    string,
    Respond,
    readonly [code: string, status: number | null, raw?: string],
  ][] = [
    ['wants credentials', wantCredentials, ['proxy_auth_required', 407, '407 Test']],
    ['denies', deny, ['proxy_denied', 403]],
    ['does not know CONNECT', respond(405), ['proxy_denied', 405]],
    ['leads to a portal', respond(302), ['proxy_denied', 302]],
    ['cannot reach the target', cannotReach, ['proxy_upstream_failure', 503]],
    ['fails without a reason', respond(500), ['proxy_upstream_failure', 500]],
    ['says nothing', respondNothing, ['generic_timeout_error', null]],
    ['closes', respondRaw('', 'close'), ['eof_error', null]],
    ['closes in the header', respondRaw('HTTP/1.1 200 OK\r\nvia', 'close'), ['eof_error', null]],
    ['resets', respondRaw('', 'reset'), ['connection_reset', null]],
    ['speaks another protocol', respondRaw('SSH-2.0-x\r\n'), ['http_invalid_response', null]],
    ['answers HTTP/9', respondRaw('HTTP/9 200\r\n\r\n'), ['http_invalid_response', null]],
    [
      'sends endless headers',
      respondEndlessly('HTTP/1.1 200 OK\r\n', 'x-header: aaaaaaaa\r\n'),
      ['http_headers_too_large', null],
    ],
  ]
  test.for(refusals)('of a proxy that %s', async ([, answer, [code, status, raw]]) => {
    const before = sockets()
    {
      await using server = await proxyServer(answer)
      const ctx = stepContext({ budget: budgetFor(code) })
      const { seen, value } = await attempt(ctx, server)
      expect(value).toBeNull()
      expect(seen).toMatchObject({ failure: { code }, status })
      if (raw !== undefined) expect(seen.failure?.raw).toBe(raw)
      expect(ctx.dialled.map((socket) => socket.closed)).toEqual([true])
    }
    expect(await socketsAfter(before)).toBe(before)
  })

  test('keeps the words of a refusal', async () => {
    await using server = await proxyServer(cannotReach)
    const { seen } = await attempt(stepContext(), server)
    expect(seen).toMatchObject({
      proxy: `http://proxy.test:${server.port}`,
      authority: AUTHORITY,
      headers: { server: 'squid/5.7', 'x-squid-error': 'ERR_CONNECT_FAIL 113' },
      body: '<p>Connection to the target failed.</p>',
    })
  })

  test('does not wait for a page that does not end', async () => {
    await using server = await proxyServer(respondRaw('HTTP/1.1 403 No\r\n\r\nbecause', 'hold'))
    const { seen } = await attempt(stepContext({ budget: 60_000 }), server)
    expect(seen).toMatchObject({ failure: { code: 'proxy_denied' }, body: 'because' })
    expect(seen.t - seen.t0).toBeLessThan(PATIENT)
  })

  test.for([
    ['of a length', 'content-length: 6\r\n', Buffer.from('denied'), 'denied'],
    ['of any length', 'content-type: text/plain\r\n', Buffer.from('denied'), 'denied'],
    ['compressed', 'content-encoding: gzip\r\n', gzipSync('denied'), 'denied'],
    ['longer than is kept', '', Buffer.alloc(5000, 'x'), 'x'.repeat(2048)],
  ] as const)('keeps the page of a refusal that comes late: %s', async ([, head, page, body]) => {
    await using server = await proxyServer(inTwo(`403 No\r\n${head}`, page))
    const { seen } = await attempt(stepContext(), server)
    expect(seen).toMatchObject({ failure: { code: 'proxy_denied' }, body })
  })

  test.for([
    ['its length', 'content-length: 11'],
    ['its type', 'content-type: text/html'],
  ])('a page in the place of a tunnel is waited for by %s', async ([, head]) => {
    await using server = await proxyServer(inTwo(`200 OK\r\n${head}\r\n`, '<h1>no</h1>'))
    const { seen, value } = await attempt(stepContext(), server)
    const failure = { code: 'proxy_denied', raw: '200 OK, and a page instead of the tunnel' }
    expect(seen).toMatchObject({ failure, body: '<h1>no</h1>' })
    expect(value).toBeNull()
  })

  test('sends credentials and keeps them out of what it says', async () => {
    await using target = await tcpServer(greet('hello'))
    await using server = await proxyServer(openTunnels(() => target, { credentials: SECRET }))
    const without = await attempt(stepContext(), server)
    expect(without.seen).toMatchObject({
      failure: { code: 'proxy_auth_required' },
      headers: { 'proxy-authenticate': 'Basic realm="test"' },
    })
    const { seen, value } = await attempt(stepContext(), server, { authorization: SECRET })
    expect(seen).toMatchObject({ failure: null, status: 200 })
    expect(JSON.stringify(seen)).not.toContain(SECRET.slice(6))
    value?.destroy()
  })

  test.for([
    ['in a page', 'No\r\n\r\nyou sent ', ''],
    ['in a header', 'No\r\nvia: you sent ', '\r\n\r\n'],
    ['in its reason', 'you sent ', '\r\n\r\n'],
  ] as const)('keeps credentials out of an echo %s', async ([, before, after]) => {
    const echo = `HTTP/1.1 403 ${before}${SECRET.slice(6)}${after}`
    await using server = await proxyServer(respondRaw(echo, 'close'))
    const { seen } = await attempt(stepContext(), server, { authorization: SECRET })
    expect(seen).toMatchObject({ status: 403, credentials: 'Basic' })
    expect(JSON.stringify(seen)).toContain('you sent ')
    expect(JSON.stringify(seen)).not.toContain(SECRET.slice(6))
  })

  test('refuses to send a line end that is none of its own', async () => {
    await using server = await proxyServer(deny)
    const ctx = stepContext()
    await expect(attempt(ctx, server, { authorization: 'a\r\nb: c' })).rejects.toThrow(TypeError)
    ctx.dialled[0]?.destroy()
  })

  test('is interrupted by the end of the sweep', async () => {
    await using server = await proxyServer(respondNothing)
    const end = new AbortController()
    const pending = attempt(stepContext({ signal: end.signal }), server)
    setImmediate(() => setImmediate(() => end.abort()))
    expect((await pending).seen.failure?.code).toBe('interrupted')
  })

  test('gives bytes that came with the answer to whoever reads next', async () => {
    await using target = await tcpServer(greet(''))
    await using server = await proxyServer(openTunnels(() => target, { early: 'early bytes' }))
    const { value } = await attempt(stepContext(), server)
    const socket = value ?? expect.unreachable()
    const [chunk] = await new Promise<Buffer[]>((resolve) =>
      socket.once('data', (b) => resolve([b])),
    )
    expect(chunk?.toString()).toBe('early bytes')
    socket.destroy()
  })

  test.for([
    ['a TLS record', '\x16\x03\x03', true],
    ['the last type of record', '\x18\x03\x03', true],
    ['a page', '<p>', false],
    ['what is before the types of records', '\x13', false],
    ['what is behind them', '\x19', false],
  ] as const)(
    'before a handshake %s that came early is the target’s: %s',
    async ([, early, is]) => {
      await using target = await tcpServer(greet(''))
      await using server = await proxyServer(openTunnels(() => target, { early }))
      const ctx = stepContext()
      const to = { proxy: proxyAt(server), authority: AUTHORITY, attempt: 1, tls: true }
      const { value } = await tunnel(ctx, await open(ctx, server), to)
      expect(value !== null).toBe(is)
      value?.destroy()
    },
  )

  test('a page whose first byte comes alone is read to its end', async () => {
    await using target = await tcpServer(greet('html>blocked'))
    await using server = await proxyServer(openTunnels(() => target, { early: '<' }))
    const ctx = stepContext()
    const to = { proxy: proxyAt(server), authority: AUTHORITY, attempt: 1, tls: true }
    const { seen } = await tunnel(ctx, await open(ctx, server), to)
    expect(seen.body).toBe('<html>blocked')
  })

  test.for(['http', 'https'] as const)('carries TLS and a request, %s proxy', async (scheme) => {
    const before = sockets()
    const root = await mintRoot()
    const leaf = await mintLeaf(root, { names: ['app.test'] })
    const ca = [root.pem]
    {
      await using target = await httpServer(respond(200, { body: 'through' }), leaf)
      const identity =
        scheme === 'https' ? await mintLeaf(root, { names: ['proxy.test'] }) : undefined
      await using server = await proxyServer(
        openTunnels(() => target),
        identity,
      )
      const ctx = stepContext()
      let socket = await open(ctx, server)
      if (scheme === 'https') {
        const to = { ...server, host: 'proxy.test', ca, peer: 'proxy', attempt: 1 } as const
        const secured = await handshake(ctx, socket, to)
        expect(secured.seen.failure).toBeNull()
        socket = secured.value ?? expect.unreachable()
      }
      const to = { proxy: proxyAt(server, { scheme }), authority: AUTHORITY, attempt: 1 }
      const opened = await tunnel(ctx, socket, to)
      const at = { ...target, attempt: 1 }
      const inner = { ...at, host: 'app.test', ca, peer: 'target' } as const
      const secured = await handshake(ctx, opened.value ?? expect.unreachable(), inner)
      expect(secured.seen).toMatchObject({ failure: null, phase: 'done', nameMatches: true })
      const what = { ...at, url: 'https://app.test/', method: 'GET', headers: {} }
      const seen = await request(ctx, secured.value ?? expect.unreachable(), what)
      expect(seen).toMatchObject({ failure: null, status: 200, body: 'through' })
      expect(ctx.dialled.map((s) => s.closed)).toEqual([true])
    }
    expect(await socketsAfter(before)).toBe(before)
  })
})
