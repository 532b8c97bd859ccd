import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Parsed } from '../../../probes/database/dialogue.ts'
import * as mysql from '../../../probes/database/mysql.ts'
import * as postgresql from '../../../probes/database/postgresql.ts'
import * as tds from '../../../probes/database/tds.ts'
import { greet } from '../../../probes/steps/greet.ts'
import { greetObservation } from '../../../shared/model/greet-observation.ts'
import { DATABASE_PROTOCOLS } from '../../../shared/model/scheme.ts'
import { open, stepContext } from '../../fixtures/context.ts'
import { mysqlGreeting, mysqlPacket, pgMessage, tdsPacket } from '../../fixtures/database-server.ts'
import { tcpServer } from '../../fixtures/tcp-server.ts'

const PRELOGIN = tdsPacket(Buffer.of(0, 0, 6, 0, 6, 0xff, 16, 0, 4, 111, 0, 0))
const TDS_ERROR = tdsPacket(
  Buffer.concat([
    Buffer.of(0xaa, 14, 0, 1, 0, 0, 0, 1, 14, 2, 0),
    Buffer.from('no', 'utf16le'),
    Buffer.alloc(6),
  ]),
)

const PARSERS: readonly [
  name: string,
  parse: (bytes: Buffer) => Parsed<unknown>,
  valid: readonly Buffer[],
][] = [
  ['postgresql, answer to SSLRequest', postgresql.parseSslAnswer, [Buffer.from('N')]],
  [
    'postgresql, message',
    postgresql.parseMessage,
    [pgMessage('R', Buffer.alloc(4)), pgMessage('E', Buffer.from('C28000\0Mno\0\0'))],
  ],
  [
    'mysql, first packet',
    mysql.parseFirstPacket,
    [mysqlGreeting(true), mysqlPacket(0, Buffer.of(0xff, 0x6a, 4, 0x6e))],
  ],
  ['mysql, packet', mysql.parsePacket, [mysqlPacket(1, Buffer.of(0))]],
  ['tds, packet', tds.parsePacket, [PRELOGIN, TDS_ERROR]],
]

/** Any bytes, and true messages with some bytes changed. */
function hostile(valid: readonly Buffer[]): fc.Arbitrary<Buffer> {
  const any = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes))
  const bent = fc
    .tuple(fc.constantFrom(...valid), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 4 }))
    .map(([message, changes]) => {
      const bytes = Buffer.concat([message, Buffer.alloc(8)])
      for (const [at, value] of changes) bytes[at % bytes.length] = value
      return bytes
    })
  return fc.oneof(any, bent)
}

test.for([
  { bytes: [16, 0, 4, 111], value: { software: '16.0.1135' } },
  { bytes: [16, 0, 4, 111, 0, 0], value: { software: '16.0.1135' } },
])('the version of PRELOGIN is read from $bytes', ({ bytes, value }) => {
  const packet = tdsPacket(Buffer.of(0, 0, 6, 0, bytes.length, 0xff, ...bytes))
  expect(tds.parsePacket(packet)).toMatchObject({ value })
})

test('a version of PRELOGIN that is too short is none', () => {
  expect(tds.parsePacket(tdsPacket(Buffer.of(0, 0, 6, 0, 3, 0xff, 16, 0, 4)))).toBe('invalid')
})

/** Behind the version: thread id, scramble, filler; then capabilities, charset, status, capabilities. */
const LATER = Buffer.from([...Array(13).fill(0), 1, 0x80, 33, 2, 0, 3, 0xc0])

test.for([
  { bytes: 13, capabilities: 0 },
  { bytes: 14, capabilities: 0 },
  { bytes: 15, capabilities: 0x8001 },
  { bytes: 19, capabilities: 0x8001 },
  { bytes: 20, capabilities: (0xc003 << 16) | 0x8001 },
])('a greeting of MySQL with $bytes bytes behind its version', ({ bytes, capabilities }) => {
  const version = Buffer.from('\x0a8.4.0\0')
  const packet = mysqlPacket(0, Buffer.concat([version, LATER.subarray(0, bytes)]))
  expect(mysql.parseFirstPacket(packet)).toMatchObject({
    value: { software: '8.4.0', capabilities },
  })
})

test.for([
  [0, 'offered'],
  [1, 'required'],
  [2, 'none'],
  [3, 'required'],
  [4, null],
] as const)('PRELOGIN: encryption %i is %s', ([byte, encryption]) => {
  const options = Buffer.of(0, 0, 11, 0, 4, 1, 0, 15, 0, 1, 0xff, 16, 0, 4, 111, byte)
  expect(tds.parsePacket(tdsPacket(options))).toMatchObject({ value: { encryption } })
})

test.for([
  [Buffer.of(0xaa, 14, 0, 1, 0, 0, 0, 1, 14, 0, 0), true],
  [Buffer.of(0xaa, 14, 0, 1, 0, 0, 0, 1, 14, 0), false],
] as const)('an error of SQL Server without words: %#', ([payload, read]) => {
  const parsed = tds.parsePacket(tdsPacket(payload))
  if (read) expect(parsed).toMatchObject({ value: { error: { code: '1', message: '' } } })
  else expect(parsed).toBe('invalid')
})

test('an option of PRELOGIN that is cut is none', () => {
  expect(tds.parsePacket(tdsPacket(Buffer.of(0, 0, 5, 0, 0)))).toBe('invalid')
  expect(tds.parsePacket(tdsPacket(Buffer.of(0, 0, 5, 0)))).toBe('invalid')
})

/** The head of a message that claims so many bytes, and how many that is. */
const CLAIMS: readonly [
  parse: (bytes: Buffer) => Parsed<unknown>,
  head: (n: number) => Buffer,
  least: number,
  most: number,
][] = [
  [postgresql.parseMessage, (n) => Buffer.from([0x52, 0, 0, n >> 8, n & 0xff]), 4, 8192],
  [mysql.parsePacket, (n) => Buffer.from([n & 0xff, n >> 8, 0, 0]), 1, 8192],
  [
    tds.parsePacket,
    (n) => Buffer.concat([Buffer.from([4, 1, n >> 8, n & 0xff]), Buffer.alloc(4)]),
    9,
    8192,
  ],
]

test.for(CLAIMS)(
  'the shortest and the longest message of a server: %#',
  ([parse, head, least, most]) => {
    expect(parse(head(least - 1))).toBe('invalid')
    for (const length of [least, most]) expect(parse(head(length))).not.toBe('invalid')
    expect(parse(head(most + 1))).toBe('invalid')
  },
)

/** What PostgreSQL wants, by the number of its AuthenticationRequest; and what it says after a login without one. */
test.for([
  [0, 'nothing'],
  [2, 'Kerberos'],
  [3, 'a password'],
  [5, 'a password (MD5)'],
  [7, 'GSSAPI'],
  [9, 'SSPI'],
  [10, 'a password (SASL)'],
  [99, 'method 99'],
  [null, 'method -1'],
] as const)('AuthenticationRequest %s asks for %s', async ([method, asks]) => {
  const heard: Buffer[] = []
  const body = Buffer.alloc(method === null ? 0 : 4)
  if (method !== null) body.writeInt32BE(method)
  await using server = await tcpServer((socket) => {
    socket.on('data', (bytes) => {
      heard.push(bytes)
      if (heard.length === 1) socket.write('N')
      if (heard.length === 2) socket.write(pgMessage('R', body))
    })
  })
  const ctx = stepContext()
  const socket = await open(ctx, server)
  const at = { address: server.address, port: server.port, host: 'db.test', ca: [], attempt: 1 }
  const seen = await greet(ctx, socket, { protocol: 'postgresql', ...at })
  expect(seen).toMatchObject({ asks, failure: null })
  // A session that was opened is ended; a server that asks for more is left.
  expect(heard.at(-1)?.toString('latin1').startsWith('X') === true).toBe(method === 0)
})

describe.for(PARSERS)('the parser of %s', ([, parse, valid]) => {
  test('takes a true message, and of each part of it waits for the rest', () => {
    for (const bytes of valid) {
      expect(parse(bytes)).toMatchObject({ length: bytes.length })
      for (let end = 1; end < bytes.length; end++)
        expect(parse(bytes.subarray(0, end))).toBe('more')
    }
  })

  test('never throws, and never takes more than there is', () => {
    fc.assert(
      fc.property(hostile(valid), (bytes) => {
        const parsed = parse(bytes)
        if (typeof parsed === 'string') return
        expect(parsed.length).toBeGreaterThan(0)
        expect(parsed.length).toBeLessThanOrEqual(bytes.length)
      }),
      { numRuns: 3000 },
    )
  })
})

test('whatever a server says, the step ends in time with what the schema allows', async () => {
  const everyMessage = PARSERS.flatMap(([, , valid]) => valid)
  const replies = fc.array(hostile(everyMessage), { minLength: 1, maxLength: 3 })
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...DATABASE_PROTOCOLS), replies, async (protocol, said) => {
      await using server = await tcpServer((socket) => {
        for (const bytes of said) socket.write(bytes)
        socket.once('data', () => socket.end())
        socket.resume()
      })
      const ctx = stepContext({ budget: 200 })
      const socket = await open(ctx, server)
      const at = { address: server.address, port: server.port, host: 'db.test', ca: [], attempt: 1 }
      const seen = await greet(ctx, socket, { protocol, ...at })
      expect(greetObservation.safeParse(seen).error).toBeUndefined()
      expect(socket.closed).toBe(true)
    }),
    { numRuns: 150 },
  )
})
