import { describe, expect, test } from 'vitest'
import { EMPTY_BOOK } from '../../../shared/address/book.ts'
import { likelySubnet } from '../../../shared/address/likely-subnet.ts'
import { traitsOf } from '../../../shared/causes/traits.ts'
import { atTimes, cut, reportOf, type Seen, silent, through, tunnel, well } from './targets.ts'

const of = (seen: Seen) => {
  const [traits] = traitsOf(reportOf([seen]), EMPTY_BOOK)
  if (traits === undefined) throw new Error('it was not checked')
  return traits
}
const dials = (seen: Seen) =>
  of(seen).dials.map(({ address, port, connected, failure }) => [
    ...[`${address}:${port}`, connected, failure],
  ])

describe('what counts of the connections of a target', () => {
  const twice = (first: Seen, second: Seen, root: Seen['root'] = null): Seen => ({
    ...first,
    root,
    observations: [...first.observations, ...second.observations].filter(
      (o) => o.step === 'connect',
    ),
  })

  test.for([
    ['the first', true],
    ['the second', false],
  ] as const)('an address that opened in %s of two attempts is open', ([, first]) => {
    expect(dials(atTimes('10.0.0.1', first))).toEqual([['10.0.0.1:443', true, null]])
  })

  test('one that opened in none has its last failure, and each port is its own', () => {
    const seen = twice(silent('10.0.0.1'), silent('10.0.0.1', { port: 8443 }))
    expect(dials(seen)).toEqual([
      ['10.0.0.1:443', false, 'generic_timeout_error'],
      ['10.0.0.1:8443', false, 'generic_timeout_error'],
    ])
  })

  const idle = (address: string): Seen => {
    const failure = { code: 'network_unreachable', raw: 'ENETUNREACH' } as const
    const seen = silent(address)
    const observations = seen.observations.map((o) => ({ ...o, failure }))
    return { ...seen, observations: observations as Seen['observations'] }
  }

  test.for([
    [
      'idle IPv6 beside IPv4 does not',
      twice(idle('fd00::1'), silent('10.0.0.1')),
      ['10.0.0.1:443'],
    ],
    ['idle IPv6 alone does', idle('fd00::1'), ['fd00::1:443']],
    [
      'IPv6 that is silent does',
      twice(silent('fd00::1'), silent('10.0.0.1')),
      ['fd00::1:443', '10.0.0.1:443'],
    ],
    [
      'idle IPv6 does where judgement found it at fault',
      twice(idle('fd00::1'), silent('10.0.0.1'), { code: 'tcp-some-addresses-fail', subject: 'x' }),
      ['fd00::1:443', '10.0.0.1:443'],
    ],
    ['IPv4 without a route does', idle('10.0.0.1'), ['10.0.0.1:443']],
  ] as const)('%s', ([, seen, counted]) => {
    expect(dials(seen).map(([place]) => place)).toEqual(counted)
  })
})

test.for([
  ['a handshake that is done', through('10.0.0.1'), true],
  ['one that was cut', cut('10.0.0.1'), false],
  ['a connection alone', silent('10.0.0.1'), false],
] as const)('%s: it spoke is %s', ([, seen, spoke]) => {
  expect(of(seen).spoke).toBe(spoke)
})

test('a tunnel counts where the proxy opened it, and names are placed as the application got them', () => {
  const open = of(tunnel('a.test', 200))
  expect([open.tunnelled, open.path]).toEqual([true, 'http://10.0.9.1:3128'])
  expect(of(tunnel('a.test', 403)).tunnelled).toBe(false)
  const { addresses, asked, path, host } = of(well('a.test', '10.3.0.4'))
  expect({ addresses, asked, path, host }).toEqual({
    addresses: [{ address: '10.3.0.4', addressClass: 'private', realm: 'private' }],
    ...{ asked: { resolvers: ['10.0.0.4:53'], others: [] }, path: 'direct', host: 'a.test' },
  })
})

test.for([
  ['https', true],
  ['http', false],
  ['tcp', false],
  ['tls', true],
] as const)('a target by %s is checked by TLS: %s', ([scheme, speaksTls]) => {
  expect(of({ ...through('10.0.0.1'), scheme }).speaksTls).toBe(speaksTls)
})

test.for([
  ['10.1.2.3', '10.1.2.0/24'],
  ['fd00:1:2:3:4::5', 'fd00:1:2:3::/64'],
  ['db.test', 'db.test'],
] as const)('the subnet of %s is %s', ([address, prefix]) => {
  expect(likelySubnet(address)).toBe(prefix)
})
