import { describe, expect, test } from 'vitest'
import { httpSender } from '../../runtime/http-sender.ts'
import { parseProxyUrl } from '../../shared/config/proxy-url.ts'
import type { HttpProxy } from '../../shared/model/target.ts'
import {
  httpServer,
  type Respond,
  respond,
  respondNothing,
  respondRaw,
} from '../fixtures/http-server.ts'
import { EXPIRED, mintLeaf, mintRoot } from '../fixtures/mint.ts'
import { openTunnels, proxyServer, wantCredentials } from '../fixtures/proxy-server.ts'
import { closedPort, reset, tcpServer } from '../fixtures/tcp-server.ts'

const QUICK = 400
const PATIENT = 5_000

async function send(
  url: string,
  {
    proxy = null,
    ca = [],
    deadline = PATIENT,
  }: {
    proxy?: HttpProxy | null
    ca?: readonly string[]
    deadline?: number
  } = {},
) {
  const sender = httpSender({ proxyFor: () => proxy, ca })
  const headers = { 'content-type': 'application/json', 'idempotency-key': 'key-1' }
  return await sender.send({ url, method: 'POST', headers, body: '{"a":1}' }, deadline)
}

function proxyAt(port: number, userinfo = ''): HttpProxy {
  const { proxy } = parseProxyUrl(`http://${userinfo}127.0.0.1:${port}`)
  if (proxy === null) throw new Error('no proxy')
  return proxy
}

describe('httpSender()', () => {
  test('sends method, headers and body, and gives the answer', async () => {
    const seen: string[] = []
    await using server = await httpServer((socket, head) => {
      seen.push(head)
      respond(202, { headers: { 'Retry-After': '7' }, body: 'ok' })(socket, head)
    })
    const got = await send(`http://127.0.0.1:${server.port}/hook?x=1`)
    expect(got).toMatchObject({
      status: 202,
      headers: { 'retry-after': '7' },
      body: 'ok',
      failure: null,
    })
    expect(seen[0]).toMatch(/^POST \/hook\?x=1 HTTP\/1\.1\r\n/)
    expect(seen[0]).toContain('idempotency-key: key-1')
    expect(seen[0]).toContain('{"a":1}')
  })

  test.for([
    { name: 'an error', answer: respond(500, { body: 'oops' }), status: 500 },
    { name: 'too many', answer: respond(429, { headers: { 'retry-after': '30' } }), status: 429 },
    {
      name: 'a redirect, which is not followed',
      answer: respond(302, { headers: { location: 'http://127.0.0.1:9/' } }),
      status: 302,
    },
  ])('$name is an answer', async ({ answer, status }) => {
    await using server = await httpServer(answer)
    expect(await send(`http://127.0.0.1:${server.port}/`)).toMatchObject({ status })
  })

  test.for<{ name: string; answer: Respond; failure: RegExp }>([
    { name: 'a hang', answer: respondNothing, failure: /no answer within 400 ms/ },
    { name: 'a reset', answer: respondRaw('', 'reset'), failure: /ECONNRESET|UND_ERR_SOCKET/ },
    { name: 'no HTTP', answer: respondRaw('SSH-2.0-x\r\n', 'close'), failure: /not HTTP/ },
  ])('$name is a failure without the URL', async ({ answer, failure }) => {
    await using server = await httpServer(answer)
    const got = await send(`http://127.0.0.1:${server.port}/SECRET`, { deadline: QUICK })
    expect(got.failure).toMatch(failure)
    expect(JSON.stringify(got)).not.toContain('SECRET')
  })

  test('a body that never ends is cut, and the status counts', async () => {
    await using server = await httpServer(
      respondRaw(`HTTP/1.1 200 OK\r\ncontent-length: 999999\r\n\r\n${'x'.repeat(10_000)}`),
    )
    // Nobody waits for its end.
    const got = await send(`http://127.0.0.1:${server.port}/`, { deadline: 600_000 })
    expect(got).toMatchObject({ status: 200, body: 'x'.repeat(4096) })
  })

  test('a body that stalls is as good as its begin', async () => {
    await using server = await httpServer(
      respondRaw('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nok'),
    )
    const got = await send(`http://127.0.0.1:${server.port}/`, { deadline: QUICK })
    expect(got).toMatchObject({ status: 200, body: 'ok' })
  })

  test('nobody listens', async () => {
    const got = await send(`http://127.0.0.1:${await closedPort()}/`)
    expect(got).toEqual({ failure: 'ECONNREFUSED' })
  })

  test('a connection cut at once', async () => {
    await using server = await tcpServer(reset)
    const got = await send(`http://127.0.0.1:${server.port}/`)
    expect(got.failure).toMatch(/ECONNRESET|UND_ERR_SOCKET/)
  })

  test('TLS is verified by the extra roots, and nothing is sent to a stranger', async () => {
    const root = await mintRoot()
    const seen: string[] = []
    const answer: Respond = (socket, head) => {
      seen.push(head)
      respond(204)(socket, head)
    }
    await using good = await httpServer(answer, await mintLeaf(root, { names: ['127.0.0.1'] }))
    await using old = await httpServer(
      answer,
      await mintLeaf(root, { names: ['127.0.0.1'], days: EXPIRED }),
    )
    const url = `https://127.0.0.1:${good.port}/`
    expect(await send(url)).toMatchObject({
      failure: expect.stringMatching(/CERT|ISSUER|SIGNATURE/),
    })
    expect(await send(`https://127.0.0.1:${old.port}/`, { ca: [root.pem] })).toEqual({
      failure: 'CERT_HAS_EXPIRED',
    })
    expect(seen).toEqual([])
    expect(await send(url, { ca: [root.pem] })).toMatchObject({ status: 204 })
  })
})

describe('httpSender() through a proxy', () => {
  test('tunnels to https, with credentials', async () => {
    const root = await mintRoot()
    const identity = await mintLeaf(root, { names: ['hooks.test'] })
    await using server = await httpServer(respond(200), identity)
    const asked: string[] = []
    await using proxy = await proxyServer((socket, head) => {
      asked.push(head.split('\r\n')[0] ?? '')
      const route = () => ({ address: '127.0.0.1', port: server.port })
      openTunnels(route, { credentials: 'Basic dTpw' })(socket, head)
    })
    const options = { proxy: proxyAt(proxy.port, 'u:p@'), ca: [root.pem] }
    // The name is the proxy's to resolve.
    expect(await send('https://hooks.test/x', options)).toMatchObject({ status: 200 })
    expect(asked).toEqual(['CONNECT hooks.test:443 HTTP/1.1'])
  })

  test('a refusal of the proxy says so', async () => {
    await using proxy = await proxyServer(wantCredentials)
    const got = await send('https://hooks.test/SECRET', { proxy: proxyAt(proxy.port) })
    expect(got).toEqual({ failure: 'the proxy answered 407' })
  })

  test('a dead proxy is a failure, not a way round it', async () => {
    const proxy = proxyAt(await closedPort())
    expect(await send('https://hooks.test/', { proxy })).toEqual({ failure: 'ECONNREFUSED' })
  })
})
