import type { Target } from '../../../../shared/model/target.ts'
import { check, sweep } from '../evidence.ts'
import { resolves, SYSTEM, wire } from '../name-pieces.ts'
import { opens, works } from '../path-pieces.ts'
import type { Piece } from '../piece.ts'
import { type Case, spares, yields } from './case.ts'

const PRIVATE = { expect: { resolution: 'private' } } as const
const IN = '10.1.0.5'
const OUT = '20.60.1.2'
const silent = { fails: 'generic_timeout_error' } as const

type Wire = NonNullable<Parameters<typeof wire>[2]>

/** What the server says of another name than the target's. */
function also(name: string, addresses: readonly string[], how: Wire = {}): Piece {
  return () => wire(SYSTEM, addresses, how)({ host: name } as Target)
}

const LAKE = 'https://st.dfs.core.windows.net'
const BLOB = 'st.blob.core.windows.net'
const lake = [
  ...resolves([IN], { chain: ['st.privatelink.dfs.core.windows.net'] }),
  ...works(IN),
] as const
const COSMOS = 'https://orders.documents.azure.com'
const cosmos = [
  ...resolves([IN], { chain: ['orders.privatelink.documents.azure.com'] }),
  ...works(IN),
] as const
const region = (name: string) => `orders-${name}.documents.azure.com`
const alias = (name: string) => [`orders-${name}.privatelink.documents.azure.com`]
const SITE = 'https://app.azurewebsites.net'
const site = [
  ...resolves([IN], { chain: ['app.privatelink.azurewebsites.net'] }),
  ...works(IN),
] as const

/** Other names of a resource, private or not. */
export const COMPANION_CASES: readonly Case[] = [
  yields(
    'dns-companion-not-private',
    'dfs is private, blob public and without any private endpoint',
    sweep([check(LAKE, PRIVATE, ...lake, also(BLOB, [OUT]))]),
    {
      severity: 'fail',
      subject: BLOB,
      says: [`${BLOB} is the public ${OUT}`, 'sub-resource blob', 'privatelink.blob.core'],
    },
  ),
  yields(
    'dns-companion-not-private',
    'an own DNS server knows dfs and has no blob at all',
    sweep([check(LAKE, PRIVATE, ...lake, also(BLOB, [], { fails: 'dns_nxdomain_error' }))]),
    { severity: 'fail', says: ['does not exist'] },
  ),
  yields(
    'dns-companion-not-private',
    'an own DNS server has the name of blob, and no address of it',
    sweep([check(LAKE, PRIVATE, ...lake, also(BLOB, [], { fails: 'dns_no_answer' }))]),
    { severity: 'fail', says: [`${BLOB} has no address`], never: ['does not exist'] },
  ),
  spares(
    'dns-companion-not-private',
    'the server failed on the name of blob',
    sweep([check(LAKE, PRIVATE, ...lake, also(BLOB, [], { fails: 'dns_servfail_error' }))]),
  ),
  yields(
    'dns-companion-not-private',
    'no region of the account has a record',
    sweep([
      check(
        COSMOS,
        PRIVATE,
        ...cosmos,
        also(region('eastus'), [], { chain: alias('eastus'), fails: 'dns_nxdomain_error' }),
        also(region('westus'), [OUT], { chain: alias('westus') }),
      ),
    ]),
    { severity: 'fail', says: [region('eastus'), region('westus'), 'zone lacks its record'] },
  ),
  yields(
    'dns-companion-not-private',
    'one region of two is private',
    sweep([
      check(
        COSMOS,
        PRIVATE,
        ...cosmos,
        also(region('eastus'), [IN], { chain: alias('eastus') }),
        also(region('westus'), [], { chain: alias('westus'), fails: 'dns_nxdomain_error' }),
      ),
    ]),
    { severity: 'warn', subject: region('westus'), never: [`${region('eastus')} `] },
  ),
  yields(
    'dns-companion-not-private',
    'scm is missing: deployments fail, the site works',
    sweep([
      check(
        SITE,
        PRIVATE,
        ...site,
        also('app.scm.azurewebsites.net', [], {
          chain: ['app.scm.privatelink.azurewebsites.net'],
          fails: 'dns_nxdomain_error',
        }),
      ),
    ]),
    { severity: 'warn', says: ['Deployments', 'sub-resource sites'] },
  ),
  spares(
    'dns-companion-not-private',
    'both are private',
    sweep([check(LAKE, PRIVATE, ...lake, also(BLOB, [IN]))]),
  ),
  spares(
    'dns-companion-not-private',
    'blob alone has an endpoint, and nothing shows that dfs is used',
    sweep([
      check(
        `https://${BLOB}`,
        PRIVATE,
        resolves([IN], { chain: ['st.privatelink.blob.core.windows.net'] }),
        works(IN),
        also('st.dfs.core.windows.net', [OUT]),
      ),
    ]),
  ),
  spares(
    'dns-companion-not-private',
    'the other name is a target and tells it itself',
    sweep([
      check(SITE, PRIVATE, ...site, also('app.scm.azurewebsites.net', [OUT])),
      check('https://app.scm.azurewebsites.net', PRIVATE, resolves([OUT]), works(OUT)),
    ]),
  ),
  spares(
    'dns-companion-not-private',
    'the server failed for the other name: nothing is known of it',
    sweep([check(LAKE, PRIVATE, ...lake, also(BLOB, [], { fails: 'dns_servfail_error' }))]),
  ),
  spares(
    'dns-companion-not-private',
    'the target itself is not reached: that is its own finding',
    sweep([
      check(
        LAKE,
        PRIVATE,
        resolves([IN], { chain: ['st.privatelink.dfs.core.windows.net'] }),
        opens(IN, silent),
        also(BLOB, [OUT]),
      ),
    ]),
  ),
  yields(
    'tcp-some-addresses-fail',
    'a record set with the address of an endpoint that is gone',
    sweep([
      check(
        `https://${BLOB}`,
        PRIVATE,
        resolves([IN, '10.1.0.9'], { chain: ['st.privatelink.blob.core.windows.net'] }),
        works(IN),
        opens('10.1.0.9', silent),
      ),
    ]),
    {
      severity: 'fail',
      says: ['Remove 10.1.0.9', 'st.privatelink.blob.core.windows.net', 'besides'],
    },
  ),
  yields(
    'tcp-some-addresses-fail',
    'an application of one’s own on two private addresses',
    sweep([
      check(
        'https://app.corp.test',
        PRIVATE,
        resolves([IN, '10.1.0.9']),
        works(IN),
        opens('10.1.0.9', silent),
      ),
    ]),
    { severity: 'warn', never: ['private endpoint besides'] },
  ),
]
