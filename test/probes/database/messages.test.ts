import { describe, expect, test } from 'vitest'
import type { Parsed } from '../../../probes/database/dialogue.ts'
import { parseFirstPacket, parsePacket } from '../../../probes/database/mysql.ts'
import { parseMessage, parseSslAnswer } from '../../../probes/database/postgresql.ts'
import { parsePacket as parseTds } from '../../../probes/database/tds.ts'
import { mysqlPacket, pgMessage, tdsPacket } from '../../fixtures/database-server.ts'

const read = <T>(parsed: Parsed<T>) => (typeof parsed === 'string' ? parsed : parsed.value)
const lengthOf = (parsed: Parsed<unknown>) => (typeof parsed === 'string' ? parsed : parsed.length)
const bytes = (text: string) => Buffer.from(text, 'latin1')

/** https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_connection_phase_packets_protocol_handshake_v10.html */
describe('the first packet of MySQL', () => {
  const greeting = (version: number, software: string, low = [0xff, 0xf7], high = [0xff, 0xdf]) =>
    Buffer.concat([
      Buffer.of(version),
      bytes(`${software}\0`),
      Buffer.alloc(13),
      Buffer.of(...low, 45, 2, 0, ...high, 21),
    ])
  const first = (payload: Buffer) => read(parseFirstPacket(mysqlPacket(7, payload)))

  test('a greeting: the version, both halves of the capabilities, its number', () => {
    expect(first(greeting(10, '8.4.3', [0x34, 0x12], [0x78, 0x56]))).toEqual({
      ...{ software: '8.4.3', capabilities: 0x56781234, number: 7, error: null },
    })
  })

  test.for([
    ['a version of MariaDB behind that for old replicas', greeting(10, '5.5.5-11.4.2'), '11.4.2'],
    ['the same without a version', greeting(10, '5.5.5-log'), '5.5.5-log'],
    ['an old protocol', greeting(9, '3.20'), '3.20'],
  ] as const)('%s', ([, payload, software]) => {
    expect(first(payload)).toMatchObject({ software })
  })

  test('an old protocol says no capabilities, a short greeting those that it has', () => {
    expect(first(greeting(9, '3.20'))).toMatchObject({ capabilities: 0 })
    const short = greeting(10, '8', [0x34, 0x12]).subarray(0, 1 + 2 + 13 + 2)
    expect(first(short)).toMatchObject({ capabilities: 0x1234 })
    expect(first(short.subarray(0, -1))).toMatchObject({ capabilities: 0 })
  })

  test.for([
    ['with a SQLSTATE', '\xff\x6a\x04#HY000Too many', { code: '1130', message: 'Too many' }],
    ['without', '\xff\x6a\x04Too many', { code: '1130', message: 'Too many' }],
    ['without words', '\xff\x6a\x04', { code: '1130', message: '' }],
  ] as const)('an error %s', ([, payload, error]) => {
    expect(first(bytes(payload))).toEqual({ software: null, capabilities: 0, number: 7, error })
  })

  test.for(['\xff\x6a', '\x0b8.0\0', '\x0a8.0'])('no packet of the protocol: %j', (payload) => {
    expect(first(bytes(payload))).toBe('invalid')
  })

  test.for([
    [0, 'invalid'],
    [1, 5],
    [8192, 8196],
    [8193, 'invalid'],
  ] as const)('a packet of %i bytes', ([size, length]) => {
    expect(lengthOf(parsePacket(mysqlPacket(0, Buffer.alloc(size))))).toBe(length)
  })

  test('what follows a packet stays', () => {
    const two = Buffer.concat([mysqlPacket(3, bytes('ab')), mysqlPacket(4, bytes('cd'))])
    expect(read(parsePacket(two))).toEqual({ number: 3, payload: bytes('ab') })
    expect(parsePacket(two.subarray(0, 5))).toBe('more')
    expect(parsePacket(two.subarray(0, 3))).toBe('more')
  })
})

/** https://www.postgresql.org/docs/current/protocol-message-formats.html */
describe('messages of PostgreSQL', () => {
  test.for([
    ['S', 'S'],
    ['N', 'N'],
    ['Sx', 'invalid'],
    ['Nx', 'invalid'],
    ['E', 'more'],
    ['R', 'invalid'],
    ['', 'invalid'],
  ] as const)('the answer %j to the wish for TLS', ([text, answer]) => {
    expect(read(parseSslAnswer(bytes(text)))).toBe(answer)
  })

  test.for(['R', 'E', 'N', 'v', 'K', 'S', 'Z'])('%s may come before credentials', (type) => {
    expect(read(parseMessage(pgMessage(type, bytes('ab'))))).toEqual({ type, body: bytes('ab') })
  })

  test.for(['T', 'D', 'H', '\0'])('%j may not', (type) => {
    expect(parseMessage(pgMessage(type, bytes('ab')))).toBe('invalid')
  })

  test.for([
    [0, 5],
    [8188, 8193],
    [8189, 'invalid'],
  ] as const)('a body of %i bytes', ([size, length]) => {
    expect(lengthOf(parseMessage(pgMessage('R', Buffer.alloc(size))))).toBe(length)
  })

  test('a length that does not count itself is none', () => {
    expect(parseMessage(Buffer.of(0x52, 0, 0, 0, 3, 0))).toBe('invalid')
    expect(parseMessage(Buffer.of(0x52, 0, 0, 0))).toBe('more')
    expect(parseMessage(pgMessage('R', bytes('abcd')).subarray(0, -1))).toBe('more')
  })
})

/** https://learn.microsoft.com/openspecs/windows_protocols/ms-tds (2.2.6.5, 2.2.7.10) */
describe('packets of SQL Server', () => {
  const VERSION = [16, 0, 4, 111, 0, 0]
  const options = (encryption: number) =>
    Buffer.of(0, 0, 11, 0, 6, 1, 0, 17, 0, 1, 0xff, ...VERSION, encryption)

  test.for([
    [0, 'offered'],
    [1, 'required'],
    [2, 'none'],
    [3, 'required'],
    [4, null],
  ] as const)('encryption %i is %s', ([number, encryption]) => {
    expect(read(parseTds(tdsPacket(options(number))))).toEqual({
      ...{ software: '16.0.1135', encryption, error: null },
    })
  })

  test.for([
    [
      'a value that ends with the packet',
      Buffer.of(0, 0, 6, 0, 4, 0xff, 16, 0, 4, 111),
      '16.0.1135',
    ],
    ['a value that ends behind it', Buffer.of(0, 0, 6, 0, 5, 0xff, 16, 0, 4, 111), null],
    ['a version of three bytes', Buffer.of(0, 0, 6, 0, 3, 0xff, 16, 0, 4), null],
    ['no version', Buffer.of(1, 0, 6, 0, 1, 0xff, 1), null],
    ['a list without an end', Buffer.of(0, 0, 6, 0, 0, 1, 0), null],
  ] as const)('%s', ([, payload, software]) => {
    const parsed = parseTds(tdsPacket(payload))
    expect(typeof parsed === 'string' ? null : parsed.value.software).toBe(software)
  })

  test('an error: its number, and so many characters as it says', () => {
    const head = Buffer.of(0xaa, 30, 0, 0xf1, 0xb7, 0, 0, 1, 14, 2, 0)
    const error = Buffer.concat([head, Buffer.from('no, and more', 'utf16le')])
    expect(read(parseTds(tdsPacket(error)))).toMatchObject({
      error: { code: '47089', message: 'no' },
    })
    expect(parseTds(tdsPacket(head.subarray(0, 10)))).toBe('invalid')
    expect(read(parseTds(tdsPacket(head)))).toMatchObject({ error: { message: '' } })
  })

  test('a packet of another type, without a body, too long, or not whole', () => {
    const packet = tdsPacket(options(0))
    expect(parseTds(Buffer.concat([Buffer.of(3), packet.subarray(1)]))).toBe('invalid')
    expect(parseTds(tdsPacket(Buffer.alloc(0)))).toBe('invalid')
    expect(parseTds(tdsPacket(Buffer.alloc(8192 - 8 + 1)))).toBe('invalid')
    expect(parseTds(packet.subarray(0, 7))).toBe('more')
    expect(parseTds(packet.subarray(0, -1))).toBe('more')
  })
})
