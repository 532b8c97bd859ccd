import https from 'node:https'
import { decode, encode } from 'dns-packet'
import { describe, expect, test } from 'vitest'
import { sweep } from '../../../probes/sweep.ts'
import { resolveObservation } from '../../../shared/model/observation.ts'
import { replyFrom, TEST_ZONE, type ZoneRow } from '../../fixtures/dns-zone.ts'
import { EXPIRED, type Identity, mintLeaf, mintRoot } from '../../fixtures/mint.ts'
import { LIMITS, options } from '../../fixtures/sweep.ts'
import { targetOf } from '../../fixtures/target.ts'
import {
  close,
  greet,
  mute,
  type OnSocket,
  type TestServer,
  tcpServer,
} from '../../fixtures/tcp-server.ts'
import { tlsServer } from '../../fixtures/tls-server.ts'
import { codes, judged } from '../../shared/judge/evidence.ts'

const root = await mintRoot()
const identity = await mintLeaf(root, { names: ['dns.test'] })
const expired = await mintLeaf(root, { names: ['dns.test'], days: EXPIRED })
const other = await mintLeaf(root, { names: ['other.test'] })
const foreign = await mintLeaf(await mintRoot(), { names: ['dns.test'] })

const ZONE: readonly ZoneRow[] = [['app.test', 'A', '127.0.0.1']]
const answer = (query: Buffer) => encode(replyFrom(ZONE, decode(query), TEST_ZONE))

/** Answers each message behind its length (RFC 7858, 3.3). */
const overTls: OnSocket = (socket) => {
  let seen = Buffer.alloc(0)
  socket.on('data', (chunk: Buffer) => {
    seen = Buffer.concat([seen, chunk])
    if (seen.length < 2 || seen.length < 2 + seen.readUInt16BE(0)) return
    const reply = answer(seen.subarray(2, 2 + seen.readUInt16BE(0)))
    socket.write(Buffer.concat([Buffer.of(reply.length >> 8, reply.length & 255), reply]))
  })
}

const dot = (who: Identity, onSocket = overTls) => tlsServer(who, { onSocket })

/** A DNS server over HTTPS, or what a web server says in its place. */
async function doh(
  who: Identity,
  status = 200,
  type = 'application/dns-message',
): Promise<TestServer> {
  const server = https.createServer({ key: who.key, cert: who.chain }, (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const isAsked = request.method === 'POST' && request.url === '/dns-query'
      response.writeHead(isAsked ? status : 404, { 'content-type': type })
      response.end(status === 200 ? answer(Buffer.concat(chunks)) : '<h1>Blocked</h1>')
    })
  })
  return await tcpServer((socket) => void server.emit('connection', socket))
}

async function told(form: 'tls' | 'https', serve: () => Promise<TestServer>, step = LIMITS.step) {
  await using server = await serve()
  const path = form === 'https' ? '/dns-query' : ''
  const resolver = `${form}://127.0.0.1:${server.port}${path}#dns.test`
  const target = targetOf('dns://app.test', { resolver, ca: [root.pem] })
  const evidence = await sweep([target], options({ limits: { ...LIMITS, step } }))
  const seen = evidence.targets[0]?.observations ?? []
  const asked = seen.filter((o) => o.step === 'resolve' && o.server === resolver)
  for (const o of asked) expect(resolveObservation.parse(o)).toEqual(o)
  const [a] = asked
  if (a?.step !== 'resolve') throw new Error('it was not asked')
  const [finding] = judged(evidence).findings.filter(({ code }) => code !== 'dns-sinkholed')
  return { a, asked, codes: codes(evidence), says: finding?.summary ?? '' }
}

describe('a resolver that is asked over TLS or HTTPS', () => {
  test.for([
    ['tls', dot],
    ['https', doh],
  ] as const)('%s: its answer is one beside the others', async ([form, serve]) => {
    const { a, asked } = await told(form, () => serve(identity))
    expect(a).toMatchObject({ failure: null, transport: form, addresses: ['127.0.0.1'] })
    expect(asked.map((o) => (o.step === 'resolve' ? o.type : ''))).toEqual(['A', 'AAAA'])
  })

  test.for([
    ['an expired certificate', () => dot(expired), 'CERT_HAS_EXPIRED'],
    ['a certificate for another name', () => dot(other), 'it is for other names'],
    ['a foreign authority', () => dot(foreign), 'its certificate'],
    ['plain text', () => tcpServer(greet('SSH-2.0-OpenSSH\r\n')), 'TLS handshake'],
    ['a close after TLS', () => dot(identity, close), 'answer over TLS'],
    [
      'an answer that is none',
      () => dot(identity, (s) => void s.on('data', () => s.end('\0\u0004abcd'))),
      'answer over TLS',
    ],
  ] as const)('tls tells %s', async ([, serve, says]) => {
    const got = await told('tls', serve)
    expect(got.a.failure).not.toBeNull()
    expect(got.says).toContain(says)
    expect(got.says).toMatch(/another resolver does|others answered/)
  })

  test.for([
    ['a block page', () => doh(identity, 403, 'text/html'), 'HTTP: status 403, text/html'],
    ['a page that says 200', () => doh(identity, 200, 'text/html'), 'HTTP: status 200, text/html'],
    ['an expired certificate', () => doh(expired), 'CERT_HAS_EXPIRED'],
  ] as const)('https tells %s', async ([, serve, says]) => {
    expect((await told('https', serve)).says).toContain(says)
  })

  test.for([
    ['tls', 'TLS handshake'],
    ['https', 'TLS handshake'],
  ] as const)('%s tells silence', async ([form, layer]) => {
    const { a, says } = await told(form, () => tcpServer(mute), 300)
    expect(a.failure).toMatchObject({ code: 'generic_timeout_error' })
    expect(a.failure?.raw).toContain(layer)
    expect(says).toContain(layer)
  })

  test('tells a closed port', async () => {
    const gone = await tcpServer(mute)
    const { port } = gone
    await gone[Symbol.asyncDispose]()
    const target = targetOf('dns://app.test', { resolver: `tls://127.0.0.1:${port}` })
    const evidence = await sweep([target], options())
    const asked = evidence.targets[0]?.observations.findLast((o) => o.step === 'resolve')
    expect(asked?.failure).toMatchObject({
      code: 'connection_refused',
      raw: 'connection: ECONNREFUSED',
    })
  })
})
