import net from 'node:net'
import { type Answer, decode, encode } from 'dns-packet'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  buildQuery,
  isName,
  type Query,
  type Reading,
  readReply,
} from '../../../probes/dns/message.ts'
import { replyFrom, TEST_ZONE, type ZoneRow } from '../../fixtures/dns-zone.ts'

const ZONE: readonly ZoneRow[] = [
  ['www.test', 'CNAME', 'host.privatelink.test'],
  ['host.privatelink.test', 'A', '10.0.1.4'],
  ['host.privatelink.test', 'AAAA', 'fd00::1'],
]

function honest(query: Query): Buffer {
  return encode(replyFrom(ZONE, decode(query.bytes), TEST_ZONE))
}

/** A reply with bytes of our choice behind the question. */
function withAnswers(query: Query, count: number, records: readonly number[]): Buffer {
  const head = encode({
    type: 'response',
    id: query.id,
    questions: [{ name: query.name, type: query.type, class: 'IN' }],
  })
  head.writeUInt16BE(count, 6)
  return Buffer.concat([head, Buffer.from(records)])
}

function addressesOf(reading: Reading): readonly string[] {
  return reading.kind === 'reply' ? reading.reply.addresses.map((a) => a.address) : []
}

describe('buildQuery()', () => {
  test('asks with RD and AD, one question, and EDNS with 1232 bytes', () => {
    const packet = decode(buildQuery('WWW.Test.', 'AAAA', true).bytes)
    expect(packet).toMatchObject({
      type: 'query',
      flag_rd: true,
      flag_ad: true,
      questions: [{ name: 'www.test', type: 'AAAA', class: 'IN' }],
      additionals: [{ type: 'OPT', udpPayloadSize: 1232, ednsVersion: 0 }],
    })
  })

  test('without EDNS is as plain as can be', () => {
    const packet = decode(buildQuery('www.test', 'A', false).bytes)
    expect(packet).toMatchObject({ flag_rd: true, flag_ad: false, additionals: [] })
  })

  test('takes another id each time', () => {
    const ids = Array.from({ length: 50 }, () => buildQuery('www.test', 'A', true).id)
    expect(new Set(ids).size).toBeGreaterThan(40)
  })
})

describe('isName()', () => {
  test.for([
    ['www.test', true],
    ['_sip._tcp.test.', true],
    ['a'.repeat(63), true],
    ['a'.repeat(64), false],
    ['', false],
    ['.', false],
    ['a..b', false],
    ['a\\b', false],
    ['a\u0000b', false],
  ] as const)('%s: %s', ([name, expected]) => {
    expect(isName(name)).toBe(expected)
  })
})

describe('readReply()', () => {
  const query = buildQuery('www.test', 'A', true)

  test('writes unprintable bytes, dots and backslashes of a label as decimals', () => {
    const label = [6, 0x00, 0x41, 0xff, 0x2e, 0x5c, 0x20]
    const data = [...label, 0]
    const reading = readReply(
      withAnswers(query, 1, [0xc0, 12, 0, 5, 0, 1, 0, 0, 0, 9, 0, data.length, ...data]),
      query,
      'udp',
    )
    expect(reading).toMatchObject({
      reply: { chain: [{ name: 'www.test', target: '\\000a\\255\\046\\092\\032', ttl: 9 }] },
    })
  })

  const A = [0xc0, 12, 0, 1, 0, 1]
  test.for([
    { why: 'a pointer to itself', records: [0xc0, 26], says: /points forwards/ },
    { why: 'a label of a reserved kind', records: [0x80, 1], says: /label of unknown kind/ },
    { why: 'a record without its data', records: [...A, 0, 0, 0, 9, 0, 4, 10], says: /ends at/ },
    {
      why: 'an A record of 5 bytes',
      records: [...A, 0, 0, 0, 9, 0, 5, 1, 2, 3, 4, 5],
      says: /A record of 5/,
    },
    {
      why: 'a CNAME shorter than its length',
      records: [0xc0, 12, 0, 5, 0, 1, 0, 0, 0, 9, 0, 4, 1, 97, 0, 0],
      says: /CNAME of 4/,
    },
  ])('refuses $why', ({ records, says }) => {
    const reading = readReply(withAnswers(query, 1, records), query, 'udp')
    expect(reading).toEqual({ kind: 'malformed', why: expect.stringMatching(says) })
  })

  test.for([
    { last: 61, kind: 'reply' },
    { last: 62, kind: 'malformed' },
  ])(
    'a name of 255 bytes is one, a longer one is not: a last label of $last bytes',
    ({ last, kind }) => {
      const name = [63, 63, 63, last].flatMap((size) => [size, ...Buffer.alloc(size, 97)])
      const record = [...name, 0, 0, 1, 0, 1, 0, 0, 0, 9, 0, 4, 10, 0, 0, 1]
      expect(readReply(withAnswers(query, 1, record), query, 'udp').kind).toBe(kind)
    },
  )

  test('takes a TTL with its highest bit set for zero', () => {
    const record = [...A, 0x80, 0, 0, 1, 0, 4, 10, 0, 0, 1]
    const reading = readReply(withAnswers(query, 1, record), query, 'udp')
    expect(reading).toMatchObject({ reply: { addresses: [{ address: '10.0.0.1', ttl: 0 }] } })
  })

  test('steps over records that are none of its business', () => {
    const answers: Answer[] = [
      { name: 'www.test', type: 'TXT', data: 'x', class: 'IN' },
      { name: 'www.test', type: 'A', data: '10.0.0.7', ttl: 1, class: 'IN' },
    ]
    const bytes = encode({ ...replyFrom(ZONE, decode(query.bytes), TEST_ZONE), answers })
    expect(addressesOf(readReply(bytes, query, 'udp'))).toEqual(['10.0.0.7'])
  })

  test('an answer without EDNS says so', () => {
    const bytes = encode({ ...replyFrom(ZONE, decode(query.bytes), TEST_ZONE), additionals: [] })
    expect(readReply(bytes, query, 'udp')).toMatchObject({ reply: { edns: false } })
  })

  // As bytes: dns-packet's own encoder takes "::0:0:0:0:0:0:1" for "::".
  test.for([
    ['fd000000000000000000000000000001', 'fd00::1'],
    ['00000000000000000000000000000000', '::'],
    ['00010000000000000000000000000000', '1::'],
    ['20010db8000100020003000400050006', '2001:db8:1:2:3:4:5:6'],
    ['00000000000000000000ffff0a000001', '::ffff:10.0.0.1'],
  ] as const)('writes the IPv6 address %s as %s', ([hex, address]) => {
    const asked = buildQuery('www.test', 'AAAA', true)
    const record = [0xc0, 12, 0, 28, 0, 1, 0, 0, 0, 9, 0, 16, ...Buffer.from(hex, 'hex')]
    expect(addressesOf(readReply(withAnswers(asked, 1, record), asked, 'udp'))).toEqual([address])
  })
})

test.for([
  ['udp', 'truncated'],
  ['tcp', 'reply'],
] as const)('a cut answer over %s is %s: TC has a meaning over UDP only', ([transport, kind]) => {
  const query = buildQuery('host.privatelink.test', 'A', true)
  const bytes = honest(query)
  bytes.writeUInt16BE(bytes.readUInt16BE(2) | 0x0200, 2)
  expect(readReply(bytes, query, transport).kind).toBe(kind)
})

describe('readReply() of any bytes', () => {
  const type = fc.constantFrom('A' as const, 'AAAA' as const)

  test('random bytes never throw and never are a reply to the question', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), type, (bytes, t) => {
        const query = buildQuery('www.test', t, true)
        expect(readReply(Buffer.from(bytes), query, 'udp').kind).not.toBe('reply')
      }),
      { numRuns: 2000 },
    )
  })

  test('a mutated answer never throws, never yields an address that is none, and never a wild name', () => {
    const mutation = fc.record({
      at: fc.nat(200),
      value: fc.nat(255),
      kind: fc.constantFrom('set', 'cut', 'insert', 'swap16'),
    })
    fc.assert(
      fc.property(fc.array(mutation, { maxLength: 6 }), type, (mutations, t) => {
        const query = buildQuery('www.test', t, true)
        const family = t === 'A' ? 4 : 6
        const bytes = mutations.reduce(mutate, [...honest(query)])
        const reading = readReply(Buffer.from(bytes), query, 'tcp')
        if (reading.kind !== 'reply') return
        const { addresses, chain, soa } = reading.reply
        expect(addresses.filter((a) => net.isIP(a.address) !== family)).toEqual([])
        const names = chain.flatMap((a) => [a.name, a.target])
        if (soa !== null) names.push(soa.zone, soa.mname, soa.rname)
        expect(names.filter((name) => !/^[!-~]+$/.test(name))).toEqual([])
      }),
      { numRuns: 5000 },
    )
  })

  test('what it accepts of random records, dns-packet reads alike', () => {
    const row = fc.tuple(
      fc.constantFrom('www.test', 'a.test', 'b.test'),
      fc.constantFrom('A' as const, 'CNAME' as const),
    )
    fc.assert(
      fc.property(fc.array(row, { maxLength: 8 }), fc.infiniteStream(fc.ipV4()), (rows, ips) => {
        const query = buildQuery('www.test', 'A', true)
        const zone = rows.map(
          ([name, kind], i): ZoneRow =>
            kind === 'A'
              ? [name, kind, ips.next().value ?? '']
              : [name, kind, `${'abc'[i % 3]}.test`],
        )
        const bytes = encode(replyFrom(zone, decode(query.bytes), TEST_ZONE))
        const theirs = decode(bytes).answers ?? []
        const reading = readReply(bytes, query, 'udp')
        const last = reading.kind === 'reply' ? reading.reply.chain.at(-1)?.target : undefined
        const owner = last ?? 'www.test'
        const expected = theirs.flatMap((a) => (a.type === 'A' && a.name === owner ? [a.data] : []))
        const looped = reading.kind === 'reply' && reading.reply.defect !== null
        expect(addressesOf(reading)).toEqual(looped ? [] : expected)
      }),
    )
  })
})

interface Mutation {
  readonly at: number
  readonly value: number
  readonly kind: string
}

function mutate(bytes: number[], { at, value, kind }: Mutation): number[] {
  const place = bytes.length === 0 ? 0 : at % bytes.length
  if (kind === 'cut') return bytes.slice(0, place)
  if (kind === 'insert') return bytes.toSpliced(place, 0, value)
  if (kind === 'swap16') return bytes.toSpliced(place, 2, 0, value)
  return bytes.toSpliced(place, 1, value)
}
