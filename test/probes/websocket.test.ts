import { describe, expect, test } from 'vitest'
import { sweep } from '../../probes/sweep.ts'
import { requestObservation } from '../../shared/model/observation.ts'
import { httpServer, type Respond, respond, respondNothing } from '../fixtures/http-server.ts'
import { mintLeaf, mintRoot } from '../fixtures/mint.ts'
import { openTunnels, proxyServer, wayThrough } from '../fixtures/proxy-server.ts'
import { LIMITS, options } from '../fixtures/sweep.ts'
import { targetOf } from '../fixtures/target.ts'
import { webSocket } from '../fixtures/websocket-server.ts'
import { judged } from '../shared/judge/evidence.ts'

const root = await mintRoot()
const identity = await mintLeaf(root, { names: ['app.test'] })

async function told(answer: Respond, step = LIMITS.step) {
  const heads: string[] = []
  const after: Promise<Buffer | null>[] = []
  await using at = await httpServer((socket, head) => {
    heads.push(head)
    const { promise, resolve } = Promise.withResolvers<Buffer | null>()
    socket.once('data', resolve).once('close', () => resolve(null))
    after.push(promise)
    answer(socket, head)
  }, identity)
  const target = targetOf(`wss://app.test:${at.port}/live`, {
    ca: [root.pem],
    address: '127.0.0.1',
    sent: { method: 'GET', headers: { origin: 'https://app.test' }, body: null, secrets: [] },
  })
  const evidence = await sweep([target], options({ limits: { ...LIMITS, step } }))
  const last = evidence.targets[0]?.observations.at(-1)
  if (last?.step === 'request') expect(requestObservation.parse(last)).toEqual(last)
  return { heads, frame: await after[0], last, codes: judged(evidence).findings.map((f) => f.code) }
}

describe('a WebSocket target', () => {
  test('is asked for by an upgrade, and left with a Close frame', async () => {
    const { heads, frame, last, codes } = await told(webSocket())
    expect(heads[0]).toMatch(/^GET \/live HTTP\/1.1\r\n/)
    expect(heads[0]).toMatch(/\r\nconnection: upgrade\r\nupgrade: websocket\r\n/i)
    expect(heads[0]).toMatch(/\r\nsec-websocket-version: 13\r\n/)
    expect(heads[0]).toMatch(/\r\norigin: https:\/\/app.test\r\n/)
    expect(last).toMatchObject({ status: 101, upgrade: 'accepted', failure: null })
    expect(last).toMatchObject({ url: expect.stringMatching(/^wss:/) })
    expect(codes).toEqual([])
    expect([...(frame?.subarray(0, 2) ?? [])]).toEqual([0x88, 0x82])
  })

  test.for([
    ['a page', respond(200, { body: 'hello' }), 200, 'http-upgrade-refused'],
    ['426', respond(426, { headers: { upgrade: 'websocket' } }), 426, 'http-upgrade-refused'],
    ['401', respond(401), 401, 'http-upgrade-refused'],
    ['an answer to somebody else', webSocket('AAAA'), 101, 'http-upgrade-refused'],
  ] as const)('is refused by %s', async ([, answer, status, code]) => {
    const { last, codes } = await told(answer)
    expect(last).toMatchObject({ status, failure: null })
    expect(codes).toEqual([code])
  })

  test('that says nothing has the finding of any request', async () => {
    const { codes } = await told(respondNothing, 500)
    expect(codes[0]).toBe('http-no-response')
  })

  test('without TLS goes through a proxy by CONNECT', async () => {
    await using at = await httpServer(webSocket())
    await using proxy = await proxyServer(openTunnels(() => at))
    const way = wayThrough(proxy)
    const target = targetOf(`ws://app.test:${at.port}/`, { proxy: way, pathKind: 'proxy' })
    const evidence = await sweep([target], options())
    const seen = evidence.targets[0]?.observations ?? []
    expect(seen.map((o) => o.step)).toEqual(['resolve', 'connect', 'proxy', 'request'])
    expect(seen.at(-1)).toMatchObject({ status: 101, upgrade: 'accepted' })
  })
})
