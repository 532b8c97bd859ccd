import { check, control, sweep } from '../evidence.ts'
import { lookup, OTHER, resolves, SYSTEM, unresolved, wire } from '../name-pieces.ts'
import { works } from '../path-pieces.ts'
import { type Case, spares, yields } from './case.ts'

const HOST = 'stfunc.blob.core.windows.net'
const URL = `https://${HOST}`
const ZONE = 'privatelink.blob.core.windows.net'
const ALIAS = [`stfunc.${ZONE}`, 'blob.osa01.store.core.windows.net']
const PRIVATE = { expect: { resolution: 'private' } } as const
const AZURE = 'azureprivatedns.net'
const PUBLIC = '20.60.1.2'
const IN = '10.1.0.5'
const VAULT = 'https://kv.vault.azure.net'

/** Private zones, Google VIPs and expected addresses. */
export const DNS_PRIVATE_CASES: readonly Case[] = [
  yields(
    'dns-private-record-missing',
    'NXDOMAIN behind the alias, with Azure’s SOA (D4)',
    sweep([
      check(
        URL,
        PRIVATE,
        unresolved('dns_nxdomain_error', { chain: ALIAS.slice(0, 1), soa: ZONE, mname: AZURE }),
      ),
    ]),
    { severity: 'fail', says: [ZONE, 'a private zone of Azure', '10.0.0.4'] },
  ),
  yields(
    'dns-private-record-missing',
    'the alias alone, without an address (D4b)',
    sweep([
      check(
        URL,
        {},
        unresolved('dns_no_answer', { chain: ALIAS.slice(0, 1), lookup: 'dns_nxdomain_error' }),
      ),
    ]),
    { severity: 'fail', says: [ZONE] },
  ),
  spares(
    'dns-private-record-missing',
    'public DNS itself says no behind the alias',
    sweep([
      check(
        URL,
        PRIVATE,
        unresolved('dns_nxdomain_error', { chain: ALIAS, soa: 'store.core.windows.net' }),
      ),
    ]),
  ),
  spares(
    'dns-private-record-missing',
    'a private zone of another kind lacks the name',
    sweep([
      check(
        'https://db.corp.internal',
        PRIVATE,
        unresolved('dns_nxdomain_error', { soa: 'corp.internal', mname: AZURE }),
      ),
    ]),
  ),
  yields(
    'dns-public-zone-shadowed',
    'NXDOMAIN by a private zone named after the suffix (D7)',
    sweep([
      check(
        VAULT,
        PRIVATE,
        unresolved('dns_nxdomain_error', { soa: 'vault.azure.net', mname: AZURE }),
      ),
    ]),
    { severity: 'fail', says: ['vault.azure.net'], subject: 'vault.azure.net' },
  ),
  yields(
    'dns-public-zone-shadowed',
    'a Google private zone without the wildcard',
    sweep([
      check(
        'https://x.googleapis.com',
        {},
        unresolved('dns_nxdomain_error', {
          soa: 'googleapis.com',
          mname: 'ns-gcp-private.googledomains.com',
        }),
      ),
    ]),
    {
      severity: 'fail',
      says: ['no wildcard record *.googleapis.com', 'record-sets create "*.googleapis.com."'],
      never: ['hides the wildcard', 'privatelink'],
    },
  ),
  yields(
    'dns-public-zone-shadowed',
    'a record below the name hides the wildcard of a Google private zone',
    sweep([
      check(
        'https://lab.notebooks.googleusercontent.com',
        {},
        unresolved('dns_no_answer', {
          soa: 'notebooks.googleusercontent.com',
          mname: 'ns-gcp-private.googledomains.com',
        }),
      ),
    ]),
    {
      severity: 'fail',
      says: ['hides the wildcard', 'record-sets create "lab.notebooks.googleusercontent.com."'],
      never: ['no wildcard record'],
    },
  ),
  spares(
    'dns-public-zone-shadowed',
    'a private address behind the alias',
    sweep([check(URL, PRIVATE, resolves([IN], { chain: ALIAS.slice(0, 1) }), works(IN))]),
  ),
  spares(
    'dns-public-zone-shadowed',
    'a private name of one’s own needs no alias',
    sweep([check('https://db.corp.internal', PRIVATE, resolves([IN]), works(IN))]),
  ),
  spares(
    'dns-public-zone-shadowed',
    'one’s own private zone lacks the name',
    sweep([
      check(
        'https://db.corp.internal',
        PRIVATE,
        unresolved('dns_nxdomain_error', { soa: 'corp.internal', mname: AZURE }),
      ),
    ]),
  ),
  yields(
    'dns-private-zone-not-used',
    'alias and public: the causes that look the same are all named',
    sweep([check(URL, PRIVATE, resolves([PUBLIC], { chain: ALIAS }), works(PUBLIC))]),
    {
      severity: 'fail',
      says: [
        `alias of stfunc.${ZONE}`,
        '10.0.0.4',
        PUBLIC,
        'not linked',
        'does not forward',
        'another name',
        'NxDomainRedirect',
      ],
      subject: ZONE,
    },
  ),
  yields(
    'dns-private-zone-not-used',
    'a second resolver answers privately: a forwarder is missing (D6)',
    sweep([
      check(
        URL,
        PRIVATE,
        resolves([PUBLIC], { chain: ALIAS }),
        wire(OTHER, [IN], { chain: ALIAS.slice(0, 1) }),
        works(PUBLIC),
      ),
    ]),
    {
      severity: 'fail',
      says: [
        '168.63.129.16 answers the private 10.1.0.5',
        'forward the public suffix blob.core.windows.net',
      ],
    },
  ),
  yields(
    'dns-private-zone-not-used',
    'the alias leads into another zone than expected (D8)',
    sweep([
      check(
        VAULT,
        { expect: { resolution: 'private', zone: 'privatelink.vault.azure.net' } },
        resolves([PUBLIC], { chain: ['kv.privatelink.vaultcore.azure.net'] }),
      ),
      control(),
    ]),
    {
      severity: 'fail',
      says: [
        'privatelink.vault.azure.net',
        'Name the private zone privatelink.vaultcore.azure.net',
      ],
    },
  ),
  spares(
    'dns-private-zone-not-used',
    'public AAAA beside a private A is no leak (D16)',
    sweep([
      check(URL, PRIVATE, resolves([IN, '2603:1030::1'], { chain: ALIAS.slice(0, 1) }), works(IN)),
    ]),
  ),
  spares(
    'dns-private-zone-not-used',
    'a public address is not unexpected',
    sweep([check(URL, {}, resolves([PUBLIC], { chain: ALIAS }), works(PUBLIC))]),
  ),
  spares(
    'dns-private-zone-not-used',
    'no alias at all',
    sweep([check(URL, PRIVATE, resolves([PUBLIC]), works(PUBLIC))]),
  ),
  yields(
    'dns-no-private-endpoint',
    'public and no alias (D2)',
    sweep([
      check(
        URL,
        PRIVATE,
        resolves([PUBLIC], { chain: ['blob.osa01.store.core.windows.net'] }),
        works(PUBLIC),
      ),
    ]),
    { severity: 'fail', says: [PUBLIC, 'end at blob.osa01.store.core.windows.net'] },
  ),
  yields(
    'dns-no-private-endpoint',
    'only IPv6 addresses, and public',
    sweep([check(URL, PRIVATE, resolves(['2603:1030::1']), works('2603:1030::1'))]),
    { severity: 'fail', says: ['only IPv6'] },
  ),
  spares(
    'dns-no-private-endpoint',
    'the alias is there',
    sweep([check(URL, PRIVATE, resolves([PUBLIC], { chain: ALIAS }), works(PUBLIC))]),
  ),
  spares(
    'dns-no-private-endpoint',
    'the chain was not seen',
    sweep([check(URL, PRIVATE, lookup([PUBLIC]), works(PUBLIC))]),
  ),
  spares(
    'dns-no-private-endpoint',
    'a server has no addresses, and so no chain to them',
    sweep([
      check(
        URL,
        PRIVATE,
        ...[lookup([PUBLIC]), wire(SYSTEM, [], { fails: 'dns_no_answer' })],
        works(PUBLIC),
      ),
    ]),
  ),

  spares(
    'dns-public-zone-shadowed',
    'a Google private zone of one’s own name',
    sweep([
      check(
        'https://x.corp.example',
        {},
        unresolved('dns_nxdomain_error', {
          soa: 'corp.example',
          mname: 'ns-gcp-private.googledomains.com',
        }),
      ),
    ]),
  ),
  spares(
    'dns-public-zone-shadowed',
    'the name lies in the expected zone itself',
    sweep([
      check(
        'https://db.corp.internal',
        { expect: { resolution: 'private', zone: 'corp.internal' } },
        resolves([IN]),
        works(IN),
      ),
    ]),
  ),
  spares(
    'dns-public-zone-shadowed',
    'the privatelink name itself',
    sweep([
      check('https://kv.privatelink.vaultcore.azure.net', PRIVATE, resolves([IN]), works(IN)),
    ]),
  ),
]
