import { check, control, sweep } from '../evidence.ts'
import { lookup, OTHER, resolves, SECOND, SYSTEM, unresolved, wire, zoned } from '../name-pieces.ts'
import { works } from '../path-pieces.ts'
import { type Case, spares, yields } from './case.ts'

const ZONE = 'corp.test'
const URL = 'https://db.corp.test'
const IN = '10.1.0.5'
const OUT = '20.60.1.2'
const OWN = { expect: { resolution: 'private', zone: ZONE } } as const
const POLICY = 'blockpolicy.azuredns.invalid'

/** The stub and the server behind it both are resolvers of the system; only the second says whose answer it is. */
function behindStub() {
  const HOST = 'https://kv.vault.azure.net'
  const chain = ['kv.privatelink.vaultcore.azure.net']
  const soa = { soa: 'privatelink.vaultcore.azure.net', mname: 'azureprivatedns.net' }
  const evidence = sweep([
    check(
      HOST,
      { expect: { resolution: 'private' } },
      unresolved('dns_nxdomain_error', { chain }),
      wire(SECOND, [], { chain, fails: 'dns_nxdomain_error', ...soa }),
    ),
    control(),
  ])
  return { ...evidence, systemResolvers: [SYSTEM, SECOND] }
}

/** Zones of the configuration, and names that a policy blocks. */
export const OWN_ZONE_CASES: readonly Case[] = [
  yields(
    'dns-private-zone-not-used',
    'a zone of one’s own is unknown to the resolver, by the root',
    sweep([check(URL, OWN, unresolved('dns_nxdomain_error', { soa: '.' })), control()]),
    {
      severity: 'fail',
      says: [`lies in ${ZONE}`, `forward ${ZONE} to the servers`],
      never: ['Azure (', '168.63.129.16', 'public suffix'],
    },
  ),
  yields(
    'dns-private-zone-not-used',
    'a server of the zone has the name that the resolver denies in a zone of the same name',
    sweep([
      check(URL, OWN, unresolved('dns_nxdomain_error', { soa: ZONE }), wire(SECOND, [IN])),
      control(),
    ]),
    { severity: 'fail', says: [IN, `forward ${ZONE} to 10.0.0.5`] },
  ),
  yields(
    'dns-private-zone-not-used',
    'a name in a zone of one’s own is public here',
    sweep([check(URL, OWN, resolves([OUT]), works(OUT))]),
    { severity: 'fail', says: [`lies in ${ZONE}`, OUT] },
  ),
  yields(
    'dns-private-record-missing',
    'a zone of one’s own answers without the record',
    sweep([check(URL, OWN, unresolved('dns_nxdomain_error', { soa: ZONE })), control()]),
    { severity: 'fail', says: [`Add db.corp.test to ${ZONE}`], never: ['zone group', 'NxDomain'] },
  ),
  yields(
    'dns-private-record-missing',
    'the same through a stub without authority, by the zone asked after',
    sweep([
      check(URL, OWN, unresolved('dns_nxdomain_error'), zoned(SYSTEM, ZONE, { of: ZONE })),
      control(),
    ]),
    { severity: 'fail', says: [`Add db.corp.test to ${ZONE}`] },
  ),
  yields(
    'dns-private-record-missing',
    'a local stub leaves out the SOA, and the server behind it gives it',
    behindStub(),
    { severity: 'fail', says: ['by the SOA a private zone of Azure'] },
  ),
  spares(
    'dns-private-zone-not-used',
    'a name in a zone of one’s own is private',
    sweep([check(URL, OWN, resolves([IN]), zoned(SYSTEM, ZONE), works(IN))]),
  ),
  spares(
    'dns-zone-unexpected',
    'a name of one’s own is an alias that leads out of the zone to a private endpoint',
    sweep([
      check(
        URL,
        OWN,
        resolves([IN], { chain: ['kv.vault.azure.net', 'kv.privatelink.vaultcore.azure.net'] }),
        works(IN),
      ),
    ]),
  ),
  yields(
    'dns-address-unexpected',
    'a name that is no service of Azure must be private and is public',
    sweep([
      check(
        'https://shop.test',
        { expect: { resolution: 'private' } },
        resolves([OUT]),
        works(OUT),
      ),
    ]),
    { severity: 'fail', says: ['must be private', OUT], never: ['private endpoint for'] },
  ),
  spares(
    'dns-no-private-endpoint',
    'a name that is no service of Azure',
    sweep([
      check(
        'https://shop.test',
        { expect: { resolution: 'private' } },
        resolves([OUT]),
        works(OUT),
      ),
    ]),
  ),
  yields(
    'dns-blocked-by-policy',
    'an alias that a DNS security policy gives, without an address',
    sweep([
      check('https://shop.test', {}, unresolved('dns_no_answer', { chain: [POLICY] })),
      control(),
    ]),
    { severity: 'fail', says: ['DNS security policy', 'shop.test'] },
  ),
  yields(
    'dns-blocked-by-policy',
    'the same alias with NXDOMAIN',
    sweep([
      check('https://shop.test', {}, unresolved('dns_nxdomain_error', { chain: [POLICY] })),
      control(),
    ]),
    { severity: 'fail' },
  ),
  spares(
    'dns-blocked-by-policy',
    'an alias that leads to a name that is gone',
    sweep([
      check('https://shop.test', {}, unresolved('dns_nxdomain_error', { chain: ['gone.test'] })),
      control(),
    ]),
  ),
  spares(
    'dns-blocked-by-policy',
    'only a server asked for comparison blocks it',
    sweep([
      check(
        'https://shop.test',
        {},
        lookup([OUT]),
        wire(SYSTEM, [OUT]),
        wire(OTHER, [], { chain: [POLICY], fails: 'dns_nxdomain_error' }),
        works(OUT),
      ),
    ]),
  ),
]
