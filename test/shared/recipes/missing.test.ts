import { describe, expect, test } from 'vitest'
import type { FindingCode } from '../../../shared/model/finding-codes.ts'
import { missingOf } from '../../../shared/recipes/missing.ts'
import { planned, reportOf } from './render.ts'

const MADE = planned(`
targets:
  - { name: one, url: "https://one.example.com/" }
  - { name: two, url: "https://two.example.com/", expect: { resolution: private } }
`)

describe('missingOf()', () => {
  test.for([
    ['tls-blocked-by-name', { reach: true, resolve: false }],
    ['tcp-dropped', { reach: true, resolve: false }],
    ['proxy-denied', { reach: true, resolve: false }],
    ['http-denied-by-firewall', { reach: true, resolve: false }],
    ['reachable-but-must-be-blocked', { reach: true, resolve: false }],
    ['dns-private-zone-not-used', { reach: false, resolve: true }],
    ['dns-google-vip-not-used', { reach: false, resolve: true }],
  ] as const)('wants a rule for %s', ([code, wants]) => {
    const { wanted, other } = missingOf(reportOf(MADE, { two: code }), MADE.targets)
    expect(wanted.map(({ target, ...rest }) => ({ id: target.id, ...rest }))).toEqual([
      { id: 'two', wants },
    ])
    expect(other).toEqual([])
  })

  test.for<FindingCode>([
    'tls-expired',
    'tcp-refused',
    'dns-resolver-unreachable',
    'http-denied-by-service',
  ])('wants none for %s, and says so', (code) => {
    const { wanted, other } = missingOf(reportOf(MADE, { two: code }), MADE.targets)
    expect(wanted).toEqual([])
    expect(other).toEqual([{ target: 'two', code }])
  })

  test('wants no zone for a name that nobody leads anywhere', () => {
    const { wanted, other } = missingOf(reportOf(MADE, { one: 'dns-name-not-found' }), MADE.targets)
    expect(wanted).toEqual([])
    expect(other).toEqual([{ target: 'one', code: 'dns-name-not-found' }])
  })

  test('wants nothing of what passes', () => {
    expect(missingOf(reportOf(MADE, {}), MADE.targets)).toEqual({ wanted: [], other: [], gone: [] })
  })

  test('knows a target that another discovered, and tells what the configuration has no more', () => {
    const report = reportOf(
      planned(`
targets:
  - { name: three, url: "https://three.example.com/" }`),
      { three: 'tcp-dropped' },
    )
    const [result] = report.results
    const renamed = (id: string, url: string) => ({
      ...result,
      target: { ...result?.target, id, url },
    })
    const results = [
      renamed('three', 'https://three.example.com/'),
      renamed('one/azgn1.example.com', 'https://azgn1.example.com/'),
    ]
    const found = missingOf({ ...report, results } as typeof report, MADE.targets)
    expect(found.gone).toEqual(['three'])
    expect(found.wanted.map(({ target }) => target.host)).toEqual(['azgn1.example.com'])
  })
})
