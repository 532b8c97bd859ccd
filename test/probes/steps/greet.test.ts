import { describe, expect, test } from 'vitest'
import { greet } from '../../../probes/steps/greet.ts'
import type { FailureCode } from '../../../shared/failure/table.ts'
import { type GreetObservation, greetObservation } from '../../../shared/model/greet-observation.ts'
import type { DatabaseProtocol } from '../../../shared/model/scheme.ts'
import {
  budgetFor,
  open,
  PATIENT,
  sockets,
  socketsAfter,
  stepContext,
  timers,
} from '../../fixtures/context.ts'
import {
  mysql,
  mysqlGreeting,
  mysqlPacket,
  pgMessage,
  postgresql,
  type ServerError,
  sqlserver,
  tdsPacket,
} from '../../fixtures/database-server.ts'
import { mintLeaf, mintRoot } from '../../fixtures/mint.ts'
import {
  greet as banner,
  close,
  drip,
  mute,
  type OnSocket,
  tcpServer,
} from '../../fixtures/tcp-server.ts'

const root = await mintRoot()
const leaf = await mintLeaf(root, { names: ['db.test'] })
const secrets = { key: leaf.key, cert: leaf.chain }

const NO_ENTRY: ServerError = [
  '28000',
  'no pg_hba.conf entry for host "10.1.2.3", user "perimeter-probe", database "postgres", SSL encryption',
]
const NOT_ALLOWED: ServerError = [
  '1130',
  "Host '10.1.2.3' is not allowed to connect to this MySQL server",
]
const PUBLIC_OFF: ServerError = ['47073', 'Deny Public Network Access is set to Yes']

const says =
  (bytes: Buffer | string): OnSocket =>
  (socket) =>
    void socket.once('data', () => socket.end(bytes))
const HTTP = 'HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n'
const cut: OnSocket = (socket) => void socket.once('data', () => socket.resetAndDestroy())

async function greeted(protocol: DatabaseProtocol, onSocket: OnSocket, budget = PATIENT) {
  await using server = await tcpServer(onSocket)
  const before = timers()
  const ctx = stepContext({ budget })
  const socket = await open(ctx, server)
  const to = { protocol, address: server.address, port: server.port, host: 'db.test', ca: [] }
  const seen = await greet(ctx, socket, { ...to, attempt: 1 })
  expect(socket.closed).toBe(true)
  expect(timers()).toBeLessThanOrEqual(before)
  return { seen: greetObservation.parse(seen), certificates: ctx.certificates }
}

type Expected = Partial<Omit<GreetObservation, 'failure' | 'error'>> & {
  readonly error?: object | null
  readonly failure?: { readonly code: FailureCode; readonly raw?: string } | null
}

// biome-ignore format: one case a line
const CASES: readonly [name: string, DatabaseProtocol, OnSocket, expected: Expected][] = [
  ['asks for a password over TLS', 'postgresql', postgresql({ secrets }), { phase: 'done', failure: null, encryption: 'TLSv1.3', asks: 'a password (SASL)', error: null }],
  ['asks for a password without TLS', 'postgresql', postgresql(), { failure: null, encryption: 'none', asks: 'a password (SASL)' }],
  ['refuses the host, over TLS', 'postgresql', postgresql({ secrets, error: NO_ENTRY }), { failure: null, asks: null, error: { code: '28000', message: expect.stringContaining('pg_hba.conf') } }],
  ['has much to say', 'postgresql', says(pgMessage('E', Buffer.from(`C${'9'.repeat(40)}\0M${'x'.repeat(400)}\0\0`))), { failure: null, error: { code: '9'.repeat(16) } }],
  ['refuses before TLS', 'postgresql', says(pgMessage('E', Buffer.from('SFATAL\0C53300\0Mtoo many clients\0\0'))), { failure: null, error: { code: '53300', message: 'too many clients' } }],
  ['speaks HTTP', 'postgresql', says(HTTP), { phase: 'answered', failure: { code: 'database_invalid_response', raw: expect.stringContaining('HTTP/1.1 400') } }],
  ['adds bytes before TLS', 'postgresql', says('Sx'), { failure: { code: 'database_invalid_response' } }],
  ['cuts the request for TLS', 'postgresql', cut, { phase: 'sent', failure: { code: 'connection_reset' } }],
  ['closes', 'postgresql', close, { phase: 'sent', failure: { code: 'eof_error' } }],
  ['is mute', 'postgresql', mute, { phase: 'sent', failure: { code: 'generic_timeout_error' } }],
  ['closes within TLS', 'postgresql', says('S'), { phase: 'answered', encryption: 'offered', failure: { code: 'eof_error' } }],
  ['announces a message without end', 'postgresql', says(Buffer.of(0x45, 0x7f, 0xff, 0xff, 0xff)), { failure: { code: 'database_invalid_response' } }],
  ['greets, and denies the user over TLS', 'mysql', mysql({ secrets }), { phase: 'done', failure: null, software: '8.4.3', encryption: 'TLSv1.3', error: { code: '1045' } }],
  ['greets without TLS', 'mysql', mysql(), { failure: null, encryption: 'none', error: { code: '1045', message: expect.stringContaining('Access denied') } }],
  ['refuses the host', 'mysql', mysql({ error: NOT_ALLOWED }), { failure: null, software: null, error: { code: '1130', message: expect.stringContaining('10.1.2.3') } }],
  ['waits to be spoken to', 'mysql', mute, { phase: 'sent', failure: { code: 'generic_timeout_error' } }],
  ['is an SSH server', 'mysql', banner('SSH-2.0-OpenSSH_9.2\r\n'), { failure: { code: 'database_invalid_response', raw: expect.stringContaining('SSH-2.0') } }],
  ['drips without end', 'mysql', (socket) => drip(socket, mysqlGreeting(true), 40), { phase: 'answered', failure: { code: 'generic_timeout_error' } }],
  ['wants another method', 'mysql', wants(Buffer.from('\xfesha256_password\0', 'latin1')), { failure: null, asks: 'a password (sha256_password)' }],
  ['lets anybody in', 'mysql', wants(Buffer.of(0, 0, 0, 2, 0, 0, 0)), { failure: null, asks: 'nothing' }],
  ['answers PRELOGIN', 'tds', sqlserver(), { phase: 'done', failure: null, software: '16.0.1135', encryption: 'required', asks: 'login' }],
  ['says an error before a login', 'tds', sqlserver({ error: PUBLIC_OFF }), { failure: null, asks: null, error: { code: '47073', message: PUBLIC_OFF[1] } }],
  ['speaks HTTP', 'tds', says(HTTP), { failure: { code: 'database_invalid_response' } }],
  ['speaks TLS alone', 'tds', says(Buffer.of(0x15, 3, 3, 0, 2, 2, 40)), { failure: { code: 'database_invalid_response', raw: 'starts as a TLS record' } }],
  ['cuts PRELOGIN', 'tds', cut, { phase: 'sent', failure: { code: 'connection_reset' } }],
  ['points beyond its packet', 'tds', says(tdsPacket(Buffer.of(0, 0, 11, 0, 99, 0xff))), { failure: { code: 'database_invalid_response' } }],
]

function wants(payload: Buffer): OnSocket {
  return (socket) => {
    socket.write(mysqlGreeting(false))
    socket.once('data', () => {
      socket.write(mysqlPacket(2, payload))
      socket.once('data', () => socket.end())
    })
  }
}

describe('greet', () => {
  test.for(CASES)('a server that %s (%s)', async ([, protocol, onSocket, expected]) => {
    const before = sockets()
    const { seen } = await greeted(protocol, onSocket, budgetFor(expected.failure?.code))
    expect(seen).toMatchObject({ step: 'greet', protocol, address: '127.0.0.1', ...expected })
    expect(await socketsAfter(before)).toBe(before)
  })

  test('keeps the certificate as evidence, whoever signed it', async () => {
    const { seen, certificates } = await greeted('postgresql', postgresql({ secrets }))
    const [print = ''] = seen.chain
    expect(certificates.all()[print]?.names).toEqual(['db.test'])
  })

  test('its time ends with the answer, not with the farewell', async () => {
    let time = 0
    await using server = await tcpServer((socket) => {
      socket.once('data', () => void socket.write(pgMessage('E', Buffer.from('C53300\0\0'))))
      socket.once('end', () => {
        time = 1000
      })
    })
    const ctx = { ...stepContext(), now: () => time }
    const socket = await open(ctx, server)
    const to = { protocol: 'postgresql', host: 'db.test', ca: [], attempt: 1 } as const
    const seen = await greet(ctx, socket, { ...to, address: server.address, port: server.port })
    expect(time).toBe(1000)
    expect(seen).toMatchObject({ failure: null, error: { code: '53300' }, t0: 0, t: 0 })
  })

  test('sends no secret, and names a user that nobody has', async () => {
    const sent: Buffer[] = []
    await greeted('postgresql', (socket) => {
      postgresql()(socket)
      socket.on('data', (bytes: Buffer) => sent.push(bytes))
    })
    expect(Buffer.concat(sent).toString('latin1')).toContain(
      'user\0perimeter-probe\0database\0postgres\0',
    )
  })
})
