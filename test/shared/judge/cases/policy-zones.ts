import { check, control, sweep } from '../evidence.ts'
import { lookup, SYSTEM, wire } from '../name-pieces.ts'
import { type Case, spares, yields } from './case.ts'

const URL = 'https://www.vendor.test'
const BLOCKED = { expect: { reachability: 'blocked' } } as const
const denied = (soa: string, how: Parameters<typeof wire>[2] = {}) => [
  lookup([], { fails: 'dns_nxdomain_error' }),
  wire(SYSTEM, [], { fails: 'dns_nxdomain_error', soa, ...how }),
]
const RPZ = '10.0.0.4 denies www.vendor.test out of rpz.corp, a zone that it does not lie in'

/** Names that a DNS server denies out of a zone that they do not lie in, and those that it denies by right. */
export const POLICY_ZONE_CASES: readonly Case[] = [
  yields(
    'dns-blocked-by-policy',
    'a zone of another name',
    sweep([check(URL, {}, denied('rpz.corp')), control()]),
    {
      severity: 'fail',
      says: [RPZ, 'a list to block', 'On 10.0.0.4, look the name up in rpz.corp'],
      never: ['Azure', 'misspelt'],
    },
  ),
  yields(
    'dns-blocked-by-policy',
    'which has no address for it',
    sweep([
      check(
        URL,
        {},
        lookup([], { fails: 'dns_nxdomain_error' }),
        wire(SYSTEM, [], { fails: 'dns_no_answer', soa: 'RPZ.corp.' }),
      ),
      control(),
    ]),
    { severity: 'fail', says: [RPZ] },
  ),
  ...(
    [
      ['its own zone', denied('vendor.test')],
      ['itself', denied('www.vendor.test')],
      ['its own zone, in capitals', denied('Vendor.TEST')],
      ['the top of it', denied('test')],
      ['the root', denied('.')],
      ['the zone of its alias', denied('edge.test', { chain: ['a.edge.test'] })],
      [
        'the zone of an alias before the last',
        denied('edge.test', { chain: ['a.edge.test', 'b.far.test'] }),
      ],
      ['a private link zone, its aliases left out', denied('privatelink.azurewebsites.net')],
      ['a zone of Azure, its aliases left out', denied('blob.core.windows.net')],
      ['a zone of Google, its aliases left out', denied('googleapis.com')],
    ] as const
  ).map(([what, said]) =>
    spares(
      'dns-blocked-by-policy',
      `denied by ${what}`,
      sweep([check(URL, {}, [...said]), control()]),
    ),
  ),
  spares(
    'blocked-not-proven',
    'blocked as wanted by a policy zone',
    sweep([check(URL, BLOCKED, denied('rpz.corp')), control()]),
  ),
  yields(
    'blocked-not-proven',
    'denied by its own zone, which a typing error is as well',
    sweep([check(URL, BLOCKED, denied('vendor.test')), control()]),
    { severity: 'inconclusive', says: ['does not resolve'] },
  ),
]
