import { check, control, sweep } from '../evidence.ts'
import { lookup, OTHER, resolves, SYSTEM, wire } from '../name-pieces.ts'
import { opens, works } from '../path-pieces.ts'
import { type Case, spares, yields } from './case.ts'

const GOOGLE = '8.8.8.8:53'
const IN = '10.1.2.9'
const OUT = '20.2.2.2'
const SIX = '2603:1030:40::9'
const HOST = 'stlogs.blob.core.windows.net'
const URL = `https://${HOST}`
const PRIVATE = { expect: { resolution: 'private' } } as const
const CHAIN = { chain: ['stlogs.privatelink.blob.core.windows.net'] }
const azure = { vantage: { cloud: 'azure', facts: {} } } as const
const google = { vantage: { cloud: 'gcp', facts: {} } } as const

const publicly = (server: string) => [lookup([OUT]), wire(server, [OUT], CHAIN), works(OUT)].flat()
const OUTSIDE = '8.8.8.8 is outside, on the internet'

/** DNS servers on the internet that are asked for private names, and AAAA that leads out beside a private A. */
export const OUTSIDE_SERVER_CASES: readonly Case[] = [
  {
    ...yields(
      'dns-private-zone-not-used',
      'a resolver of the internet, in Azure',
      sweep([check(URL, PRIVATE, publicly(GOOGLE)), control()], [GOOGLE]),
      {
        severity: 'fail',
        says: [OUTSIDE, 'ask 168.63.129.16', 'in place of 8.8.8.8'],
        never: ['not linked to the network of 8.8.8.8', '8.8.8.8 forwards'],
      },
    ),
    ...azure,
  },
  yields(
    'dns-private-zone-not-used',
    'a resolver of the internet, on premises',
    sweep([check(URL, PRIVATE, publicly(GOOGLE)), control()], [GOOGLE]),
    {
      severity: 'fail',
      says: [OUTSIDE, 'a DNS server of your own'],
      never: ['custom DNS servers)'],
    },
  ),
  yields(
    'dns-private-zone-not-used',
    'a resolver of the internet beside one that knows',
    sweep(
      [
        check(
          URL,
          PRIVATE,
          lookup([OUT]),
          wire(GOOGLE, [OUT], CHAIN),
          wire(SYSTEM, [IN], CHAIN),
          works(OUT),
        ),
        control(),
      ],
      [SYSTEM, GOOGLE],
    ),
    { severity: 'fail', says: ['Take 8.8.8.8 out of the DNS servers', 'ask 10.0.0.4'] },
  ),
  yields(
    'dns-resolvers-disagree',
    'a resolver of the internet as second server',
    sweep(
      [
        check(
          URL,
          PRIVATE,
          lookup([IN]),
          wire(SYSTEM, [IN], CHAIN),
          wire(GOOGLE, [OUT], CHAIN),
          works(IN),
        ),
        control(),
      ],
      [SYSTEM, GOOGLE],
    ),
    {
      severity: 'warn',
      says: [OUTSIDE, 'It answers whenever it is asked first', 'Take 8.8.8.8 out'],
    },
  ),
  yields(
    'dns-resolvers-disagree',
    'a resolver of the internet that knows a name which the other denies',
    sweep(
      [
        check(
          'https://shop.contoso.test',
          {},
          lookup([OUT]),
          wire(SYSTEM, [], { fails: 'dns_nxdomain_error' }),
          wire(GOOGLE, [OUT]),
          works(OUT),
        ),
        control(),
      ],
      [SYSTEM, GOOGLE],
    ),
    { severity: 'warn', never: [OUTSIDE, 'Take 8.8.8.8 out'] },
  ),
  yields(
    'dns-private-zone-not-used',
    'Azure’s own resolver is none of the internet, and forwards nothing',
    sweep([check(URL, PRIVATE, publicly(OTHER)), control()], [OTHER]),
    {
      severity: 'fail',
      says: ['rules for blob.core.windows.net in the forwarding rulesets'],
      never: ['on the internet', 'what 168.63.129.16 forwards'],
    },
  ),
  yields(
    'dns-name-not-found',
    'an internal name asked of a resolver of the internet',
    sweep(
      [
        check(
          'https://erp.corp.internal',
          {},
          lookup([], { fails: 'dns_nxdomain_error' }),
          wire(GOOGLE, [], { fails: 'dns_nxdomain_error', soa: '.' }),
        ),
        control(),
      ],
      [GOOGLE],
    ),
    {
      severity: 'fail',
      says: ['no names below “internal”', OUTSIDE, 'else check the spelling'],
      never: ['have 8.8.8.8 forward', 'the network of 8.8.8.8'],
    },
  ),
  {
    ...yields(
      'dns-google-vip-not-used',
      'a resolver of the internet, in Google Cloud',
      sweep(
        [
          check(
            'https://storage.googleapis.com',
            { expect: { resolution: 'google-restricted' } },
            lookup([OUT]),
            wire(GOOGLE, [OUT]),
            works(OUT),
          ),
          control(),
        ],
        [GOOGLE],
      ),
      { severity: 'fail', says: [OUTSIDE, '169.254.169.254'], never: ['managed-zones create'] },
    ),
    ...google,
  },
  yields(
    'dns-address-unexpected',
    'a public AAAA beside the private A, and it connects',
    sweep([check(URL, PRIVATE, resolves([IN, SIX], CHAIN), works(IN), works(SIX)), control()]),
    {
      severity: 'fail',
      says: [`the public ${SIX} over IPv6, which connects`, 'AAAA from public DNS'],
    },
  ),
  ...(
    [
      ['it does not connect', [opens(SIX, { fails: 'generic_timeout_error', took: 5000 })]],
      ['it is not tried', []],
    ] as const
  ).map(([why, six]) =>
    spares(
      'dns-address-unexpected',
      `a public AAAA beside the private A: ${why}`,
      sweep([check(URL, PRIVATE, resolves([IN, SIX], CHAIN), works(IN), [...six]), control()]),
    ),
  ),
  spares(
    'dns-address-unexpected',
    'a private AAAA beside the private A',
    sweep([
      check(URL, PRIVATE, resolves([IN, 'fd00::9'], CHAIN), works(IN), works('fd00::9')),
      control(),
    ]),
  ),
  spares(
    'dns-address-unexpected',
    'IPv6 where any address will do',
    sweep([check(URL, {}, resolves([IN, SIX], CHAIN), works(IN), works(SIX)), control()]),
  ),
  yields(
    'dns-hosts-override',
    'the hosts file alone keeps the name inside',
    sweep([
      check(URL, PRIVATE, lookup([IN], { hosts: [IN] }), wire(SYSTEM, [OUT], CHAIN), works(IN)),
    ]),
    {
      severity: 'warn',
      says: ['Have DNS answer with the private address first'],
      never: ['left in the'],
    },
  ),
  yields(
    'dns-server-failure',
    'a server that resolves other names, a private one too',
    sweep([
      check(
        URL,
        PRIVATE,
        lookup([], { fails: 'dns_temporary_failure' }),
        wire(SYSTEM, [], { fails: 'dns_servfail_error' }),
      ),
      check('https://kv.vault.azure.net', PRIVATE, resolves(['10.1.2.8']), works('10.1.2.8')),
    ]),
    {
      severity: 'fail',
      says: ['10.0.0.4 resolves other names (kv.vault.azure.net)', 'for blob.core.windows.net'],
      never: ['168.63.129.16', 'middlebox'],
    },
  ),
  yields(
    'dns-server-failure',
    'a server that resolves names of the internet: what Azure’s resolver needs is said',
    sweep([
      check(
        URL,
        PRIVATE,
        lookup([], { fails: 'dns_temporary_failure' }),
        wire(SYSTEM, [], { fails: 'dns_servfail_error' }),
      ),
      check('https://github.com', {}, resolves([OUT]), works(OUT)),
    ]),
    { severity: 'fail', says: ['resolves other names (github.com)', '168.63.129.16 is reachable'] },
  ),
]
