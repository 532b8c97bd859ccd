import { describe, expect, test } from 'vitest'
import { connect } from '../../../probes/steps/connect.ts'
import { handshake } from '../../../probes/steps/handshake.ts'
import { request } from '../../../probes/steps/request.ts'
import { requestObservation } from '../../../shared/model/observation.ts'
import {
  budgetFor,
  open,
  SILENCE,
  sockets,
  socketsAfter,
  stepContext,
  type TestContext,
} from '../../fixtures/context.ts'
import {
  httpServer,
  type Respond,
  respond,
  respondDripping,
  respondEndlessly,
  respondNothing,
  respondRaw,
} from '../../fixtures/http-server.ts'
import { mintLeaf, mintRoot } from '../../fixtures/mint.ts'
import { mute, type TestServer, tcpServer } from '../../fixtures/tcp-server.ts'
import { tlsServer } from '../../fixtures/tls-server.ts'

async function ask(
  ctx: TestContext,
  server: TestServer,
  what: Partial<Parameters<typeof request>[2]> = {},
) {
  const socket = await open(ctx, server)
  const url = `http://app.test:${server.port}/`
  const seen = await request(ctx, socket, {
    ...server,
    url,
    method: 'GET',
    headers: {},
    attempt: 1,
    ...what,
  })
  expect(ctx.dialled.map((s) => s.closed)).toEqual([true])
  expect(requestObservation.parse(seen)).toEqual(seen)
  return seen
}

/** Answers in order, and keeps what was asked. */
function recording(answer: Respond): { heads: string[]; answer: Respond } {
  const heads: string[] = []
  return {
    heads,
    answer: (socket, head) => {
      heads.push(head)
      answer(socket, head)
    },
  }
}

describe('request', () => {
  test('tells status, headers that matter, body and the first byte', async () => {
    const headers = {
      Server: 'nginx',
      'X-Ms-Error-Code': 'AuthorizationFailure',
      'X-Secret-Thing': 'no',
      'Set-Cookie': 'session=1',
      Via: 'a'.repeat(2000),
    }
    const { heads, answer } = recording(respond(403, { headers, body: 'no\r\nway\x1b[31m' }))
    await using server = await httpServer(answer)
    const seen = await ask(stepContext(), server, { headers: { 'x-probe': '1' } })
    expect(seen).toMatchObject({
      failure: null,
      status: 403,
      headers: {
        server: 'nginx',
        'x-ms-error-code': 'AuthorizationFailure',
        'content-length': '12',
        via: 'a'.repeat(512),
      },
      body: 'no\nway\uFFFD[31m',
      bodyBytes: 12,
      bodyComplete: true,
    })
    expect(Object.keys(seen.headers)).not.toContain('set-cookie')
    expect(Object.keys(seen.headers)).not.toContain('x-secret-thing')
    expect(seen.firstByte).toBeGreaterThanOrEqual(seen.t0)
    expect(heads).toHaveLength(1)
    expect(heads[0]).toMatch(/^GET \/ HTTP\/1\.1\r\nhost: app\.test:\d+\r\n/i)
    expect(heads[0]).toMatch(/^user-agent: perimeter\/0\.1\r$/im)
    expect(heads[0]).toMatch(/^x-probe: 1\r$/m)
  })

  test('asks a proxy in absolute form', async () => {
    const { heads, answer } = recording(respond(200))
    await using server = await httpServer(answer)
    await ask(stepContext(), server, { url: 'http://app.test:80/a?b=c', absoluteForm: true })
    expect(heads[0]).toMatch(/^GET http:\/\/app\.test\/a\?b=c HTTP\/1\.1\r\nhost: app\.test\r\n/i)
  })

  const answers: [string, Respond, object][] = [
    ['no body', respondRaw('HTTP/1.1 204 No Content\r\n\r\n'), { status: 204, bodyComplete: true }],
    [
      'a redirect, which is not followed',
      respond(302, { headers: { location: 'https://elsewhere.test/' } }),
      { status: 302, headers: { location: 'https://elsewhere.test/' } },
    ],
    [
      'a reason phrase of its own',
      respondRaw('HTTP/1.1 403 URLBlocked\r\ncontent-length: 0\r\n\r\n'),
      { status: 403, reason: 'URLBlocked' },
    ],
    [
      'interim answers first',
      respondRaw(
        'HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nvia: no\r\n\r\nHTTP/1.1 200 OK\r\nvia: yes\r\ncontent-length: 2\r\n\r\nok',
      ),
      { status: 200, headers: { via: 'yes' }, body: 'ok', bodyComplete: true },
    ],
    [
      'a chunked body',
      respondRaw('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n'),
      { body: 'abc', bodyBytes: 3, bodyComplete: true },
    ],
    [
      'a body that ends with the connection',
      respondRaw('HTTP/1.0 200 OK\r\n\r\nabc', 'close'),
      { body: 'abc', bodyComplete: true },
    ],
    [
      'headers of 20 KiB, which other clients refuse',
      respondRaw(
        `HTTP/1.1 200 OK\r\ncontent-security-policy: ${'a'.repeat(20_480)}\r\ncontent-length: 0\r\n\r\n`,
      ),
      { status: 200, headBytes: 20_526, bodyComplete: true },
    ],
    [
      'an endless body, of which 16 KiB are read',
      respondEndlessly('HTTP/1.1 200 OK\r\n\r\n', 'x'),
      { status: 200, body: 'x'.repeat(2048), bodyBytes: 16_384, bodyComplete: false },
    ],
  ]
  test.for(answers)('takes %s', async ([, answer, expected]) => {
    await using server = await httpServer(answer)
    expect(await ask(stepContext(), server)).toMatchObject({ failure: null, ...expected })
  })

  const OK = 'HTTP/1.1 200 OK\r\n'
  const failures: [string, Respond, readonly [code: string, status: number | null]][] = [
    ['silence', respondNothing, ['generic_timeout_error', null]],
    ['one byte at a time', respondDripping(100), ['generic_timeout_error', null]],
    ['a close without an answer', respondRaw('', 'close'), ['eof_error', null]],
    ['a close in the headers', respondRaw(`${OK}server: x\r\n`, 'close'), ['eof_error', null]],
    [
      'a close in the body',
      respondRaw(`${OK}content-length: 50\r\n\r\nabc`, 'close'),
      ['eof_error', 200],
    ],
    [
      'a close in a chunk',
      respondRaw(`${OK}transfer-encoding: chunked\r\n\r\n9\r\nabc`, 'close'),
      ['eof_error', 200],
    ],
    [
      'a close in a chunk of an answer that ends the connection',
      respondRaw(`${OK}connection: close\r\ntransfer-encoding: chunked\r\n\r\n9\r\nabc`, 'close'),
      ['eof_error', 200],
    ],
    [
      'a reset in a body that ends with the connection',
      respondRaw('HTTP/1.0 200 OK\r\n\r\nabc', 'reset'),
      ['connection_reset', 200],
    ],
    ['a reset', respondRaw('', 'reset'), ['connection_reset', null]],
    [
      'garbage for a chunk',
      respondRaw(`${OK}transfer-encoding: chunked\r\n\r\nzz\r\nabc`),
      ['http_invalid_response', 200],
    ],
    ['another protocol', respondRaw('SSH-2.0-OpenSSH_9.2\r\n'), ['http_invalid_response', null]],
    [
      'an upgrade nobody asked for',
      respondRaw('HTTP/1.1 101 Switching\r\nconnection: upgrade\r\nupgrade: odd\r\n\r\n'),
      ['http_invalid_response', null],
    ],
    [
      'one header of 70 KiB',
      respondRaw(`${OK}via: ${'a'.repeat(71_680)}\r\n\r\n`),
      ['http_headers_too_large', null],
    ],
    [
      'endless headers',
      respondEndlessly(OK, `x-header: ${'a'.repeat(100)}\r\n`),
      ['http_headers_too_large', null],
    ],
    [
      'an endless status line',
      respondEndlessly('HTTP/1.1 200 ', 'a'),
      ['http_headers_too_large', null],
    ],
    [
      'endless interim answers',
      respondEndlessly('', 'HTTP/1.1 102 Processing\r\n\r\n'),
      ['http_headers_too_large', null],
    ],
  ]
  test('an answer stands although its body does not come in time', async () => {
    await using server = await httpServer(respondRaw(`${OK}content-length: 5\r\n\r\nab`))
    const seen = await ask(stepContext({ budget: SILENCE }), server)
    const came = { status: 200, body: 'ab', bodyBytes: 2, bodyComplete: false }
    expect(seen).toMatchObject({ failure: null, ...came })
  })

  test.for(failures)('fails by %s', async ([, answer, [code, status]]) => {
    const before = sockets()
    {
      await using server = await httpServer(answer)
      const seen = await ask(stepContext({ budget: budgetFor(code) }), server)
      expect(seen).toMatchObject({ failure: { code }, status, bodyComplete: false })
    }
    expect(await socketsAfter(before)).toBe(before)
  })

  test('is interrupted by the end of the sweep', async () => {
    await using server = await tcpServer(mute)
    const end = new AbortController()
    const pending = ask(stepContext({ signal: end.signal }), server)
    setImmediate(() => setImmediate(() => end.abort()))
    expect((await pending).failure?.code).toBe('interrupted')
  })

  test('dials no second time when the connection is gone', async () => {
    await using server = await tcpServer(mute)
    const ctx = stepContext()
    const socket = await open(ctx, server)
    socket.destroy()
    const what = { ...server, url: 'http://app.test/', method: 'GET', headers: {}, attempt: 1 }
    const seen = await request(ctx, socket, what)
    expect(seen.failure?.code).toBe('eof_error')
    expect(ctx.dialled).toHaveLength(1)
  })
})

describe('the steps in a row over TLS', () => {
  const TARGET = { peer: 'target', attempt: 1 } as const

  test('end with an answer, and with nothing left', async () => {
    const before = sockets()
    const root = await mintRoot()
    const leaf = await mintLeaf(root, { names: ['app.test'] })
    {
      await using server = await httpServer(respond(401, { body: 'who?' }), leaf)
      const ctx = stepContext()
      const tcp = await connect(ctx, { ...server, ...TARGET })
      const to = { ...server, host: 'app.test', ca: [root.pem], ...TARGET }
      const tls = await handshake(ctx, tcp.value ?? expect.unreachable(), to)
      const url = 'https://app.test/v2/'
      const what = { ...server, url, method: 'GET', headers: {}, attempt: 1 }
      const seen = await request(ctx, tls.value ?? expect.unreachable(), what)
      expect(seen).toMatchObject({ failure: null, status: 401, body: 'who?', bodyComplete: true })
      expect(ctx.dialled.map((socket) => socket.closed)).toEqual([true])
    }
    expect(await socketsAfter(before)).toBe(before)
  })

  test('tell a server that wants a client certificate, which TLS 1.3 says only here', async () => {
    const root = await mintRoot()
    const leaf = await mintLeaf(root, { names: ['app.test'] })
    const tls = { requestCert: true, rejectUnauthorized: true, ca: root.pem }
    await using server = await tlsServer(leaf, { tls })
    const ctx = stepContext()
    const socket = await open(ctx, server)
    const to = { ...server, host: 'app.test', ca: [root.pem], ...TARGET }
    const secured = await handshake(ctx, socket, to)
    const url = 'https://app.test/'
    const what = { ...server, url, method: 'GET', headers: {}, attempt: 1 }
    const seen = await request(ctx, secured.value ?? expect.unreachable(), what)
    expect(seen.failure).toEqual({
      code: 'ssl_failed_handshake',
      raw: 'alert 116 certificate_required',
    })
  })
})
