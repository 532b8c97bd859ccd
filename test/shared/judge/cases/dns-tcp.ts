import { check, control, sweep, VIA_PROXY } from '../evidence.ts'
import { lookup, SYSTEM, wire } from '../name-pieces.ts'
import { replies, secures, tunnels, works } from '../path-pieces.ts'
import { type Case, spares, yields } from './case.ts'

const URL = 'https://app.example'
const A = '20.2.2.2'
const silent = { fails: 'generic_timeout_error', took: 5000 } as const
const gaveUp = { fails: 'dns_temporary_failure', took: 10_000 } as const

/** Replies that are cut over UDP and asked for again over TCP. */
export const DNS_TCP_CASES: readonly Case[] = [
  yields(
    'dns-tcp-unanswered',
    'the reply is cut over UDP, and TCP is refused',
    sweep([
      check(
        URL,
        {},
        lookup([], gaveUp),
        wire(SYSTEM, [], { fails: 'connection_refused', over: 'tcp' }),
      ),
      control(),
    ]),
    {
      severity: 'fail',
      subject: '10.0.0.4:53 over TCP',
      says: ['10.0.0.4', 'cut over UDP', 'over TCP none comes (refused)', 'Allow TCP 53'],
      never: ['no reply', '168.63.129.16'],
    },
  ),
  yields(
    'dns-tcp-unanswered',
    'TCP is silent, and the lookup took the part that came',
    sweep([check(URL, {}, lookup([A]), wire(SYSTEM, [], { ...silent, over: 'tcp' }), works(A))]),
    { severity: 'warn', says: ['the system’s lookup got an address'] },
  ),
  spares(
    'dns-tcp-unanswered',
    'the answer came over TCP',
    sweep([check(URL, {}, lookup([A]), wire(SYSTEM, [A], { over: 'tcp' }), works(A))]),
  ),
  spares(
    'dns-tcp-unanswered',
    'the proxy resolves the name',
    sweep([
      check(
        URL,
        VIA_PROXY,
        lookup([A]),
        wire(SYSTEM, [], { ...silent, over: 'tcp' }),
        tunnels(),
        secures('proxy.corp'),
        replies('proxy.corp', 200),
      ),
    ]),
  ),
  spares(
    'dns-tcp-unanswered',
    'nothing comes over UDP either',
    sweep([check(URL, {}, lookup([], gaveUp), wire(SYSTEM, [], silent))]),
  ),
  spares(
    'dns-resolver-unreachable',
    'every reply was cut over UDP',
    sweep([check(URL, {}, lookup([], gaveUp), wire(SYSTEM, [], { ...silent, over: 'tcp' }))]),
  ),
]
