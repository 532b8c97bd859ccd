import { describe, expect, test } from 'vitest'
import { withoutToken } from '../../probes/redact.ts'
import { sweep } from '../../probes/sweep.ts'
import type { Token, TokenSource } from '../../shared/ports/token-source.ts'
import { PATIENT, SILENCE } from '../fixtures/context.ts'
import { httpServer, type Respond, respond } from '../fixtures/http-server.ts'
import { type Authority, mintLeaf, mintRoot } from '../fixtures/mint.ts'
import { openTunnels, proxyServer, wayThrough } from '../fixtures/proxy-server.ts'
import { LIMITS, options, steps } from '../fixtures/sweep.ts'
import { targetOf } from '../fixtures/target.ts'

const SECRET = 'ya29.A0AS3H6Nx-a-token-that-nobody-may-see_0123456789.abc=='
const AUTH = { google: 'https://www.googleapis.com/auth/devstorage.read_only' }
const gives = (token: Token): TokenSource => {
  return async () => token
}
const SOURCE = gives({ token: SECRET, failure: null })

/** A TLS server for app.test that keeps what it was asked. */
async function server(root: Authority, answer: Respond = respond(200, { body: 'data' })) {
  const identity = await mintLeaf(root, { names: ['app.test'] })
  const heads: string[] = []
  const listening = await httpServer((socket, head) => {
    heads.push(head)
    answer(socket, head)
  }, identity)
  return Object.assign(listening, { heads })
}

describe('a target with auth', () => {
  test('sends the token once TLS is trusted, and keeps it out of the evidence', async () => {
    const root = await mintRoot()
    await using at = await server(root)
    const asked: unknown[] = []
    const tokens: TokenSource = async (auth) => {
      asked.push(auth)
      return { token: SECRET, failure: null }
    }
    const target = targetOf(`https://app.test:${at.port}/o`, { ca: [root.pem], auth: AUTH })
    const evidence = await sweep([target], options({ tokens }))
    expect(at.heads).toHaveLength(1)
    expect(at.heads[0]).toContain(`authorization: Bearer ${SECRET}\r\n`)
    expect(asked).toEqual([AUTH])
    expect(JSON.stringify(evidence)).not.toContain('ya29')
    expect(evidence.targets[0]?.observations.at(-1)).toMatchObject({ status: 200, body: 'data' })
  })

  test.for([
    ['the chain is not trusted', false, 'app.test'],
    ['the name is another', true, 'other.test'],
  ] as const)('asks without a token when %s', async ([, known, host]) => {
    const root = await mintRoot()
    await using at = await server(root)
    const roots = known ? [root.pem] : []
    const target = targetOf(`https://${host}:${at.port}/`, { ca: roots, auth: AUTH })
    await sweep([target], options({ tokens: SOURCE }))
    expect(at.heads).toHaveLength(1)
    expect(at.heads[0]).not.toMatch(/authorization/i)
  })

  test('sends none over plain http, whatever the target says', async () => {
    const heads: string[] = []
    await using at = await httpServer((socket, head) => {
      heads.push(head)
      respond(200)(socket, head)
    })
    const target = targetOf(`http://app.test:${at.port}/`, { auth: AUTH })
    await sweep([target], options({ tokens: SOURCE }))
    expect(heads).toHaveLength(1)
    expect(heads[0]).not.toMatch(/authorization/i)
  })

  test('sends it through a tunnel to the target, and not to the proxy', async () => {
    const root = await mintRoot()
    await using at = await server(root)
    const proxied: string[] = []
    const tunnels = openTunnels(() => at)
    await using proxy = await proxyServer((socket, head) => {
      proxied.push(head)
      tunnels(socket, head)
    })
    const target = targetOf(`https://app.test:${at.port}/`, {
      ca: [root.pem],
      auth: AUTH,
      proxy: wayThrough(proxy),
      pathKind: 'proxy',
    })
    await sweep([target], options({ tokens: SOURCE }))
    expect(at.heads[0]).toContain(SECRET)
    expect(proxied.join('')).not.toContain('ya29')
  })

  const hangs: TokenSource = () => new Promise(() => {})
  test.for<[string, TokenSource | undefined, string]>([
    ['no source', undefined, 'without an identity'],
    ['a refusal', gives({ token: null, failure: 'no managed identity here' }), 'no managed'],
    ['a source that hangs', hangs, 'no end within'],
    ['a token that fits no header', gives({ token: 'a\r\nx: y', failure: null }), 'not a bearer'],
    ['a source that breaks', () => Promise.reject(new Error(SECRET)), 'broke'],
  ])('is asked nothing with %s', async ([, tokens, says]) => {
    const root = await mintRoot()
    await using at = await server(root)
    const target = targetOf(`https://app.test:${at.port}/`, { ca: [root.pem], auth: AUTH })
    const limits = { ...LIMITS, step: tokens === hangs ? SILENCE : PATIENT, attempts: 2 }
    const evidence = await sweep([target], options({ limits, ...(tokens && { tokens }) }))
    const seen = evidence.targets[0]?.observations ?? []
    expect(steps(seen).slice(1)).toEqual([
      'connect ok',
      'handshake ok',
      'request identity_token_unavailable',
    ])
    expect(seen.at(-1)?.failure?.raw).toContain(says)
    expect(at.heads).toEqual([])
    expect(JSON.stringify(evidence)).not.toContain('ya29')
  })

  test('takes the token out of a body and a header that echo it', async () => {
    const root = await mintRoot()
    const echo: Respond = (socket, head) => {
      const said = /authorization: (.*)\r\n/.exec(head)?.[1] ?? ''
      // The last line ends in the middle of the token, as a body does that is cut.
      const body = `you sent ${said}\nagain ${said.slice(0, 40)}`
      // A header is cut, too: here within the token.
      const headers = { 'x-ms-echo': said, 'x-ms-cut': `${'.'.repeat(480)}${said}` }
      respond(403, { headers, body })(socket, head)
    }
    await using at = await server(root, echo)
    const target = targetOf(`https://app.test:${at.port}/`, { ca: [root.pem], auth: AUTH })
    const evidence = await sweep([target], options({ tokens: SOURCE }))
    const last = evidence.targets[0]?.observations.at(-1)
    expect(last).toMatchObject({ body: 'you sent Bearer [token]\nagain Bearer [token]' })
    expect(JSON.stringify(evidence)).not.toContain('ya29')
  })
})

describe('withoutToken()', () => {
  test.for<[string, string, string]>([
    ['whole', `a ${SECRET} b`, 'a [token] b'],
    ['twice', `${SECRET},${SECRET}`, '[token],[token]'],
    ['cut', `x=${SECRET.slice(0, 20)}`, 'x=[token]'],
    ['absent', 'nothing here', 'nothing here'],
    ['too short a part to be one', SECRET.slice(0, 8), SECRET.slice(0, 8)],
  ])('%s', ([, text, expected]) => {
    expect(withoutToken(text, SECRET)).toBe(expected)
  })
})
