import { describe, expect, test } from 'vitest'
import { HELLOS, type Observation } from '../../../shared/model/observation.ts'
import { tenth, timingsOf } from '../../../shared/report/timings.ts'
import { answer, asked, connected, lookedUp, requested, shaken } from './sample-steps.ts'

const HOST = 'a.example'
const SILENT = ['generic_timeout_error', 'no answer'] as const
const NONE = { dns: null, connect: null, tls: null, ttfb: null, total: null }

/** The same step between other times, in ms. */
function at<O extends Observation>(o: O, t0: number, t: number): O {
  return { ...o, t0, t }
}

const named = at(lookedUp(HOST, ['10.0.0.1'], 0), 0, 7)
const asking = at(asked(answer(HOST, '10.0.0.4:53', [], ['10.0.0.1']), 0), 0, 3)
const dial = at(connected('10.0.0.1', 0), 10, 15)
const shake = at(shaken('10.0.0.1', HOST, ['x'], 0), 15, 25)
const ask = { ...at(requested('10.0.0.1', 'https://a.example/', 200, 0), 25, 55), firstByte: 45 }

describe('timingsOf()', () => {
  test.for<[string, readonly Observation[], Partial<typeof NONE> | Record<string, number>]>([
    ['nothing', [], {}],
    [
      'every step',
      [named, asking, dial, shake, ask],
      { dns: 7, connect: 5, tls: 10, ttfb: 20, total: 7 + 45 },
    ],
    ['a target of one server', [asking, dial], { dns: 3, connect: 5, total: 8 }],
    [
      'the last attempt at a name that succeeded',
      [at(lookedUp(HOST, [], 0, SILENT), 0, 2), at(named, 2, 6)],
      { dns: 4, total: 6 },
    ],
    ['the last of two that succeeded', [at(named, 0, 2), at(named, 2, 6)], { dns: 4, total: 6 }],
    [
      'a name that getaddrinfo did not resolve, whatever a server says',
      [at(lookedUp(HOST, [], 0, SILENT), 0, 2), asking],
      { total: 3 },
    ],
    [
      'the own name before others',
      [named, at(lookedUp('b.example', ['x'], 0), 7, 99)],
      { dns: 7, total: 7 },
    ],
    [
      'no owner of a zone',
      [named, at({ ...asking, type: 'SOA' as const }, 0, 99)],
      { dns: 7, total: 7 },
    ],
    [
      'the wait between names and connections is no part',
      [named, at(dial, 1_000, 1_005)],
      { dns: 7, connect: 5, total: 12 },
    ],
    ['a dial that failed', [at(connected('10.0.0.1', 0, SILENT), 0, 5_000)], { total: 5_000 }],
    [
      'the address that came furthest, though another was first',
      [at(connected('10.0.0.9', 0), 0, 99), dial, shake],
      { connect: 5, tls: 10, total: 99 },
    ],
    [
      'on a tie, the address that was first',
      [at(connected('10.0.0.9', 0), 0, 9), at(dial, 9, 19)],
      { connect: 9, total: 19 },
    ],
    [
      'a handshake that ended with a chain that is not trusted',
      [dial, at(shaken('10.0.0.1', HOST, ['x'], 0, ['ssl_invalid_certificate', 'x']), 15, 25)],
      { connect: 5, tls: 10, total: 15 },
    ],
    ...HELLOS.filter((hello) => hello !== 'full').map((hello): [string, Observation[], object] => [
      `no hello that others are compared with: ${hello}`,
      [dial, { ...at(shaken('10.0.0.1', HOST, ['x'], 0), 15, 99), hello }, shake],
      { connect: 5, tls: 10, total: 89 },
    ]),
    [
      'a handshake that was cut',
      [dial, at(shaken('10.0.0.1', HOST, [], 0, SILENT), 15, 25)],
      { connect: 5, total: 15 },
    ],
    [
      'through a proxy, the connection to it',
      [at({ ...dial, peer: 'proxy' as const }, 0, 4), at(shake, 4, 14)],
      { connect: 4, tls: 10, total: 14 },
    ],
    [
      'no connection to a proxy that failed',
      [{ ...at(connected('10.0.0.1', 0, SILENT), 0, 4), peer: 'proxy' as const }],
      { total: 4 },
    ],
    [
      'an answer without a first byte',
      [dial, { ...at(ask, 15, 45), firstByte: null }],
      { connect: 5, total: 35 },
    ],
    ['tenths', [at(dial, 0, 5.26)], { connect: 5.3, total: 5.3 }],
  ])('%s', ([, observations, expected]) => {
    expect(timingsOf(observations)).toEqual({ ...NONE, ...expected })
  })
})

test.for([
  [1.04, 1],
  [1.05, 1.1],
  [0, 0],
  [12, 12],
] as const)('%d ms are kept as %d', ([ms, kept]) => {
  expect(tenth(ms)).toBe(kept)
})
