import { check, sweep, VIA_PROXY } from '../evidence.ts'
import { resolves } from '../name-pieces.ts'
import { certificate, opens, replies, secures, tunnels } from '../path-pieces.ts'
import { type Case, spares, yields } from './case.ts'

const A = '20.2.2.2'
const PRIVATE = '10.1.0.5'
const GATEWAY = 'https://1234abcd.gw.arc.azure.com'
const OWN = 'https://app.corp.example'
const NEVER = { tls: { inspected: 'never' } } as const
const ALLOWED = { tls: { inspected: 'allowed' } } as const
const UNKNOWN = {
  fails: 'ssl_unknown_authority',
  verification: 'SELF_SIGNED_CERT_IN_CHAIN',
} as const

const byCorp = certificate({ serial: 'corp', issuer: 'CN=Corp CA 01, O=Corp' })
const bySquid = certificate({ serial: 'squid', issuer: 'CN=mitmproxy, O=mitmproxy' })
const ofPublic = certificate({ serial: 'public', issuer: 'CN=R11, O=Let’s Trust' })

function shows(
  url: string,
  how: Parameters<typeof secures>[1],
  expect: Parameters<typeof check>[1]['expect'] = {},
  address = A,
) {
  const path = [resolves([address]), opens(address), secures(address, how), replies(address, 200)]
  return check(url, { expect }, ...path)
}

/** Hosts that show one unknown authority. */
const SHARED: readonly {
  readonly name: string
  readonly sites: readonly (readonly [url: string, address: string])[]
  readonly isInspection: boolean
}[] = [
  {
    name: 'three sites at three addresses',
    sites: [
      ['https://a.one.example', '20.1.1.1'],
      ['https://a.two.test', '20.1.1.2'],
      ['https://a.three.invalid', '20.1.1.3'],
    ],
    isInspection: true,
  },
  {
    name: 'three sites at two addresses',
    sites: [
      ['https://a.one.example', '20.1.1.1'],
      ['https://a.two.test', '20.1.1.2'],
      ['https://a.three.invalid', '20.1.1.2'],
    ],
    isInspection: false,
  },
  {
    name: 'two sites at three addresses',
    sites: [
      ['https://a.one.example', '20.1.1.1'],
      ['https://a.two.test', '20.1.1.2'],
      ['https://b.two.test', '20.1.1.3'],
    ],
    isInspection: false,
  },
  {
    name: 'three sites, of which one has a private address',
    sites: [
      ['https://a.one.example', '20.1.1.1'],
      ['https://a.two.test', '20.1.1.2'],
      ['https://a.three.invalid', PRIVATE],
    ],
    isInspection: false,
  },
  {
    name: 'two sites, of which one is a public vendor’s',
    sites: [
      ['https://a.one.example', '20.1.1.1'],
      ['https://kv.vault.azure.net', '20.1.1.2'],
    ],
    isInspection: true,
  },
  {
    name: 'one site with three names',
    sites: [
      ['https://a.one.example', '20.1.1.1'],
      ['https://b.one.example', '20.1.1.2'],
      ['https://c.one.example', '20.1.1.3'],
    ],
    isInspection: false,
  },
]

/** Whose root vouches for a chain, and what is expected of devices on the way. */
export const INSPECTION_CASES: readonly Case[] = [
  ...SHARED.map(({ name, sites, isInspection }) => {
    const evidence = sweep(
      sites.map(([url, at]) => shows(url, { ...UNKNOWN, chain: [byCorp] }, {}, at)),
    )
    return isInspection
      ? yields('tls-intercepted', name, evidence, { severity: 'fail', says: ['Corp CA 01'] })
      : spares('tls-intercepted', name, evidence)
  }),
  yields(
    'tls-intercepted',
    'a root of the configuration on a host that must not be inspected',
    sweep([shows(GATEWAY, { chain: [bySquid], anchor: 'configuration' }, NEVER)]),
    {
      severity: 'fail',
      says: ['mitmproxy', 'a root of `ca`', 'Exempt 1234abcd.gw.arc.azure.com'],
      subject: 'CN=mitmproxy, O=mitmproxy',
    },
  ),
  yields(
    'tls-intercepted',
    'the same through a proxy, by a root of the machine’s store',
    sweep([
      check(
        GATEWAY,
        { ...VIA_PROXY, expect: NEVER },
        tunnels(),
        secures('1234abcd.gw.arc.azure.com', { chain: [byCorp], anchor: 'machine' }),
        replies('1234abcd.gw.arc.azure.com', 200),
      ),
    ]),
    { severity: 'fail', says: ['Corp CA 01', 'this machine’s store'] },
  ),
  yields(
    'tls-intercepted',
    'at a private address, where it must not be inspected',
    sweep([shows(GATEWAY, { chain: [byCorp], anchor: 'machine' }, NEVER, PRIVATE)]),
    { severity: 'fail' },
  ),
  yields(
    'tls-intercepted',
    'a root of the machine’s store on a registry',
    sweep([shows('https://pypi.org', { chain: [byCorp], anchor: 'machine' })]),
    {
      severity: 'warn',
      says: ['this machine’s store', 'public authority signs for pypi.org', 'inspected: allowed'],
      never: ['add the device'],
    },
  ),
  yields(
    'tls-intercepted',
    'a host of a vendor that only a catalog knows',
    sweep([shows('https://download.microsoft.com', { chain: [byCorp], anchor: 'configuration' })]),
    { severity: 'warn' },
  ),
  yields(
    'tls-intercepted',
    'an unknown authority on a registry alone',
    sweep([shows('https://pypi.org', { ...UNKNOWN, chain: [byCorp], path: [] })]),
    { severity: 'fail', never: ['trusted here'] },
  ),
  yields(
    'tls-intercepted',
    'inspection that is known and right',
    sweep([shows('https://pypi.org', { chain: [byCorp], anchor: 'machine' }, ALLOWED)]),
    { severity: 'info' },
  ),
  yields(
    'tls-intercepted',
    'a private endpoint behind an inspecting firewall',
    sweep([
      shows('https://kv.vault.azure.net', { chain: [byCorp], anchor: 'machine' }, {}, PRIVATE),
    ]),
    { severity: 'warn' },
  ),
  yields(
    'tls-intercepted',
    'an authority of one’s own where nothing shows that no device signed',
    sweep([shows(OWN, { chain: [byCorp], anchor: 'configuration' }, NEVER)]),
    { severity: 'inconclusive', says: ['does not show', 'expect.tls.issuer'] },
  ),
  spares(
    'tls-intercepted',
    'an authority of one’s own, and nothing expected',
    sweep([shows(OWN, { chain: [byCorp], anchor: 'configuration' })]),
  ),
  spares(
    'tls-intercepted',
    'an authority of one’s own that the configuration names',
    sweep([
      shows(
        OWN,
        { chain: [byCorp], anchor: 'configuration' },
        { tls: { inspected: 'never', issuer: ['Corp CA'] } },
      ),
    ]),
  ),
  spares(
    'tls-intercepted',
    'another server at a vendor’s name, with its own certificate',
    sweep([
      shows('https://pypi.org', { ...UNKNOWN, chain: [byCorp], path: [], nameMatches: false }),
    ]),
  ),
  spares(
    'tls-intercepted',
    'a public root, whatever the issuer is called',
    sweep([shows(GATEWAY, { chain: [ofPublic], anchor: 'public' }, NEVER)]),
  ),
  spares(
    'tls-intercepted',
    'a company’s mirror of a registry at a private address',
    sweep([shows('https://pypi.org', { chain: [byCorp], anchor: 'machine' }, {}, PRIVATE)]),
  ),
  ...['vm.japaneast.cloudapp.azure.com', 'a.hcp.japaneast.azmk8s.io', 'db.x.rds.amazonaws.com'].map(
    (host) =>
      spares(
        'tls-intercepted',
        `a customer’s own server below a vendor’s site: ${host}`,
        sweep([shows(`https://${host}`, { chain: [byCorp], anchor: 'configuration' })]),
      ),
  ),
]
