import { describe, expect, test } from 'vitest'
import { asCarried, carriedBy } from '../../probes/carried.ts'
import { sweep } from '../../probes/sweep.ts'
import type { RequestObservation } from '../../shared/model/observation.ts'
import type { Sent } from '../../shared/model/target.ts'
import { dnsServer } from '../fixtures/dns-server.ts'
import { httpServer, type Respond, respond } from '../fixtures/http-server.ts'
import { mintLeaf, mintRoot } from '../fixtures/mint.ts'
import { proxyServer, wayThrough } from '../fixtures/proxy-server.ts'
import { LIMITS, options } from '../fixtures/sweep.ts'
import { targetOf } from '../fixtures/target.ts'

const root = await mintRoot()
const identity = await mintLeaf(root, { names: ['app.test'] })

const SECRET = 'a-secret-that-nobody-may-see'
const SENT: Sent = {
  method: 'POST',
  headers: { authorization: `Bearer ${SECRET}`, 'content-type': 'text/plain' },
  body: `key=${SECRET}`,
  secrets: [SECRET],
}
const OPEN: Sent = { method: 'POST', headers: { 'x-a': 'b' }, body: 'hello', secrets: [] }

/** Answers once all of the request came, whose text it keeps. */
function kept(answer: Respond): { readonly onRequest: Respond; readonly heads: string[] } {
  const heads: string[] = []
  const onRequest: Respond = (socket, head) => {
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0)
    let all = head
    const look = () => {
      if (all.length < all.indexOf('\r\n\r\n') + 4 + length) return
      heads.push(all)
      answer(socket, all)
    }
    socket.on('data', (chunk: Buffer) => {
      if (all === head && chunk.toString('latin1') === head) return
      all += chunk.toString('latin1')
      look()
    })
    look()
  }
  return { onRequest, heads }
}

const lastOf = async (target: ReturnType<typeof targetOf>) => {
  const evidence = await sweep([target], options())
  return { evidence, last: evidence.targets[0]?.observations.at(-1) }
}

describe('what the configuration has a request carry', () => {
  test('goes to a server that proved who it is, and stays out of the evidence', async () => {
    const echo: Respond = (socket, all) =>
      respond(200, { headers: { server: `nginx ${SECRET}` }, body: all })(socket, all)
    const { onRequest, heads } = kept(echo)
    await using at = await httpServer(onRequest, identity)
    const target = targetOf(`https://app.test:${at.port}/o`, { ca: [root.pem], sent: SENT })
    const { evidence, last } = await lastOf(target)
    expect(heads).toHaveLength(1)
    expect(heads[0]).toMatch(/^POST \/o HTTP\/1.1\r\n/)
    expect(heads[0]).toContain(`authorization: Bearer ${SECRET}\r\n`)
    expect(heads[0]).toContain(`\r\n\r\nkey=${SECRET}`)
    const { targets, ...rest } = evidence
    expect(JSON.stringify([rest, targets.map((t) => t.observations)])).not.toContain(SECRET)
    expect(last).toMatchObject({
      method: 'POST',
      status: 200,
      sent: { headers: ['authorization', 'content-type'], bodyBytes: SENT.body?.length },
    })
  })

  test.for([
    ['the chain is not trusted', [], 'app.test'],
    ['the name is another', [root.pem], 'other.test'],
  ] as const)('is a bare GET where %s', async ([, ca, host]) => {
    const { onRequest, heads } = kept(respond(200))
    await using at = await httpServer(onRequest, identity)
    const { last } = await lastOf(
      targetOf(`https://${host}:${at.port}/`, { ca: [...ca], sent: SENT }),
    )
    expect(heads).toHaveLength(1)
    expect(heads[0]).toMatch(/^GET /)
    expect(heads.join('')).not.toContain('secret')
    expect(last).not.toHaveProperty('sent')
  })

  test('goes over http when nothing of it is secret, directly and through a proxy', async () => {
    const { onRequest, heads } = kept(respond(200))
    await using at = await httpServer(onRequest)
    await using proxy = await proxyServer(onRequest)
    const url = `http://app.test:${at.port}/`
    await lastOf(targetOf(url, { sent: OPEN }))
    const way = wayThrough(proxy)
    await lastOf(targetOf(url, { sent: OPEN, proxy: way, pathKind: 'proxy' }))
    expect(heads).toHaveLength(2)
    for (const head of heads) expect(head).toMatch(/^POST .*\r\nx-a: b\r\n.*\r\n\r\nhello$/s)
  })

  test('never goes over http when it is', async () => {
    const { onRequest, heads } = kept(respond(200))
    await using at = await httpServer(onRequest)
    await lastOf(targetOf(`http://app.test:${at.port}/`, { sent: SENT }))
    expect(heads).toHaveLength(1)
    expect(heads[0]).toMatch(/^GET /)
  })
})

test('a family leaves the addresses of the other alone', async () => {
  await using at = await httpServer(respond(200))
  const lookup = async () => ['::1', '127.0.0.1']
  const target = targetOf(`http://app.test:${at.port}/`, { family: 'ipv4' })
  const evidence = await sweep([target], options({}, { lookup }))
  const dialled = evidence.targets[0]?.observations.flatMap((o) =>
    o.step === 'connect' ? [o.address] : [],
  )
  expect(dialled).toEqual(['127.0.0.1'])
})

test('limits of its own hold for a target, and for no other', async () => {
  await using mute = await httpServer(() => undefined)
  const short = targetOf(`http://app.test:${mute.port}/`, {
    id: 'short',
    limits: { step: 60, attempts: 3 },
  })
  const limits = { ...LIMITS, attempts: 1 }
  const evidence = await sweep([short], options({ limits }))
  const asked = evidence.targets[0]?.observations.filter((o) => o.step === 'request') ?? []
  expect(asked.map((o) => [o.attempt, o.failure?.code])).toEqual([
    [1, 'generic_timeout_error'],
    [2, 'generic_timeout_error'],
    [3, 'generic_timeout_error'],
  ])
})

test('a resolver of its own is asked in addition, and the connection goes where the application goes', async () => {
  await using at = await httpServer(respond(200))
  const zone = [['app.test', 'A', '10.9.9.9']] as const
  await using resolver = await dnsServer({ zone })
  const own = targetOf(`http://app.test:${at.port}/`, { resolver: resolver.text })
  const other = targetOf(`http://app.test:${at.port}/other`)
  const evidence = await sweep([own, other], options())
  const [mine = [], others = []] = evidence.targets.map((t) => t.observations)
  const asked = mine.flatMap((o) => (o.step === 'resolve' && o.engine === 'dns' ? [o] : []))
  expect(asked.map((o) => [o.server, o.type, o.addresses])).toEqual([
    [resolver.text, 'A', ['10.9.9.9']],
    [resolver.text, 'AAAA', []],
  ])
  const dialled = mine.flatMap((o) => (o.step === 'connect' ? [o.address] : []))
  expect(dialled).toEqual(['127.0.0.1'])
  expect(others.some((o) => o.step === 'resolve' && o.engine === 'dns')).toBe(false)
})

test('what the configuration says of Accept and User-Agent goes in place of our own', async () => {
  const { onRequest, heads } = kept(respond(200))
  await using at = await httpServer(onRequest)
  const headers = { accept: 'text/plain', 'user-agent': 'monitor/1' }
  const sent: Sent = { method: 'GET', headers, body: null, secrets: [] }
  await lastOf(targetOf(`http://app.test:${at.port}/`, { sent }))
  const names = heads[0]?.match(/^(accept|user-agent): .*(?=\r$)/gm)
  expect(names?.toSorted()).toEqual(['accept: text/plain', 'user-agent: monitor/1'])
})

describe('carriedBy()', () => {
  const plain = { method: 'GET', headers: {} }
  const { secrets: _, ...open } = OPEN
  const { secrets: __, ...secret } = SENT

  test.for([
    ['an open order over plain HTTP', 'http', OPEN, false, open],
    ['an open order to an unproven server', 'https', OPEN, false, plain],
    ['a secret one over plain HTTP', 'http', SENT, false, plain],
    ['a secret one to a proven server', 'https', SENT, true, secret],
    ['an open order to a proven server', 'https', OPEN, true, open],
  ] as const)('%s', ([, scheme, sent, trusted, carried]) => {
    expect(carriedBy(targetOf(`${scheme}://app.test/`, { sent }), trusted)).toEqual(carried)
  })

  test('what it says of the request has the names of headers that were sent, or the body alone', () => {
    const seen = { step: 'request', headers: {}, body: '' } as unknown as RequestObservation
    const told = (sent: Sent, trusted: boolean) => {
      const target = targetOf('https://app.test/', { sent })
      return asCarried(seen, target, carriedBy(target, trusted)).sent
    }
    expect(told(OPEN, true)).toEqual({ headers: ['x-a'], bodyBytes: 5 })
    expect(told({ ...OPEN, headers: {} }, true)).toEqual({ headers: [], bodyBytes: 5 })
    expect(told({ ...OPEN, body: null }, true)).toEqual({ headers: ['x-a'], bodyBytes: 0 })
    expect(told(OPEN, false)).toBeUndefined()
  })
})
