import type { Target } from '../../../../shared/model/target.ts'
import { check, control, sweep } from '../evidence.ts'
import { lookup, OTHER, resolves, SYSTEM, unresolved, wire, zoned } from '../name-pieces.ts'
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

/** Which zone answered, and what follows from it. */
export const DNS_ZONE_CASES: readonly Case[] = [
  ...[
    {
      zone: 'privatelink.vault.azure.net',
      says: ['the zone expected is privatelink.vault.azure.net'],
    },
    { zone: '!privatelink.vault.azure.net', never: ['the zone expected is'] },
    { zone: 'privatelink.vaultcore.azure.net', never: ['the zone expected is'] },
    { zone: 'vaultcore.azure.net', never: ['the zone expected is'] },
  ].map(({ zone, ...texts }) =>
    yields(
      'dns-private-zone-not-used',
      `expected of the zone: ${zone}`,
      sweep([
        check(
          VAULT,
          { expect: { resolution: 'private', zone } },
          resolves([PUBLIC], { chain: ['kv.privatelink.vaultcore.azure.net'] }),
          works(PUBLIC),
        ),
      ]),
      { severity: 'fail', ...texts },
    ),
  ),
  yields(
    'dns-private-record-missing',
    'a deeper zone hides the one that holds the record',
    sweep([
      check(
        'https://app.scm.azurewebsites.net',
        PRIVATE,
        unresolved('dns_nxdomain_error', {
          chain: ['app.scm.privatelink.azurewebsites.net'],
          soa: 'scm.privatelink.azurewebsites.net',
          mname: AZURE,
        }),
      ),
    ]),
    {
      severity: 'fail',
      says: [
        'leads into scm.privatelink.azurewebsites.net',
        'in addition to privatelink.azurewebsites.net',
        'Delete the links of scm.privatelink.azurewebsites.net',
      ],
      never: ['NxDomainRedirect'],
    },
  ),
  yields(
    'dns-private-record-missing',
    'a public address is wanted: the resource is somebody else’s',
    sweep([
      check(
        URL,
        { expect: { resolution: 'public' } },
        unresolved('dns_nxdomain_error', { chain: ALIAS.slice(0, 1), soa: ZONE, mname: AZURE }),
      ),
    ]),
    { severity: 'fail', says: ['somebody else', 'NxDomainRedirect'], never: ['made anew'] },
  ),
  yields(
    'dns-public-zone-shadowed',
    'a private address without the alias, by a zone named after the suffix (D7)',
    sweep([
      check(
        VAULT,
        PRIVATE,
        resolves([IN]),
        zoned(SYSTEM, 'vault.azure.net', { mname: AZURE }),
        works(IN),
      ),
    ]),
    {
      severity: 'warn',
      says: [
        'a zone named vault.azure.net',
        'privatelink.vaultcore.azure.net',
        'kv.vault.azure.net depends on vault.azure.net today',
        IN,
      ],
      never: ['delete'],
    },
  ),
  spares(
    'dns-public-zone-shadowed',
    'a private address without the alias, and no server said whose zone it is',
    sweep([check(VAULT, PRIVATE, resolves([IN]), works(IN))]),
  ),
  spares(
    'dns-public-zone-shadowed',
    'a zone of the one name',
    sweep([
      check(
        VAULT,
        PRIVATE,
        resolves([IN]),
        zoned(SYSTEM, 'kv.vault.azure.net', { mname: AZURE }),
        works(IN),
      ),
    ]),
  ),
  spares(
    'dns-public-zone-shadowed',
    'public DNS itself holds the private address, as of a private cluster',
    sweep([
      check(
        'https://c1.hcp.eastus.azmk8s.io',
        PRIVATE,
        resolves([IN]),
        zoned(SYSTEM, 'hcp.eastus.azmk8s.io', { mname: 'ns1-01.azure-dns.com' }),
        works(IN),
      ),
    ]),
  ),
  spares(
    'dns-public-zone-shadowed',
    'the zone of a Container Apps environment',
    sweep([
      check(
        'https://orders.sea-1.japaneast.azurecontainerapps.io',
        PRIVATE,
        resolves([IN]),
        zoned(SYSTEM, 'sea-1.japaneast.azurecontainerapps.io', { mname: AZURE }),
        works(IN),
      ),
    ]),
  ),
  yields(
    'dns-public-zone-shadowed',
    'another name of the sweep depends on the zone that hides this one',
    sweep([
      check(
        'https://other.vault.azure.net',
        {},
        unresolved('dns_nxdomain_error', { soa: 'vault.azure.net', mname: AZURE }),
      ),
      check(
        VAULT,
        PRIVATE,
        resolves([IN]),
        zoned(SYSTEM, 'vault.azure.net', { mname: AZURE }),
        works(IN),
      ),
    ]),
    { severity: 'fail', says: ['kv.vault.azure.net depends on vault.azure.net today'] },
  ),
  yields(
    'dns-private-zone-not-used',
    'the name lies in a private link zone and public DNS says no',
    sweep([
      check(
        'https://c1.1234.privatelink.eastus.azmk8s.io',
        PRIVATE,
        unresolved('dns_nxdomain_error', { soa: 'azmk8s.io' }),
      ),
    ]),
    {
      severity: 'fail',
      says: ['lies in privatelink.eastus.azmk8s.io', 'by the zone azmk8s.io', 'not linked'],
      never: ['typing', 'spelling'],
    },
  ),
  yields(
    'dns-private-zone-not-used',
    'an injected server: the alias leads into a zone that public DNS does not have',
    sweep([
      check(
        'tcp://pg1.postgres.database.azure.com:5432',
        {},
        unresolved('dns_nxdomain_error', {
          chain: ['a1.pg1.private.postgres.database.azure.com'],
          soa: 'postgres.database.azure.com',
        }),
      ),
    ]),
    { severity: 'fail', says: ['is an alias of a1.pg1', 'private DNS alone serves'] },
  ),
  spares(
    'dns-name-not-found',
    'an alias proves the name: nobody mistyped it',
    sweep([
      check(
        'tcp://pg1.postgres.database.azure.com:5432',
        {},
        unresolved('dns_nxdomain_error', { chain: ['a1.pg1.private.postgres.database.azure.com'] }),
      ),
    ]),
  ),
  yields(
    'dns-private-zone-not-used',
    'another target asked a server that has the private answer',
    sweep([
      check(URL, PRIVATE, resolves([PUBLIC], { chain: ALIAS }), works(PUBLIC)),
      check(
        `dns://${HOST}`,
        { server: '10.0.0.9:53' },
        wire('10.0.0.9:53', [IN], { chain: ALIAS.slice(0, 1) }),
      ),
    ]),
    { severity: 'fail', says: ['10.0.0.9 answers the private 10.1.0.5'], never: ['look the same'] },
  ),
  yields(
    'dns-private-zone-not-used',
    'the suffix to forward is that of the host, and Azure’s resolver was asked',
    sweep([
      check(
        VAULT,
        PRIVATE,
        resolves([PUBLIC], { chain: ['kv.privatelink.vaultcore.azure.net'] }),
        wire(OTHER, [PUBLIC], { chain: ['kv.privatelink.vaultcore.azure.net'] }),
      ),
      control(),
    ]),
    {
      severity: 'fail',
      says: ['does not forward vault.azure.net', 'forwarding rule for vault.azure.net'],
      never: ['add 168.63.129.16', 'forward vaultcore.azure.net'],
    },
  ),
  yields(
    'dns-private-zone-not-used',
    'the hosts file has the alias, which nobody asks it for',
    sweep([
      check(
        VAULT,
        PRIVATE,
        resolves([PUBLIC], { chain: ['kv.privatelink.vaultcore.azure.net'] }),
        (target: Target) =>
          lookup([IN], { hosts: [IN] })({ ...target, host: 'kv.privatelink.vaultcore.azure.net' }),
      ),
      control(),
    ]),
    { severity: 'fail', says: ['The hosts file has kv.privatelink.vaultcore.azure.net'] },
  ),
]
