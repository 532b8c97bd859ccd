import { encode } from 'dns-packet'
import { describe, expect, test } from 'vitest'
import { buildQuery, isName, readReply } from '../../../probes/dns/message.ts'
import type { RecordType } from '../../../shared/model/dns-record.ts'

const TYPES = { A: 1, NS: 2, CNAME: 5, SOA: 6, MX: 15, TXT: 16, SRV: 33, CAA: 257 } as const

/** One record of a type, by its data, for `www.test`. */
function record(type: keyof typeof TYPES, data: readonly number[], klass = 1): number[] {
  const number = TYPES[type]
  return [
    0xc0,
    12,
    number >> 8,
    number & 255,
    0,
    klass,
    0,
    0,
    0,
    9,
    data.length >> 8,
    data.length & 255,
    ...data,
  ]
}

interface Sections {
  readonly answers?: readonly (readonly number[])[]
  readonly authorities?: readonly (readonly number[])[]
  readonly additionals?: readonly (readonly number[])[]
  readonly rcode?: number
}

function read(
  type: RecordType,
  { answers = [], authorities = [], additionals = [], rcode = 0 }: Sections,
) {
  const query = buildQuery('www.test', type, true)
  const head = encode({
    type: 'response',
    id: query.id,
    questions: [{ name: query.name, type: query.type as 'A', class: 'IN' }],
  })
  head.writeUInt16BE(head.readUInt16BE(2) | rcode, 2)
  head.writeUInt16BE(answers.length, 6)
  head.writeUInt16BE(authorities.length, 8)
  head.writeUInt16BE(additionals.length, 10)
  const rest = [...answers, ...authorities, ...additionals].map((bytes) => Buffer.from(bytes))
  const reading = readReply(Buffer.concat([head, ...rest]), query, 'tcp')
  return reading.kind === 'reply' ? reading.reply : reading
}

const NAME = [1, 97, 0]
const LONG = [0, 0, 0, 5]

// RFC 1035, 3.3; RFC 2782; RFC 8659, 4.1.
test.for([
  ['MX', [0, 10, ...NAME], '10 a'],
  ['SRV', [0, 1, 0, 2, 1, 0xbb, ...NAME], '1 2 443 a'],
  ['NS', NAME, 'a'],
  ['SOA', [...NAME, 1, 98, 0, ...LONG, ...LONG, ...LONG, ...LONG, ...LONG], 'a b 5 5 5 5 5'],
  ['TXT', [2, 97, 98, 0, 1, 99], 'abc'],
  ['TXT', [0], ''],
  ['CAA', [0, 5, ...Buffer.from('IssueCA.test')], '0 issue CA.test'],
  ['CAA', [128, 5, ...Buffer.from('issue')], '128 issue'],
] as const)('%s of %j is %j', ([type, data, text]) => {
  expect(read(type, { answers: [record(type, data)] })).toMatchObject({
    found: { records: [{ data: text, ttl: 9 }], omitted: 0 },
  })
})

test.for([
  ['MX', [0, 10, ...NAME, 7], 'MX record of 6 bytes'],
  ['TXT', [2, 97], 'TXT record of 2 bytes'],
  ['CAA', [0, 0, 97], 'CAA record of 3 bytes'],
  ['CAA', [0, 5, 97], 'CAA record of 3 bytes'],
  ['CAA', [0], 'CAA record of 1 bytes'],
] as const)('%s of %j is malformed', ([type, data, why]) => {
  expect(read(type, { answers: [record(type, data)] })).toEqual({ kind: 'malformed', why })
})

test('an answer keeps so many characters of its records, and counts the rest', () => {
  // Of 255 characters and one between: 32 fill it to the last.
  const one = record('TXT', [255, ...Buffer.alloc(255, 97)])
  const of = (count: number) => read('TXT', { answers: Array.from({ length: count }, () => one) })
  expect(of(32)).toMatchObject({ found: { omitted: 0 } })
  expect(of(33)).toMatchObject({ found: { omitted: 1 } })
})

test('the SOA of the authority section is that of the Internet, wherever it stands', () => {
  const numbers = [...LONG, ...LONG, ...LONG, ...LONG]
  const soa = (mname: number, klass = 1) =>
    record('SOA', [1, mname, 0, 1, 98, 0, ...numbers, 0, 0, 0, 7], klass)
  expect(
    read('A', { authorities: [record('NS', NAME), soa(120, 3), soa(97), soa(99)] }),
  ).toMatchObject({
    soa: { zone: 'www.test', mname: 'a', rname: 'b', minimum: 7 },
  })
  const long = record('SOA', [...NAME, ...NAME, ...numbers, ...LONG, 0])
  expect(read('A', { authorities: [long] })).toEqual({ kind: 'malformed', why: 'SOA of 27 bytes' })
})

/** OPT (RFC 6891, 6.1.3): the highest bits of the RCODE stand in its TTL. */
const opt = (high: number) => [0, 0, 41, 4, 208, high, 0, 0, 0, 0, 0]

// https://www.iana.org/assignments/dns-parameters, DNS RCODEs
test.for([
  [0, 'NOERROR'],
  [1, 'FORMERR'],
  [2, 'SERVFAIL'],
  [3, 'NXDOMAIN'],
  [4, 'NOTIMP'],
  [5, 'REFUSED'],
  [6, 'YXDOMAIN'],
  [7, 'YXRRSET'],
  [8, 'NXRRSET'],
  [9, 'NOTAUTH'],
  [10, 'NOTZONE'],
  [11, 'RCODE11'],
  [16, 'BADVERS'],
  [23, 'BADCOOKIE'],
] as const)('RCODE %i is %s', ([code, rcode]) => {
  expect(read('A', { rcode: code & 15, additionals: [opt(code >> 4)] })).toMatchObject({ rcode })
})

describe('the longest name', () => {
  const labels = (last: number) => [63, 63, 63, last].map((n) => 'a'.repeat(n)).join('.')
  test.for([
    [labels(61), true],
    [`${labels(61)}.`, true],
    [labels(62), false],
  ] as const)('%#', ([name, expected]) => {
    expect(isName(name)).toBe(expected)
  })
})
