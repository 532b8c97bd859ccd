import { check, control, sweep } from '../evidence.ts'
import { lookup, resolves, SECOND, SYSTEM, wire } from '../name-pieces.ts'
import { certificate, opens, secures, works } from '../path-pieces.ts'
import type { Piece } from '../piece.ts'
import { type Case, spares, yields } from './case.ts'

const IN = '10.200.0.53'
const OUT = '20.2.2.2'
const page = certificate({
  serial: 'page',
  subject: 'CN=page.corp',
  issuer: 'CN=page.corp',
  names: ['page.corp'],
  selfSigned: true,
})
const asOther = secures(IN, {
  fails: 'ssl_invalid_hostname',
  chain: [page],
  nameMatches: false,
})
const selfSigned = secures(IN, {
  fails: 'ssl_unknown_authority',
  verification: 'DEPTH_ZERO_SELF_SIGNED_CERT',
  chain: [page],
})
const silent = opens(IN, { fails: 'generic_timeout_error', took: 5000 })
const at = (url: string, ...path: readonly (Piece | readonly Piece[])[]) =>
  sweep([check(url, {}, resolves([IN]), path.flat()), control()])

const VENDOR = 'https://pypi.org'
const FOUND = ['leads pypi.org, a vendor’s public name, to the private 10.200.0.53']

/** Names of public vendors that DNS leads inside, and what programs get where DNS says otherwise. */
export const LED_INSIDE_CASES: readonly Case[] = [
  yields('tls-name-mismatch', 'another certificate', at(VENDOR, opens(IN), asOther), {
    severity: 'fail',
    says: FOUND,
  }),
  yields('tls-untrusted', 'a certificate of its own', at(VENDOR, opens(IN), selfSigned), {
    severity: 'fail',
    says: [...FOUND, 'If it is meant: Install a certificate'],
  }),
  yields('tcp-dropped', 'silence', at(VENDOR, silent), { severity: 'fail', says: FOUND }),
  yields('tcp-refused', 'refused', at(VENDOR, opens(IN, { fails: 'connection_refused' })), {
    severity: 'fail',
    says: FOUND,
    never: ['If it is meant'],
  }),
  ...(
    [
      ['a name of ours', sweep([check('https://app.corp', {}, resolves([IN]), silent), control()])],
      ['a private endpoint', at('https://kvlab.vault.azure.net', silent)],
      [
        'that goes on, where the hosts file has the address',
        sweep([check('https://pypi.org', {}, lookup([IN], { hosts: [IN] }), silent), control()]),
      ],
    ] as const
  ).map(([what, evidence]) =>
    yields('tcp-dropped', `silence of ${what}`, evidence, {
      severity: 'fail',
      never: ['public name'],
    }),
  ),
  spares('tls-name-mismatch', 'a mirror that works', at(VENDOR, works(IN))),
  yields(
    'dns-sinkholed',
    'programs get loopback, where each server of the system has an address',
    sweep([
      check(
        VENDOR,
        {},
        lookup(['127.0.0.1'], { hosts: [] }),
        wire(SYSTEM, [OUT]),
        wire(SECOND, []),
        opens('127.0.0.1', { fails: 'connection_refused' }),
      ),
    ]),
    {
      severity: 'fail',
      says: ['10.0.0.4 answers 20.2.2.2', 'filter on this machine'],
      never: ['response policy'],
    },
  ),
  yields(
    'dns-sinkholed',
    'one server of the system blocks, and the other does not',
    {
      ...sweep([
        check(
          VENDOR,
          {},
          lookup(['0.0.0.0']),
          wire(SYSTEM, [OUT]),
          wire(SECOND, ['0.0.0.0']),
          opens('0.0.0.0', { fails: 'connection_refused' }),
        ),
      ]),
      systemResolvers: [SYSTEM, SECOND],
    },
    { severity: 'fail', says: ['blocked in DNS'], never: ['on this machine'] },
  ),
]
