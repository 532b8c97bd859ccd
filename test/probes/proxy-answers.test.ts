import { describe, expect, test } from 'vitest'
import { sweep } from '../../probes/sweep.ts'
import { addressBook } from '../../shared/address/book.ts'
import { judge } from '../../shared/judge/judge.ts'
import type { HttpProxy, Target } from '../../shared/model/target.ts'
import { SILENCE } from '../fixtures/context.ts'
import { httpServer, type Respond, respond, respondNothing } from '../fixtures/http-server.ts'
import { mintLeaf, mintRoot } from '../fixtures/mint.ts'
import { challenge, openTunnels, proxyServer } from '../fixtures/proxy-server.ts'
import { LIMITS, options } from '../fixtures/sweep.ts'
import { targetOf } from '../fixtures/target.ts'
import { tcpServer } from '../fixtures/tcp-server.ts'
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
