import { check, control, sweep } from '../evidence.ts'
import { resolves } from '../name-pieces.ts'
import { certificate, opens, replies, secures } from '../path-pieces.ts'
import { type Case, spares, yields } from './case.ts'

const URL = 'https://app.example'
const A = '20.2.2.2'
const IN = '10.1.0.5'
const BLOB = 'https://st.blob.core.windows.net'
const CHAIN = { chain: ['st.privatelink.blob.core.windows.net'] }
const PRIVATE = { expect: { resolution: 'private' } } as const
const silent = { fails: 'generic_timeout_error', took: 5000 } as const
const foreign = certificate({ serial: 'foreign', names: ['other.vault.azure.net'] })

/** Addresses of private endpoints. */
export const PRIVATE_ENDPOINT_CASES: readonly Case[] = [
  yields(
    'private-endpoint-stale',
    'the private address shows the certificate of another service (D9)',
    sweep([
      check(
        BLOB,
        PRIVATE,
        resolves([IN], CHAIN),
        opens(IN),
        secures(IN, { chain: [foreign], nameMatches: false, fails: 'ssl_invalid_hostname' }),
        replies(IN, 404),
      ),
    ]),
    { severity: 'fail', says: [IN, 'other.vault.azure.net'] },
  ),
  yields(
    'private-endpoint-stale',
    'a name of Google’s at the address of something else: no name of one’s own',
    sweep([
      check(
        'https://storage.googleapis.com',
        PRIVATE,
        resolves([IN]),
        opens(IN),
        secures(IN, { chain: [foreign], nameMatches: false, fails: 'ssl_invalid_hostname' }),
      ),
    ]),
    { severity: 'fail', says: ['forwarding rule'], never: ['name of your own', 'zone group'] },
  ),
  spares(
    'private-endpoint-stale',
    'the address is public',
    sweep([
      check(
        URL,
        {},
        resolves([A]),
        opens(A),
        secures(A, { chain: [foreign], nameMatches: false, fails: 'ssl_invalid_hostname' }),
      ),
    ]),
  ),
  spares(
    'private-endpoint-stale',
    'the privatelink name itself was asked for (D14)',
    sweep([
      check(
        'https://st.privatelink.blob.core.windows.net',
        PRIVATE,
        resolves([IN]),
        opens(IN),
        secures(IN, { chain: [foreign], nameMatches: false, fails: 'ssl_invalid_hostname' }),
      ),
    ]),
  ),
  yields(
    'private-endpoint-not-answering',
    'silence at the private address',
    sweep([check(BLOB, PRIVATE, resolves([IN], CHAIN), opens(IN, silent)), control()]),
    { severity: 'fail', says: ['10.1.0.5 port 443', '5.0 s'], subject: IN },
  ),
  yields(
    'private-endpoint-not-answering',
    'not expected private, but the alias shows the endpoint',
    sweep([check(BLOB, {}, resolves([IN], CHAIN), opens(IN, silent)), control()]),
    { severity: 'fail' },
  ),
  spares(
    'private-endpoint-not-answering',
    'a private host that is no endpoint',
    sweep([check('tcp://db.corp:5432', {}, resolves([IN]), opens(IN, silent)), control()]),
  ),
  spares(
    'private-endpoint-not-answering',
    'a retry got through',
    sweep([
      check(
        BLOB,
        PRIVATE,
        resolves([IN], CHAIN),
        opens(IN, silent),
        opens(IN, { attempt: 2 }),
        secures(IN, { attempt: 2 }),
        replies(IN, 400, { attempt: 2 }),
      ),
    ]),
  ),
]
