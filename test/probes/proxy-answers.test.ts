import { describe, expect, test } from 'vitest'
import { sweep } from '../../probes/sweep.ts'
import { addressBook } from '../../shared/address/book.ts'
import { judge } from '../../shared/judge/judge.ts'
import type { HttpProxy, Target } from '../../shared/model/target.ts'
import { SILENCE } from '../fixtures/context.ts'
import { httpServer, type Respond, respond, respondNothing } from '../fixtures/http-server.ts'
import { type Identity, mintLeaf, mintRoot } from '../fixtures/mint.ts'
import { challenge, openTunnels, proxyServer, wayThrough } from '../fixtures/proxy-server.ts'
import { LIMITS, options } from '../fixtures/sweep.ts'
import { targetOf } from '../fixtures/target.ts'
import { type TestServer, tcpServer } from '../fixtures/tcp-server.ts'
import { loseLargeHello, type Misbehaviour, tlsServer } from '../fixtures/tls-server.ts'
import { ANSWERS, ONE } from './proxy-answer-cases.ts'

const BOOK = addressBook({ privateRanges: [], owners: [] })
const SENT = `Basic ${Buffer.from('svc:s3cret-word').toString('base64')}`

/** What is judged of the first of these URLs, each through the proxy. */
async function judgedThrough(
  port: number,
  urls: readonly string[],
  proxy: Partial<HttpProxy> = {},
  over: Partial<Target> = {},
) {
  const way: HttpProxy = { scheme: 'http', host: '127.0.0.1', port, authorization: null, ...proxy }
  const targets = urls.map((url) => targetOf(url, { proxy: way, pathKind: 'proxy', ...over }))
  const limits = { ...LIMITS, step: SILENCE }
  const evidence = await sweep(targets, options({ limits }))
  const [first] = judge(evidence, { book: BOOK })
  return { ...first, evidence, text: JSON.stringify(first?.findings) }
}

describe('a proxy that', () => {
  test.for(ANSWERS)('%s', async ([, answer, urls, told]) => {
    await using server = await proxyServer(answer)
    const { findings = [], text } = await judgedThrough(server.port, urls)
    const [first] = findings
    expect(first?.code, text).toBe(told.code)
    expect(first?.severity).toBe(told.severity ?? 'fail')
    if (told.subject === 'proxy') expect(first?.subject).toBe(`http://127.0.0.1:${server.port}`)
    if (told.subject === 'target') expect(first?.subject).toMatch(/^[\d.]+:\d+$/)
    for (const part of told.says) expect(text).toContain(part)
    for (const part of told.never ?? []) expect(text).not.toContain(part)
  })
})

describe('a proxy that wants credentials', () => {
  const CASES: readonly [string, readonly string[], string | null, readonly string[], string[]][] =
    [
      ['Basic and none sent', ['Basic realm="a, b"'], null, ['No credentials', 'offers Basic'], []],
      [
        'Basic and wrong ones',
        ['Basic realm="p"', 'Digest realm="p", nonce="x"'],
        SENT,
        ['does not take the credentials', 'wrong, expired or locked', 'Basic and Digest'],
        ['No credentials'],
      ],
      [
        'Negotiate and NTLM',
        ['Negotiate', 'NTLM'],
        SENT,
        ['Negotiate and NTLM', 'not Basic', 'Exempt this source'],
        ['PROXY_PASSWORD'],
      ],
      ['Digest only', ['Digest realm="p", nonce="x", qop="auth"'], null, ['offers Digest'], []],
      ['no scheme at all', [], null, ['no scheme', 'does not say of which kind'], []],
    ]
  test.for(CASES)('%s', async ([, challenges, authorization, says, never]) => {
    await using server = await proxyServer(challenge(...challenges))
    const { findings = [], text } = await judgedThrough(server.port, ONE, { authorization })
    expect(findings[0]?.code).toBe('proxy-auth-required')
    for (const part of says) expect(text).toContain(part)
    for (const part of never) expect(text).not.toContain(part)
  })

  test('and echoes them, keeps them out of the evidence', async () => {
    const echo: Respond = (socket, head) =>
      socket.end(`HTTP/1.1 403 No ${SENT}\r\nVia: ${SENT}\r\n\r\n<pre>${head} s3cret-word</pre>`)
    await using server = await proxyServer(echo)
    const urls = [...ONE, 'http://9.9.9.9/']
    const { evidence } = await judgedThrough(server.port, urls, { authorization: SENT })
    const seen = JSON.stringify(evidence.targets.map(({ observations }) => observations))
    expect(seen).toContain('[credentials]')
    expect(seen).not.toContain(SENT.slice(6))
    expect(seen).not.toContain('s3cret-word')
  })
})

describe('the scheme of a proxy', () => {
  test('http to a TLS port: a handshake proves it', async () => {
    const identity = await mintLeaf(await mintRoot(), { names: ['127.0.0.1'] })
    await using server = await proxyServer(respondNothing, identity)
    const { findings = [], text } = await judgedThrough(server.port, ONE)
    expect(findings[0]?.code, text).toBe('proxy-unreachable')
    expect(text).toContain(`Write https://127.0.0.1:${server.port}`)
  })

  test('https to a plain port', async () => {
    await using server = await tcpServer((socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
    )
    const { findings = [], text } = await judgedThrough(server.port, ONE, { scheme: 'https' })
    expect(findings[0]?.code).toBe('proxy-unreachable')
    expect(text).toContain(`Write http://127.0.0.1:${server.port}`)
    expect(text).not.toContain('security group')
  })
})

test('a proxy that does its part is not spoken of, whatever its 200 carries', async () => {
  const root = await mintRoot()
  const identity = await mintLeaf(root, { names: ['app.example'] })
  await using target = await httpServer(respond(200), identity)
  const heads = [
    '',
    'Content-Length: 0\r\n',
    'Content-Type: text/html\r\n',
    'Content-Length: 9\r\n',
  ]
  for (const extra of heads) {
    await using server = await proxyServer(openTunnels(() => target, { head: extra }))
    const over = { ca: [root.pem] }
    const { findings } = await judgedThrough(server.port, ['https://app.example'], {}, over)
    expect(findings).toEqual([])
  }
})

describe('on the way through a proxy', async () => {
  const root = await mintRoot()
  const app = await mintLeaf(root, { names: ['app.test'] })
  const own = await mintLeaf(root, { names: ['proxy.test'] })
  /** The proxy has two addresses, of which the first refuses. */
  const CONNECTED = ['proxy connect connection_refused', 'proxy connect ok']
  const REACHED = ['target resolve ok', 'proxy resolve ok', ...CONNECTED]
  const OVER_TLS = ['proxy handshake ok', 'proxy proxy ok', 'target handshake ok']

  const LOST = ['proxy proxy ok', 'target handshake eof_error']

  interface Way {
    readonly url: string
    readonly proxy?: Partial<HttpProxy>
    /** In the place of a proxy that opens tunnels. */
    readonly answer?: Respond
    readonly serve?: () => Promise<TestServer>
    readonly identity?: Identity
    readonly addresses?: readonly string[]
    readonly misbehave?: Misbehaviour
    readonly seen: readonly string[]
    /** What the proxy was given of credentials. */
    readonly heard?: readonly string[]
  }
  const WAYS: readonly (readonly [string, Way])[] = [
    [
      'its first address that accepts is used',
      {
        url: 'tls://app.test',
        seen: [...REACHED, 'proxy proxy ok', 'target handshake ok'],
        heard: [''],
      },
    ],
    [
      'a name that leads nowhere is all',
      {
        url: 'tls://app.test',
        addresses: [],
        seen: ['target resolve ok', 'proxy resolve dns_nxdomain_error'],
      },
    ],
    [
      'credentials go over a channel that is proved',
      {
        url: 'tls://app.test',
        identity: own,
        proxy: { scheme: 'https', authorization: SENT },
        seen: [...REACHED, ...OVER_TLS],
        heard: [SENT],
      },
    ],
    [
      'credentials do not go over another',
      {
        url: 'tls://app.test',
        identity: app,
        proxy: { scheme: 'https', authorization: SENT },
        seen: [...REACHED, 'proxy handshake ssl_invalid_hostname'],
      },
    ],
    [
      'all else goes over another',
      {
        url: 'tls://app.test',
        identity: app,
        proxy: { scheme: 'https' },
        seen: [
          ...REACHED,
          'proxy handshake ssl_invalid_hostname',
          'proxy proxy ok',
          'target handshake ok',
        ],
        heard: [''],
      },
    ],
    [
      'a port that wants TLS shows it',
      {
        url: 'tls://app.test',
        identity: own,
        seen: [...REACHED, 'proxy proxy eof_error', 'proxy handshake ok'],
      },
    ],
    [
      'a port that hangs up on both shows nothing',
      {
        url: 'tls://app.test',
        serve: () => tcpServer((socket) => void socket.once('data', () => socket.end())),
        seen: [...REACHED, 'proxy proxy eof_error'],
      },
    ],
    [
      'an answer of another server is its own',
      {
        url: 'http://app.test',
        answer: respond(400),
        seen: [...REACHED, 'target request ok'],
        heard: [''],
      },
    ],
    [
      'another tunnel is made by the address that accepts',
      {
        url: 'tls://app.test',
        misbehave: loseLargeHello(1400, 'reset'),
        // The full hello, a small one, and the full one once more.
        seen: [...REACHED, ...LOST, 'target handshake ok', ...CONNECTED, ...LOST],
        heard: ['', '', ''],
      },
    ],
  ]
  test.for(WAYS)('%s', async ([, way]) => {
    const heard: string[] = []
    await using target = await tlsServer(app, {
      ...(way.misbehave !== undefined && { misbehave: way.misbehave }),
    })
    const answer = way.answer ?? openTunnels(() => target)
    const hearing: Respond = (socket, head) => {
      heard.push(/^proxy-authorization: (.*)\r$/im.exec(head)?.[1] ?? '')
      answer(socket, head)
    }
    await using server = await (way.serve?.() ?? proxyServer(hearing, way.identity))
    const proxy = { ...wayThrough(server), host: 'proxy.test', ...way.proxy }
    const { addresses = ['127.0.0.2', '127.0.0.1'] } = way
    const lookup = async (name: string) => {
      if (name === 'proxy.test' && addresses.length > 0) return addresses
      if (name === 'app.test') return ['127.0.0.1']
      throw Object.assign(new Error('no'), { code: 'ENOTFOUND' })
    }
    const to = targetOf(way.url, { proxy, pathKind: 'proxy', ca: [root.pem] })
    const evidence = await sweep([to], options({}, { lookup }))
    const observations = evidence.targets[0]?.observations ?? []
    expect(observations.map((o) => `${o.peer} ${o.step} ${o.failure?.code ?? 'ok'}`)).toEqual(
      way.seen,
    )
    expect(heard).toEqual(way.heard ?? [])
  })
})
