import { describe, expect, test } from 'vitest'
import { sweep } from '../../../probes/sweep.ts'
import { exchangeObservation } from '../../../shared/model/exchange-observation.ts'
import { expectation } from '../../../shared/model/target.ts'
import { datagramServer, ntp, type OnDatagram } from '../../fixtures/datagram-server.ts'
import { LIMITS, options } from '../../fixtures/sweep.ts'
import { targetOf } from '../../fixtures/target.ts'
import { codes, judged } from '../../shared/judge/evidence.ts'

const PING = Buffer.from('ping').toString('hex')

async function told(
  scheme: 'udp' | 'ntp',
  serve: OnDatagram,
  {
    reply,
    step = LIMITS.step,
    attempts = 1,
  }: { reply?: string; step?: number; attempts?: number } = {},
) {
  await using server = await datagramServer(serve)
  const target = targetOf(`${scheme}://app.test:${server.port}`, {
    address: '127.0.0.1',
    ...(scheme === 'udp' && { payload: PING }),
    expect: expectation.parse(reply === undefined ? {} : { reply }),
  })
  const evidence = await sweep([target], options({ limits: { ...LIMITS, step, attempts } }))
  const seen = evidence.targets[0]?.observations ?? []
  const last = seen.at(-1)
  if (last?.step !== 'exchange') throw new Error(`the last step is ${last?.step}`)
  expect(exchangeObservation.parse(last)).toEqual(last)
  const { verdict } = judged(evidence)
  return { last, seen, verdict, codes: codes(evidence), heard: server.heard }
}

const pong: OnDatagram = () => [Buffer.from('pong')]
const silent: OnDatagram = () => []

describe('a udp target', () => {
  test('sends its payload and takes the reply', async () => {
    const { last, verdict, heard } = await told('udp', pong)
    expect(heard.map(String)).toEqual(['ping'])
    expect(last).toMatchObject({ failure: null, sentBytes: 4, reply: 'pong', replyHex: '706f6e67' })
    expect(verdict).toBe('pass')
  })

  test.for([
    ['pong', 'pass'],
    ['/^p.ng$/', 'pass'],
    ['hex:6f 6e', 'pass'],
    ['hex:06', 'fail'], // in the middle of a byte
    ['error', 'fail'],
  ] as const)('expects %s of it', async ([reply, verdict]) => {
    const got = await told('udp', pong, { reply })
    expect([got.verdict, ...got.codes]).toEqual(
      verdict === 'pass' ? ['pass'] : ['fail', 'udp-reply-unexpected'],
    )
  })

  test('keeps 512 bytes of a reply, and says how long it was', async () => {
    const { last } = await told('udp', () => [Buffer.alloc(600, 'x')])
    expect(last).toMatchObject({ replyBytes: 600, replyHex: '78'.repeat(512) })
  })

  test('is tried again after silence, which proves nothing', async () => {
    const {
      seen,
      verdict,
      heard,
      codes: said,
    } = await told('udp', silent, { step: 200, attempts: 2 })
    expect(heard).toHaveLength(2)
    expect(seen.map((o) => o.failure?.code ?? 'ok')).toEqual([
      'ok',
      'generic_timeout_error',
      'generic_timeout_error',
    ])
    expect([verdict, ...said]).toEqual(['inconclusive', 'udp-no-answer'])
  })

  test('fails in silence where a reply is expected', async () => {
    const { verdict, codes: said } = await told('udp', silent, { step: 200, reply: 'pong' })
    expect([verdict, ...said]).toEqual(['fail', 'udp-no-answer'])
  })

  test('is rejected by a closed port', async () => {
    const gone = await datagramServer(silent)
    await gone[Symbol.asyncDispose]()
    const target = targetOf(`udp://app.test:${gone.port}`, {
      address: '127.0.0.1',
      payload: PING,
    })
    const evidence = await sweep([target], options())
    expect(evidence.targets[0]?.observations.at(-1)?.failure?.code).toBe('connection_refused')
    expect(codes(evidence)).toEqual(['udp-unreachable'])
  })
})

describe('an ntp target', () => {
  test('asks as a client that tells nothing of itself, and reads the time', async () => {
    const { last, verdict, heard } = await told('ntp', ntp())
    expect(heard[0]?.subarray(0, 40)).toEqual(
      Buffer.concat([Buffer.from([0x23]), Buffer.alloc(39)]),
    )
    expect(last.ntp).toMatchObject({ leap: 0, stratum: 2, reference: '10.0.0.1' })
    expect(verdict).toBe('pass')
  })

  test.for([
    ['a clock ten minutes ahead', ntp({ ahead: 600_000 }), 'ntp-clock-differs', 'warn'],
    ['a clock a day behind', ntp({ ahead: -86_400_000 }), 'ntp-clock-differs', 'warn'],
    ['DENY', ntp({ stratum: 0, reference: 'DENY' }), 'ntp-denied', 'fail'],
    ['RATE', ntp({ stratum: 0, reference: 'RATE' }), 'ntp-denied', 'inconclusive'],
    ['INIT', ntp({ stratum: 0, leap: 3, reference: 'INIT' }), 'ntp-not-synchronised', 'fail'],
    ['stratum 16', ntp({ stratum: 16 }), 'ntp-not-synchronised', 'fail'],
    ['leap 3', ntp({ leap: 3 }), 'ntp-not-synchronised', 'fail'],
    ['silence', silent, 'udp-no-answer', 'fail'],
    ['another service', pong, 'udp-reply-unexpected', 'fail'],
    ['a client’s packet', ntp({ mode: 3 }), 'udp-reply-unexpected', 'fail'],
    ['a forged reply', ntp({ forged: true }), 'udp-reply-unexpected', 'fail'],
  ] as const)('tells %s', async ([name, serve, code, verdict]) => {
    const waits = /silence|service|packet|forged/.test(name)
    const got = await told('ntp', serve, { step: waits ? 300 : LIMITS.step })
    expect([got.verdict, ...got.codes]).toEqual([verdict, code])
  })

  test('takes the true reply after a forged one', async () => {
    const both: OnDatagram = (bytes) => [...ntp({ forged: true })(bytes), ...ntp()(bytes)]
    expect((await told('ntp', both)).verdict).toBe('pass')
  })

  test('measures over the end of an era', async () => {
    const { last } = await told('ntp', ntp({ ahead: 12 * 365 * 86_400_000 }))
    expect(last.ntp?.offset).toBeGreaterThan(11.9 * 365 * 86_400_000)
  })
})
