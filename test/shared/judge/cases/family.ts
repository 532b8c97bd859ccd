import { check, sweep } from '../evidence.ts'
import { lookup, SYSTEM, wire } from '../name-pieces.ts'
import { works } from '../path-pieces.ts'
import { type Case, spares, yields } from './case.ts'

const URL = 'https://app.example'
const A = '20.2.2.2'
const AAAA = '2606:4700::2'
const SIX = { family: 'ipv6' } as const

/** Targets that are connected to by one family of addresses. */
export const FAMILY_CASES: readonly Case[] = [
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
