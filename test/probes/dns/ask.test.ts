import { setImmediate } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { ask } from '../../../probes/dns/ask.ts'
import type { Failure } from '../../../shared/failure/failure.ts'
import { PATIENT, SILENCE } from '../../fixtures/context.ts'
import type { Misbehaviour } from '../../fixtures/dns-misbehaviour.ts'
import { dnsServer } from '../../fixtures/dns-server.ts'
import type { ZoneRow } from '../../fixtures/dns-zone.ts'
import { handles, leftSince, resolveContext } from './context.ts'

const ZONE: readonly ZoneRow[] = [
  ['www.test', 'CNAME', 'host.privatelink.test', 300],
  ['host.privatelink.test', 'A', '10.0.1.4'],
  ['host.privatelink.test', 'A', '10.0.1.5'],
  ['host.privatelink.test', 'AAAA', 'fd00::1'],
  ['four.test', 'A', '10.0.0.1'],
]

async function askOnce(
  name: string,
  misbehave: Misbehaviour,
  options: { tcp?: boolean; ms?: number; now?: () => number } = {},
) {
  const before = await handles()
  const ctx = resolveContext(options)
  let asked: Awaited<ReturnType<typeof ask>>
  let queries: { transport: string; edns: boolean }[]
  {
    await using server = await dnsServer({ zone: ZONE, misbehave, ...options })
    asked = await ask(ctx, { name, type: 'A', server: server.text })
    queries = server.asked.map(({ transport, edns }) => ({ transport, edns }))
  }
  return { ...asked, queries, left: await leftSince(before) }
}

describe('ask() of a server that answers', () => {
  test('gives the chain, the addresses, their TTLs and the flags', async () => {
    const { failure, answer, transport } = await askOnce('WWW.test.', 'honest')
    expect(failure).toBe(null)
    expect(transport).toBe('udp')
    expect(answer).toMatchObject({
      name: 'www.test',
      type: 'A',
      transport: 'udp',
      rcode: 'NOERROR',
      flags: { aa: false, tc: false, ra: true, ad: false },
      edns: true,
      chain: [{ name: 'www.test', target: 'host.privatelink.test', ttl: 300 }],
      addresses: [
        { address: '10.0.1.4', ttl: 60 },
        { address: '10.0.1.5', ttl: 60 },
      ],
      soa: null,
    })
  })

  const good: { how: Misbehaviour; queries: { transport: string; edns: boolean }[] }[] = [
    { how: 'twice', queries: [{ transport: 'udp', edns: true }] },
    { how: 'forged-first', queries: [{ transport: 'udp', edns: true }] },
    {
      how: 'truncated',
      queries: [
        { transport: 'udp', edns: true },
        { transport: 'tcp', edns: true },
      ],
    },
    {
      how: 'tcp-pieces',
      queries: [
        { transport: 'udp', edns: true },
        { transport: 'tcp', edns: true },
      ],
    },
    {
      how: 'formerr-edns',
      queries: [
        { transport: 'udp', edns: true },
        { transport: 'udp', edns: false },
      ],
    },
    {
      how: 'badvers',
      queries: [
        { transport: 'udp', edns: true },
        { transport: 'udp', edns: false },
      ],
    },
  ]
  test.for(good)('finds the address in spite of $how', async ({ how, queries }) => {
    const seen = await askOnce('four.test', how)
    const overTcp = queries.at(-1)?.transport === 'tcp'
    expect(seen.failure).toBe(null)
    expect(seen.queries).toEqual(queries)
    expect(seen.transport).toBe(overTcp ? 'tcp' : 'udp')
    expect(seen.answer?.flags.tc).toBe(overTcp)
    expect(seen.answer?.edns).toBe(queries.at(-1)?.edns)
    expect(seen.answer?.addresses).toEqual([{ address: '10.0.0.1', ttl: 60 }])
    expect(seen.left).toEqual([])
  })

  test('reads 64 KiB over TCP and keeps what a report can carry', async () => {
    const { failure, answer } = await askOnce('four.test', 'tcp-64k')
    expect(failure).toBe(null)
    expect(answer?.bytes).toBe(65_535)
    expect(answer?.addresses).toHaveLength(256)
    expect(answer?.addresses[255]).toEqual({ address: '10.1.2.3', ttl: 60 })
  })
})

interface Row {
  readonly how: Misbehaviour
  readonly name?: string
  readonly code: Failure['code']
  readonly raw: string | RegExp
  readonly rcode?: string
  readonly tcp?: boolean
  /** It ends with the budget, and not before. */
  readonly waits?: true
}

const NO_END = `no end within ${SILENCE} ms`

describe('ask() of a server that misbehaves', () => {
  const table: readonly Row[] = [
    { how: 'silent', code: 'generic_timeout_error', raw: NO_END, waits: true },
    { how: 'other-port', code: 'generic_timeout_error', raw: NO_END, waits: true },
    {
      how: 'other-id',
      code: 'dns_reply_with_wrong_query_id',
      raw: /^replies to other questions: 1, last: id \d+$/,
      waits: true,
    },
    {
      how: 'other-question',
      code: 'dns_reply_with_wrong_query_id',
      raw: /: question other.test type 1 class 1$/,
      waits: true,
    },
    {
      how: 'garbage',
      code: 'dns_server_misbehaving',
      raw: /^packets that are no DNS reply: 1, last: not a reply/,
      waits: true,
    },
    {
      how: 'echo',
      code: 'dns_server_misbehaving',
      raw: /^packets that are no DNS reply: 1, last: not a reply/,
      waits: true,
    },
    {
      how: 'stub',
      code: 'dns_server_misbehaving',
      raw: /no DNS reply: 1, last: message ends at byte 5/,
      waits: true,
    },
    { how: 'cut-message', code: 'dns_server_misbehaving', raw: /^malformed reply: message ends/ },
    { how: 'short-address', code: 'dns_server_misbehaving', raw: /: A record of 3 bytes$/ },
    { how: 'cname-loop', code: 'dns_server_misbehaving', raw: 'CNAME loop', rcode: 'NOERROR' },
    { how: 'cname-long', code: 'dns_server_misbehaving', raw: /longer than 16/, rcode: 'NOERROR' },
    { how: 'other-owner', code: 'dns_no_answer', raw: /without A record/, rcode: 'NOERROR' },
    { how: 'other-class', code: 'dns_no_answer', raw: /without A record/, rcode: 'NOERROR' },
    { how: 'servfail', code: 'dns_servfail_error', raw: 'SERVFAIL', rcode: 'SERVFAIL' },
    { how: 'refused', code: 'dns_refused_error', raw: 'REFUSED', rcode: 'REFUSED' },
    { how: 'rcode11', code: 'dns_server_misbehaving', raw: 'RCODE11', rcode: 'RCODE11' },
    {
      how: 'formerr-then-silent',
      code: 'dns_server_misbehaving',
      raw: 'FORMERR to EDNS, then: no end within',
      waits: true,
    },
    {
      how: 'honest',
      name: 'absent.test',
      code: 'dns_nxdomain_error',
      raw: 'NXDOMAIN',
      rcode: 'NXDOMAIN',
    },
    {
      how: 'tcp-silent',
      code: 'generic_timeout_error',
      raw: /^UDP answer cut, then: TCP: no end .* after 0 bytes$/,
      waits: true,
    },
    {
      how: 'tcp-drip',
      code: 'generic_timeout_error',
      raw: /TCP: no end .* after \d+ of \d+ bytes$/,
      waits: true,
    },
    { how: 'tcp-close', code: 'eof_error', raw: 'UDP answer cut, then: TCP closed after 0 bytes' },
    { how: 'tcp-cut', code: 'eof_error', raw: /TCP closed after \d+ of \d+ bytes$/ },
    { how: 'tcp-reset', code: 'connection_reset', raw: /ECONNRESET/ },
    { how: 'tcp-empty', code: 'dns_server_misbehaving', raw: /malformed TCP reply: message ends/ },
    { how: 'tcp-other-id', code: 'dns_reply_with_wrong_query_id', raw: /TCP reply with id \d+$/ },
    {
      how: 'truncated',
      tcp: false,
      code: 'connection_refused',
      raw: /^UDP answer cut, then: .*ECONNREFUSED/,
    },
  ]
  test.for(table)(
    '$how: $code',
    async ({ how, name = 'four.test', code, raw, rcode, tcp, waits }) => {
      const seen = await askOnce(name, how, {
        // The budget runs by timers; what the machine takes besides is not counted.
        ...(waits ? { ms: SILENCE, now: () => 0 } : { ms: PATIENT }),
        ...(tcp !== undefined && { tcp }),
      })
      expect(seen.failure?.code).toBe(code)
      expect(seen.failure?.raw).toMatch(raw)
      expect(seen.answer?.rcode).toBe(rcode)
      expect(seen.left).toEqual([])
    },
  )

  test('a denial carries the SOA of the zone that said no', async () => {
    const { answer } = await askOnce('absent.test', 'honest')
    expect(answer?.soa).toEqual({
      zone: 'test',
      mname: 'ns.test',
      rname: 'hostmaster.test',
      minimum: 30,
    })
  })

  test('a loop keeps the chain as far as it goes', async () => {
    const { answer } = await askOnce('four.test', 'cname-loop')
    expect(answer?.chain.map((alias) => alias.target)).toEqual(['b.test', 'c.test', 'four.test'])
    expect(answer?.addresses).toEqual([])
  })

  test('a port where nothing listens is refused at once', async () => {
    const ctx = resolveContext()
    const server = await dnsServer()
    await server[Symbol.asyncDispose]()
    const before = await handles()
    const { failure } = await ask(ctx, { name: 'four.test', type: 'A', server: server.text })
    expect(failure).toEqual({ code: 'connection_refused', raw: 'ECONNREFUSED' })
    expect(await leftSince(before)).toEqual([])
  })
})

describe('ask() that must not or cannot go on', () => {
  test.for<Misbehaviour>(['silent', 'tcp-silent'])('%s: ends when aborted', async (misbehave) => {
    const before = await handles()
    const abort = new AbortController()
    const ctx = resolveContext({ ms: 60_000, signal: abort.signal })
    {
      await using server = await dnsServer({ misbehave })
      const asking = ask(ctx, { name: 'four.test', type: 'A', server: server.text })
      const wanted = misbehave === 'silent' ? 1 : 2
      while (server.asked.length < wanted) await setImmediate()
      abort.abort()
      expect((await asking).failure?.code).toBe('interrupted')
    }
    expect(await leftSince(before)).toEqual([])
  })

  test('time that ends with the sweep is no silence of the server', async () => {
    await using server = await dnsServer({ misbehave: 'silent' })
    const ctx = resolveContext()
    const began = ctx.now()
    const budget = () => (ctx.now() - began < 40 ? 60 : 0)
    const question = { name: 'four.test', type: 'A', server: server.text } as const
    const { failure } = await ask({ ...ctx, budget }, question)
    expect(failure?.code).toBe('interrupted')
  })

  test.for([
    { why: 'aborted before', ctx: { signal: AbortSignal.abort() }, code: 'interrupted' },
    { why: 'no time left', ctx: { ms: 0 }, code: 'interrupted' },
  ])('$why: asks nothing', async ({ ctx, code }) => {
    await using server = await dnsServer()
    const question = { name: 'four.test', type: 'A', server: server.text } as const
    const asked = await ask(resolveContext(ctx), question)
    expect(asked.failure?.code).toBe(code)
    expect(server.asked).toEqual([])
  })

  test.for([
    '',
    '.',
    'a..test',
    `${'a'.repeat(64)}.test`,
    `${'abc.'.repeat(64)}test`,
    'ä.test',
    'a b',
  ])('no name for DNS: "%s"', async (name) => {
    const asked = await ask(resolveContext(), { name, type: 'A', server: '127.0.0.1:9' })
    expect(asked.failure?.code).toBe('dns_non_recoverable_failure')
  })
})
