import { check, control, sweep } from '../evidence.ts'
import { resolves } from '../name-pieces.ts'
import { opens, secures } from '../path-pieces.ts'
import { type Case, spares, yields } from './case.ts'

const URL = 'https://app.example'
const A = '20.2.2.2'
const up = [resolves([A]), opens(A)].flat()
const silent = { phase: 'sent', fails: 'generic_timeout_error', took: 5000 } as const
const cut = { phase: 'sent', fails: 'connection_reset' } as const
const full = (how: typeof silent | typeof cut) => secures(A, { ...how, helloBytes: 1598 })
const small = (how: Parameters<typeof secures>[1] = {}) =>
  secures(A, { ...how, hello: 'small', helloBytes: 366 })
const refusable = (how: Parameters<typeof secures>[1]) =>
  secures(A, { ...how, hello: 'refusable', helloBytes: 110 })
const REFUSED = {
  phase: 'answered',
  fails: 'ssl_failed_handshake',
  raw: 'alert 40 handshake_failure',
} as const

/** What other hellos tell after one that got no answer. */
export const HELLO_CASES: readonly Case[] = [
  yields(
    'tls-large-hello-dropped',
    'cut, and a small one completes',
    sweep([check(URL, {}, up, full(cut), small()), control()]),
    {
      severity: 'fail',
      says: ['1598 bytes', '366 bytes', 'TLS completes', '.NET Framework', 'Go 1.24'],
      never: ['application rule'],
    },
  ),
  yields(
    'tls-large-hello-dropped',
    'cut, and a small one gets an alert',
    sweep([check(URL, {}, up, full(cut), small(REFUSED)), control()]),
    { severity: 'fail', says: ['the server answers'], never: ['TLS completes'] },
  ),
  yields(
    'tls-large-hello-dropped',
    'not understood, and a small one completes',
    sweep([
      check(
        URL,
        {},
        up,
        secures(A, {
          phase: 'answered',
          fails: 'ssl_failed_handshake',
          raw: 'alert 50 decode_error',
        }),
        small(),
      ),
    ]),
    { severity: 'fail', says: ['alert 50'] },
  ),
  spares(
    'tls-large-hello-dropped',
    'a small one is cut as well',
    sweep([check(URL, {}, up, full(cut), small(cut)), control()]),
  ),
  spares(
    'tls-large-hello-dropped',
    'a full one passes in a later attempt',
    sweep([
      check(URL, {}, up, full(cut), small(), opens(A, { attempt: 2 }), secures(A, { attempt: 2 })),
    ]),
  ),
  yields(
    'path-mtu-black-hole',
    'silence, but a short answer to what is refused',
    sweep([check(URL, {}, up, full(silent), small(silent), refusable(REFUSED)), control()]),
    {
      severity: 'fail',
      says: ['alert 40', 'few bytes', 'fragmentation needed', 'hangs while it makes its answer'],
    },
  ),
  spares(
    'path-mtu-black-hole',
    'another name passes on the same address',
    sweep([
      check(URL, {}, up, full(silent), small(silent), refusable(REFUSED)),
      check('https://b.example', {}, up, secures(A)),
    ]),
  ),
  spares(
    'path-mtu-black-hole',
    'nothing is answered',
    sweep([check(URL, {}, up, full(silent), small(silent), refusable(silent))]),
  ),
  yields(
    'tls-blocked-by-name',
    'nothing is answered, not even shortly: size is left out',
    sweep([check(URL, {}, up, full(silent), small(silent), refusable(silent)), control()]),
    { severity: 'fail', says: ['the two look alike', '366 bytes'], never: ['MTU'] },
  ),
]
