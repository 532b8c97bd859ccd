import { check, sweep } from '../evidence.ts'
import { lookup, resolves } from '../name-pieces.ts'
import { opens, replies, secures } from '../path-pieces.ts'
import { type Case, spares, yields } from './case.ts'

const URL = 'https://www.example.org'
const A = '20.2.2.2'
const tells = (text: string, egress = ['20.1.2.0/24']) =>
  check(
    'https://ip.example',
    { expect: { egress } },
    resolves([A]),
    opens(A),
    secures(A),
    replies(A, 200, { body: text }),
  )
const timed = (latency: object, took: number) =>
  check(
    URL,
    { expect: { latency } },
    lookup([A], { took: 40 }),
    opens(A, { took }),
    secures(A, { took: 90 }),
    replies(A, 200, { took: 100 }),
  )

/** Two addresses, of which the second takes so long to connect. */
const slower = (latency: object, ...took: readonly number[]) =>
  check(
    URL,
    { expect: { latency } },
    resolves(took.map((_, i) => `20.2.2.${i}`)),
    ...took.map((ms, i) => [
      opens(`20.2.2.${i}`, { took: ms }),
      secures(`20.2.2.${i}`, { took: 5 }),
      replies(`20.2.2.${i}`, 200, { took: 5 }),
    ]),
  )

/** What was expected of the whole. */
export const EXPECTATION_CASES: readonly Case[] = [
  ...[
    [20, 400],
    [400, 20],
  ].map((took) =>
    yields(
      'latency-exceeded',
      `one address of two is slow: ${took}`,
      sweep([slower({ connect: 100 }, ...took)]),
      {
        severity: 'warn',
        says: ['400 ms'],
      },
    ),
  ),
  spares('latency-exceeded', 'both are fast', sweep([slower({ connect: 100 }, 20, 90)])),
  yields('egress-address-unexpected', 'another address, as text', sweep([tells('20.9.9.9\n')]), {
    severity: 'fail',
    says: ['20.9.9.9', '20.1.2.0/24'],
    subject: '20.9.9.9',
  }),
  yields(
    'egress-address-unexpected',
    'another address, as JSON',
    sweep([tells('{"ip": "20.9.9.9"}')]),
    { severity: 'fail', says: ['20.9.9.9'] },
  ),
  yields('egress-address-unexpected', 'no address at all', sweep([tells('hello')]), {
    severity: 'inconclusive',
    says: ['“hello”'],
  }),
  spares('egress-address-unexpected', 'the expected one', sweep([tells('20.1.2.3')])),
  spares(
    'egress-address-unexpected',
    'the expected one, as JSON',
    sweep([tells('{"ip":"20.1.2.3"}')]),
  ),
  yields('latency-exceeded', 'a slow connection', sweep([timed({ connect: 100 }, 250)]), {
    severity: 'warn',
    says: ['connect took 250 ms of 100 ms'],
  }),
  yields('latency-exceeded', 'a slow lookup', sweep([timed({ dns: 30 }, 10)]), {
    severity: 'warn',
    says: ['dns took 40 ms of 30 ms'],
  }),
  yields('latency-exceeded', 'a slow whole', sweep([timed({ total: 120 }, 10)]), {
    severity: 'warn',
    says: ['total took 140 ms of 120 ms'],
  }),
  spares(
    'latency-exceeded',
    'within the limits',
    sweep([timed({ dns: 50, connect: 100, total: 200 }, 10)]),
  ),

  spares(
    'egress-address-unexpected',
    'in the second of two prefixes',
    sweep([tells('20.1.2.3', ['20.9.0.0/16', '20.1.2.0/24'])]),
  ),
  spares(
    'latency-exceeded',
    'a lookup that failed',
    sweep([
      check(
        URL,
        { expect: { latency: { dns: 30 } } },
        lookup([], { fails: 'dns_nxdomain_error', took: 900 }),
      ),
    ]),
  ),
  spares(
    'latency-exceeded',
    'a request that failed',
    sweep([
      check(
        URL,
        { expect: { latency: { total: 30 } } },
        resolves([A]),
        opens(A),
        secures(A),
        replies(A, 0, { fails: 'generic_timeout_error', took: 900 }),
      ),
    ]),
  ),
]
