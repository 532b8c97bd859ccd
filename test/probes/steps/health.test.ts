import { describe, expect, test } from 'vitest'
import { sweep } from '../../../probes/sweep.ts'
import { requestObservation } from '../../../shared/model/observation.ts'
import { grpcServer, health, type OnCall, page } from '../../fixtures/grpc-server.ts'
import { httpServer, respond } from '../../fixtures/http-server.ts'
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
  { service = '', step = LIMITS.step }: { service?: string; step?: number } = {},
) {
  await using server = await serve()
  const target = targetOf(`${scheme}://app.test:${server.port}/${service}`, {
    ca: [root.pem],
    address: '127.0.0.1',
  })
  const evidence = await sweep([target], options({ limits: { ...LIMITS, step } }))
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
})
