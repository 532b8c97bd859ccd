import { describe, expect, test } from 'vitest'
import { sweep } from '../../../probes/sweep.ts'
import { requestObservation } from '../../../shared/model/observation.ts'
import { grpcServer, health, type OnCall, page, withoutAlpn } from '../../fixtures/grpc-server.ts'
import { httpServer, respond, respondRaw } from '../../fixtures/http-server.ts'
import { EXPIRED, mintLeaf, mintRoot } from '../../fixtures/mint.ts'
import { LIMITS, options } from '../../fixtures/sweep.ts'
import { targetOf } from '../../fixtures/target.ts'
import { greet, mute, type TestServer, tcpServer } from '../../fixtures/tcp-server.ts'
import { codes, judged } from '../../shared/judge/evidence.ts'

const root = await mintRoot()
const identity = await mintLeaf(root, { names: ['app.test'] })
const expired = await mintLeaf(root, { names: ['app.test'], days: EXPIRED })

async function told(
  scheme: 'grpc' | 'grpcs',
  serve: () => Promise<TestServer>,
  {
    service = '',
    step = LIMITS.step,
    token,
  }: { service?: string; step?: number; token?: string } = {},
) {
  await using server = await serve()
  const target = targetOf(`${scheme}://app.test:${server.port}/${service}`, {
    ca: [root.pem],
    address: '127.0.0.1',
    ...(token !== undefined && { auth: { azure: 'api://app' } }),
  })
  const tokens = async () => ({ token: token ?? '', failure: null })
  const evidence = await sweep([target], options({ limits: { ...LIMITS, step }, tokens }))
  const seen = evidence.targets[0]?.observations ?? []
  const last = seen.at(-1)
  if (last?.step !== 'request') throw new Error(`the last step is ${last?.step}`)
  expect(requestObservation.parse(last)).toEqual(last)
  return { last, seen, verdict: judged(evidence).verdict, codes: codes(evidence) }
}

const plain = (onCall: OnCall) => () => grpcServer(onCall)
const secure = (onCall: OnCall) => () => grpcServer(onCall, identity)

describe('a gRPC target', () => {
  test.for(['grpc', 'grpcs'] as const)('%s: SERVING passes', async (scheme) => {
    const heard: unknown[] = []
    const serve: OnCall = (stream, headers) => {
      stream.on('data', (chunk: Buffer) => heard.push(chunk.toString('latin1')))
      stream.on('end', () => health()(stream, headers))
      heard.push(headers[':path'], headers['content-type'], headers['te'])
    }
    const got = await told(scheme, (scheme === 'grpc' ? plain : secure)(serve), { service: 'a.B' })
    expect(got.last).toMatchObject({
      failure: null,
      status: 200,
      grpc: { service: 'a.B', code: 0, health: 'SERVING' },
    })
    expect(heard).toEqual([
      '/grpc.health.v1.Health/Check',
      'application/grpc',
      'trailers',
      '\0\0\0\0\u0005\n\u0003a.B',
    ])
    expect([got.verdict, ...got.codes]).toEqual(['pass'])
  })

  test.for([
    ['NOT_SERVING', health({ health: 2 }), 'fail', 'grpc-not-serving'],
    ['UNKNOWN', health({ health: 0 }), 'fail', 'grpc-not-serving'],
    [
      'NOT_FOUND',
      health({ health: null, code: 5, trailersOnly: true }),
      'fail',
      'grpc-not-serving',
    ],
    [
      'UNAVAILABLE',
      health({ health: null, code: 14, message: 'no “upstream”' }),
      'fail',
      'grpc-not-serving',
    ],
    [
      'UNIMPLEMENTED',
      health({ health: null, code: 12, trailersOnly: true }),
      'warn',
      'grpc-health-unknown',
    ],
    ['UNAUTHENTICATED', health({ health: null, code: 16 }), 'inconclusive', 'grpc-health-unknown'],
    ['OK without a message', health({ health: null }), 'inconclusive', 'grpc-health-unknown'],
    ['no grpc-status', health({ code: null }), 'fail', 'grpc-not-serving'],
    ['a page', page(200, '<h1>Welcome</h1>'), 'fail', 'grpc-not-spoken'],
    [
      'a block page',
      page(403, '<h1>Access Denied</h1> blocked by your administrator'),
      'fail',
      'http-denied-by-firewall',
    ],
    ['a stream that is reset', (stream) => stream.close(2), 'fail', 'http-no-response'],
    ['a session that goes away', (stream) => stream.session?.destroy(), 'fail', 'http-no-response'],
  ] as const satisfies readonly (readonly [string, OnCall, string, string])[])(
    'tells %s',
    async ([, serve, verdict, code]) => {
      for (const [scheme, over] of [['grpc', plain] as const, ['grpcs', secure] as const]) {
        const got = await told(scheme, over(serve))
        expect([scheme, got.verdict, got.codes[0]]).toEqual([scheme, verdict, code])
      }
    },
  )

  test('tells silence', async () => {
    const silent: OnCall = () => undefined
    expect((await told('grpcs', secure(silent), { step: 400 })).codes).toEqual(['http-no-response'])
    expect((await told('grpc', () => tcpServer(mute), { step: 400 })).codes).toEqual([
      'http-no-response',
    ])
  })

  test('tells another protocol', async () => {
    const ssh = await told('grpc', () => tcpServer(greet('SSH-2.0-OpenSSH_9.2\r\n')))
    expect(ssh.codes[0]).toBe('http-no-response')
    expect(ssh.last.failure?.raw).toContain('after 21 bytes that begin “SSH-2.0-OpenSSH_9.2')
  })

  test('tells a server of HTTP/1.1 alone, by what it says', async () => {
    const answer = respond(400, { body: 'bad request' })
    const clear = await told('grpc', () => httpServer(answer))
    expect([clear.last.status, clear.codes[0]]).toEqual([400, 'grpc-not-spoken'])
    const behindTls = await told('grpcs', () =>
      httpServer(answer, identity, { ALPNProtocols: ['http/1.1'] }),
    )
    expect(behindTls.seen.find((o) => o.step === 'handshake')).toMatchObject({ alpn: 'http/1.1' })
    expect([behindTls.last.method, behindTls.codes[0]]).toEqual(['GET', 'grpc-not-spoken'])
  })

  test('judges the certificate as that of any other', async () => {
    const got = await told('grpcs', () => grpcServer(health(), expired))
    expect(got.codes[0]).toBe('tls-expired')
  })

  const html = { 'content-type': 'text/html' }
  const grpc = { 'content-type': 'application/grpc' }
  const none = { failure: null, body: '', bodyBytes: 0, bodyComplete: true }
  const echo: OnCall = (stream, { authorization = '' }) => {
    const words = { 'grpc-status': '7', 'grpc-message': `no%20${authorization}` }
    stream.respond({ ...grpc, ':status': 200, ...words, via: authorization }, { endStream: true })
  }
  const servingYet: OnCall = (stream) => {
    stream.respond({ ...grpc, ':status': 200, 'grpc-status': '14' })
    stream.end(Buffer.of(0, 0, 0, 0, 2, 8, 1))
  }
  const code = (text: string): OnCall => {
    return (stream) =>
      stream.respond({ ...grpc, ':status': 200, 'grpc-status': text }, { endStream: true })
  }
  const endless: OnCall = (stream) => {
    stream.respond({ ...html, ':status': 200 })
    stream.write('x'.repeat(20_000))
  }
  const in1 = (text: string, then: 'close' | 'hold') => () =>
    httpServer(respondRaw(`HTTP/1.1 502 Bad\r\ncontent-type: text/html\r\n${text}`, then))
  const cut = { code: 'eof_error' }
  const said = (n: number | null, message: string, of: string | null) => {
    return { grpc: { service: '', code: n, message, health: of } }
  }
  const SECRET = 'ya29.a-token-that-nobody-may-see_0123456789'
  test.for<[string, 'grpc' | 'grpcs', () => Promise<TestServer>, object]>([
    [
      'a page, in full',
      'grpc',
      plain(page(503, '<h1>no</h1>')),
      { ...none, status: 503, headers: html, body: '<h1>no</h1>', bodyBytes: 11 },
    ],
    [
      'a page that does not end, as far as its limit',
      'grpc',
      plain(endless),
      {
        ...{ ...none, status: 200, headers: html, body: 'x'.repeat(2048) },
        ...{ bodyBytes: 16_384, bodyComplete: false },
      },
    ],
    [
      'a page in HTTP/1.1 that is cut',
      'grpc',
      in1('content-length: 9\r\n\r\n<h1>', 'close'),
      {
        ...{ status: 502, headers: { ...html, 'content-length': '9' } },
        ...{ failure: cut, body: '<h1>', bodyBytes: 4, bodyComplete: false },
      },
    ],
    [
      'a whole page in HTTP/1.1 on a connection that stays',
      'grpc',
      in1('content-length: 4\r\n\r\n<h1>', 'hold'),
      {
        ...{ ...none, status: 502, headers: { ...html, 'content-length': '4' } },
        ...{ body: '<h1>', bodyBytes: 4 },
      },
    ],
    [
      'a page in HTTP/1.1 that does not end, as far as its limit',
      'grpc',
      in1(`\r\n${'x'.repeat(20_000)}`, 'hold'),
      {
        ...{ ...none, status: 502, headers: html, body: 'x'.repeat(2048) },
        ...{ bodyBytes: 16_384, bodyComplete: false },
      },
    ],
    [
      'an answer without the token that it echoes',
      'grpcs',
      secure(echo),
      {
        ...{ ...none, status: 200, headers: { ...grpc, via: 'Bearer [token]' } },
        ...said(7, 'no Bearer [token]', null),
      },
    ],
    [
      'a message that a code takes back',
      'grpc',
      plain(servingYet),
      { ...none, status: 200, headers: grpc, bodyBytes: 7, ...said(14, '', null) },
    ],
    [
      'a code that is no number',
      'grpc',
      plain(code('ok')),
      { ...none, status: 200, headers: grpc, ...said(null, '', null) },
    ],
    [
      'the answer of a server that agrees on no protocol',
      'grpcs',
      () => withoutAlpn(health(), identity),
      { ...none, status: 200, headers: grpc, bodyBytes: 7, ...said(0, '', 'SERVING') },
    ],
  ])('keeps %s', async ([, scheme, serve, whole]) => {
    const { last } = await told(scheme, serve, { token: SECRET })
    const { failure, status, headers, body, bodyBytes, bodyComplete, grpc: answer } = last
    const { date: _, ...others } = headers
    expect({
      ...{ failure: failure && { code: failure.code }, status, headers: others },
      ...{ body, bodyBytes, bodyComplete, ...(answer !== undefined && { grpc: answer }) },
    }).toEqual(whole)
  })
})
