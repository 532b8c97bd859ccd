import { check, control, sweep } from '../evidence.ts'
import { lookup, SYSTEM, wire } from '../name-pieces.ts'
import { opens, works } from '../path-pieces.ts'
import type { Piece } from '../piece.ts'
import { type Case, spares, yields } from './case.ts'

const URL = 'https://app.example'
const A = '20.2.2.2'
const AAAA = '2606:4700::2'
const SIX = { family: 'ipv6' } as const

const MADE = '64:ff9b::1402:202'
const silent = { fails: 'generic_timeout_error', took: 5000 } as const
const made = (address: string, ...seen: readonly Piece[]) =>
  check(
    `https://${address === MADE ? 'app' : 'other'}.example`,
    {},
    lookup([address]),
    wire(SYSTEM, [], { fails: 'dns_no_answer' }),
    wire(SYSTEM, [address], { type: 'AAAA' }),
    seen,
  )
const lost = made(MADE, opens(MADE, silent))
const carried = made('64:ff9b::1402:203', ...works('64:ff9b::1402:203'))
const DNS64 = 'DNS64 made this address of 20.2.2.2'

/** Targets that are connected to by one family of addresses. */
export const FAMILY_CASES: readonly Case[] = [
  yields('tcp-dropped', 'an address that DNS64 made is silent', sweep([lost, control()]), {
    severity: 'fail',
    says: [DNS64, '64:ff9b::/96'],
  }),
  yields('tcp-dropped', 'the same, where NAT64 carries another', sweep([lost, carried]), {
    severity: 'fail',
    never: [DNS64],
  }),
  yields(
    'dns-no-answer',
    'the name has IPv4 alone, and IPv6 is wanted',
    sweep([
      check(
        URL,
        SIX,
        lookup([A]),
        wire(SYSTEM, [A]),
        wire(SYSTEM, [], { type: 'AAAA', fails: 'dns_no_answer' }),
      ),
    ]),
    { severity: 'fail', says: ['no IPv6 address', A], subject: 'app.example' },
  ),
  yields(
    'dns-no-answer',
    'the name has IPv6 alone, and IPv4 is wanted',
    sweep([check(URL, { family: 'ipv4' }, lookup([AAAA]))]),
    { severity: 'fail', says: ['no IPv4 address', AAAA] },
  ),
  spares(
    'dns-no-answer',
    'both exist, and the one that is wanted works',
    sweep([
      check(
        URL,
        SIX,
        lookup([A, AAAA]),
        wire(SYSTEM, [A]),
        wire(SYSTEM, [AAAA], { type: 'AAAA' }),
        works(AAAA),
      ),
    ]),
  ),
  spares(
    'dns-no-answer',
    'the server failed on the question for IPv6: nobody knows whether there is one',
    sweep([
      check(
        URL,
        SIX,
        lookup([A]),
        wire(SYSTEM, [A]),
        wire(SYSTEM, [], { type: 'AAAA', fails: 'dns_servfail_error' }),
      ),
    ]),
  ),
]
