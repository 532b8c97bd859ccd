import { expect, test } from 'vitest'
import { SCHEMES, type Scheme } from '../../../shared/model/scheme.ts'
import type { ExpectSettings } from '../../../shared/target/expect.ts'
import { expectComplaint } from '../../../shared/target/expect-complaint.ts'

const ALL = Object.keys(SCHEMES) as Scheme[]
const but = (...some: readonly Scheme[]): readonly Scheme[] =>
  ALL.filter((scheme) => !some.includes(scheme))
const REQUESTS = ['https', 'http', 'wss', 'ws', 'grpcs', 'grpc'] as const

type Alone = readonly [keyof ExpectSettings, ExpectSettings, readonly Scheme[]]

/** Each key alone, and the schemes of which no target can prove it. */
const ALONE: readonly Alone[] = [
  ['egress', { egress: ['192.0.2.1'] }, but('https', 'http', 'wss', 'ws')],
  ['http', { http: { status: [200] } }, but('https', 'http', 'wss', 'ws')],
  ['tls', { tls: { minVersion: 'TLSv1.2' } }, but('https', 'wss', 'grpcs', 'tls', 'smtp', 'imap')],
  ['reply', { reply: 'x' }, but('udp')],
  ['latency', { latency: { connect: 1 } }, ['dns', 'records', 'udp', 'ntp']],
  ['latency', { latency: { dns: 1, total: 2 } }, []],
  ['records', { records: ['x'] }, but('records')],
  ['resolution', { resolution: 'private' }, ['records']],
  ['addresses', { addresses: ['10.0.0.0/8'] }, ['records']],
  ['zone', { zone: 'a.example' }, ['records']],
  ['reachability', { reachability: 'blocked' }, []],
  ['reachability', { reachability: 'reachable' }, []],
]

test.for(ALONE)('%s %j', ([key, expected, refused]) => {
  const complaints = ALL.flatMap((scheme) => expectComplaint(scheme, expected)?.key ?? [])
  expect(ALL.filter((scheme) => expectComplaint(scheme, expected) !== null)).toEqual(
    ALL.filter((scheme) => refused.includes(scheme)),
  )
  expect(new Set(complaints)).toEqual(new Set(refused.length === 0 ? [] : [key]))
})

/** Of what must be blocked, nothing that an answer would show. */
test.for([
  ['http', 'https', { http: { status: [200] } }],
  ['egress', 'https', { egress: ['192.0.2.1'] }],
  ['tls', 'https', { tls: { minVersion: 'TLSv1.2' } }],
  ['latency', 'https', { latency: { total: 2 } }],
  ['records', 'records', { records: ['x'] }],
  ['reply', 'udp', { reply: 'x' }],
] as readonly (readonly [keyof ExpectSettings, Scheme, ExpectSettings])[])(
  '%s of what must be blocked',
  ([key, scheme, expected]) => {
    expect(expectComplaint(scheme, expected)).toBeNull()
    expect(expectComplaint(scheme, { ...expected, reachability: 'blocked' })).toEqual({
      key,
      complaint: {
        message: `A blocked target has no ${key} to judge`,
        remedy: `Remove ${key}, or reachability: blocked`,
      },
    })
  },
)

test('what must be blocked may have names', () => {
  const names: ExpectSettings = { resolution: 'private', addresses: ['10.0.0.0/8'], zone: 'a.b' }
  expect(expectComplaint('https', { ...names, reachability: 'blocked' })).toBeNull()
})

test('the first complaint is told, in the order of the table', () => {
  const all: ExpectSettings = {
    ...{ records: ['x'], reply: 'x', latency: { connect: 1 }, tls: {}, zone: 'a.example' },
    ...{ http: { status: [200] }, egress: ['192.0.2.1'], addresses: ['10.0.0.0/8'] },
  }
  const order: string[] = []
  let rest = all
  for (;;) {
    const wrong = expectComplaint('dns', rest)
    if (wrong === null) break
    order.push(`${wrong.key}: ${wrong.complaint.message}`)
    const { [wrong.key]: _, ...kept } = rest
    rest = kept
  }
  expect(order).toEqual([
    'egress: A dns target has no body that could be our address',
    'http: A dns target sends no request',
    'tls: A dns target makes no TLS handshake',
    'reply: A dns target sends no payload of one’s own',
    'latency: A dns target opens no connection',
    'records: A dns target asks for no records',
  ])
  expect(
    REQUESTS.map((scheme) => expectComplaint(scheme, { http: {} })?.complaint.message),
  ).toEqual([
    ...[undefined, undefined, undefined, undefined],
    ...Array(2).fill('The answer of a gRPC target is judged by its health'),
  ])
})
