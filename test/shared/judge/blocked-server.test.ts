import { describe, expect, test } from 'vitest'
import type { FailureCode } from '../../../shared/failure/table.ts'
import { check, codes, control, judged, sweep } from './evidence.ts'
import { wire } from './name-pieces.ts'

const SERVER = '8.8.8.8:53'
const URL = 'dns://8.8.8.8/www.example.com'
const ASKED = { server: SERVER, host: 'www.example.com' } as const

/** What the server said to A and to AAAA. */
const said = (a: FailureCode | null, aaaa: FailureCode | null = a) => [
  wire(SERVER, a === null ? ['20.2.2.2'] : [], a === null ? {} : { fails: a }),
  wire(SERVER, [], { type: 'AAAA', fails: aaaa ?? 'dns_no_answer' }),
]

test('what another server says of the name is not what the server of the target said', () => {
  const inside = { ...ASKED, expect: { resolution: 'private' } } as const
  const pieces = [wire(SERVER, ['10.1.2.3']), wire('168.63.129.16:53', ['20.2.2.2'])]
  expect(codes(sweep([check(URL, inside, pieces), control()]))).not.toContain(
    'dns-address-unexpected',
  )
  const other = [wire(SERVER, ['20.2.2.2']), wire('168.63.129.16:53', ['10.1.2.3'])]
  expect(codes(sweep([check(URL, inside, other), control()]))[0]).toBe('dns-address-unexpected')
})

describe('a DNS server that must not be reachable', () => {
  const blocked = (...pieces: Parameters<typeof check>[2][]) =>
    check(URL, { ...ASKED, expect: { reachability: 'blocked' } }, ...pieces)

  test.for([
    ['answers', null, null, 'reachable-but-must-be-blocked'],
    ['denies the name', 'dns_nxdomain_error', undefined, 'reachable-but-must-be-blocked'],
    [
      'answers to one of two',
      'generic_timeout_error',
      'dns_no_answer',
      'reachable-but-must-be-blocked',
    ],
    ['is silent', 'generic_timeout_error', undefined, 'blocked-as-wanted'],
    ['refuses', 'connection_refused', undefined, 'blocked-as-wanted'],
    ['says REFUSED', 'dns_refused_error', undefined, 'blocked-as-wanted'],
    ['is out of reach', 'network_unreachable', undefined, 'blocked-as-wanted'],
    ['fails', 'dns_servfail_error', undefined, 'blocked-not-proven'],
    ['answers another question', 'dns_reply_with_wrong_query_id', undefined, 'blocked-not-proven'],
  ] as const)('%s', ([, a, aaaa, code]) => {
    const pieces = said(a, aaaa === undefined ? a : aaaa)
    expect(codes(sweep([blocked(pieces), control()]))).toEqual([code])
  })

  test('names the server and what it said', () => {
    const [finding] = judged(sweep([blocked(said(null)), control()])).findings
    expect(finding?.summary).toContain('8.8.8.8 asked for www.example.com: 20.2.2.2')
    expect(finding?.evidence).toEqual([0, 1])
  })

  test('is not proven blocked when nothing else was reached', () => {
    expect(codes(sweep([blocked(said('generic_timeout_error'))]))).toEqual(['blocked-not-proven'])
  })

  test('was not asked', () => {
    expect(codes(sweep([blocked(), control()]))).toEqual(['blocked-not-proven'])
  })
})

describe('a DNS server that must answer', () => {
  const wanted = (...pieces: Parameters<typeof check>[2][]) => check(URL, ASKED, ...pieces)

  test.for([
    ['answers', null, 'pass', []],
    ['is silent', 'generic_timeout_error', 'fail', ['dns-resolver-unreachable']],
    ['refuses', 'connection_refused', 'fail', ['dns-resolver-unreachable']],
    ['says REFUSED', 'dns_refused_error', 'fail', ['dns-refused']],
    ['denies the name', 'dns_nxdomain_error', 'fail', ['dns-name-not-found']],
    ['fails', 'dns_servfail_error', 'fail', ['dns-server-failure']],
  ] as const)('%s', ([, a, verdict, expected]) => {
    const evidence = sweep([wanted(said(a)), control()])
    expect(codes(evidence)).toEqual(expected)
    expect(judged(evidence).verdict).toBe(verdict)
  })
})
