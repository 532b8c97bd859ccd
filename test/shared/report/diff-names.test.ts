import { describe, expect, test } from 'vitest'
import type { Observation } from '../../../shared/model/observation.ts'
import type { QueryObservation } from '../../../shared/model/query-observation.ts'
import type { Report } from '../../../shared/model/report.ts'
import { diffReports } from '../../../shared/report/diff.ts'
import { addressesOf, sameAddresses } from '../../../shared/report/diff-names.ts'
import { passing, sample } from './sample.ts'
import { RESOLVER, SECOND } from './sample-place.ts'
import { answer, answerKey, asked, type Fault, lookedUp } from './sample-steps.ts'

const HOST = 'a.example'
const NOTHING: Fault = ['dns_no_answer', 'ENODATA']
const TIMEOUT: Fault = ['generic_timeout_error', 'timeout']

/** A report whose one target saw these. */
function saw(steps: readonly Observation[], answers: readonly ReturnType<typeof answer>[] = []) {
  const report = sample([passing(HOST)])
  const results = report.results.map((r) => ({ ...r, observations: [...steps] }))
  const dns = Object.fromEntries(answers.map((a) => [answerKey(a), a]))
  return { ...report, results, dns } satisfies Report
}

const looked = lookedUp(HOST, ['10.0.0.9'], 1)

/** With an answer of a resolver to A. */
function said(addresses: string[], aliases: string[] = [], server = RESOLVER): Report {
  const a = answer(HOST, server, aliases, addresses)
  return saw([looked, asked(a, 2)], [a])
}

/** With the failed question for AAAA beside it. */
function failed(fault: Fault, attempt = 1, more: readonly Observation[] = []): Report {
  const question = asked({ name: HOST, type: 'AAAA', server: RESOLVER }, 2, fault)
  return saw([looked, { ...question, attempt }, ...more])
}

const good = {
  ...asked(
    {
      name: HOST,
      type: 'AAAA',
      server: RESOLVER,
      rcode: 'NOERROR',
      addresses: [{ address: 'fd00::4', ttl: 1 }],
    },
    3,
  ),
  attempt: 2,
}
const soa = (fault: Fault) => ({
  ...asked({ name: HOST, type: 'A', server: RESOLVER }, 3, fault),
  type: 'SOA' as const,
})
const inSearch = (address: string) =>
  asked(
    {
      name: `${HOST}.corp.example`,
      type: 'A',
      server: RESOLVER,
      rcode: 'NOERROR',
      addresses: [{ address, ttl: 1 }],
    },
    4,
  )
const ofProxy = (address: string) => ({
  ...lookedUp('proxy.example', [address], 1),
  peer: 'proxy' as const,
})

function records(type: QueryObservation['type'], ...data: readonly string[]): Report {
  return saw([
    {
      ...{
        step: 'query',
        peer: 'target',
        attempt: 1,
        t0: 1,
        t: 2,
        failure: null,
        name: HOST,
        type,
      },
      ...{ server: RESOLVER, transport: 'udp', rcode: 'NOERROR', aliases: [], zone: null },
      records: data.map((one) => ({ data: one, ttl: 60 })),
    },
  ])
}

const CHAIN = ['x.privatelink.example', 'y.example']

describe('what names say is compared', () => {
  test.for<[string, Report, Report, readonly string[]]>([
    [
      'resolver by resolver',
      said(['10.0.0.9']),
      said(['20.1.1.1']),
      [`resolver-answer ${RESOLVER}: A private > A public`],
    ],
    [
      'and not of one that one side alone asked',
      said(['10.0.0.9']),
      said(['20.1.1.1'], [], SECOND),
      [],
    ],
    [
      'by the aliases of an answer',
      said(['10.0.0.9'], CHAIN),
      said(['10.0.0.9'], CHAIN.slice(1)),
      [`chain ${RESOLVER}: ${HOST}, ${CHAIN.join(', ')} > ${HOST}, ${CHAIN[1]}`],
    ],
    [
      'by the failure of a question',
      failed(NOTHING),
      failed(TIMEOUT),
      [`resolver-answer ${RESOLVER}: AAAA no address > AAAA generic_timeout_error`],
    ],
    ['by the last attempt', failed(TIMEOUT, 1, [good]), saw([looked, good]), []],
    [
      'whichever came first in the evidence',
      saw([looked, good]),
      saw([looked, good, ...failed(TIMEOUT).results.flatMap((r) => r.observations.slice(1))]),
      [],
    ],
    ['without questions for the SOA', saw([looked, soa(NOTHING)]), saw([looked, soa(TIMEOUT)]), []],
    [
      'without names of the search list',
      saw([looked, inSearch('10.0.0.9')]),
      saw([looked, inSearch('20.1.1.1')]),
      [],
    ],
    [
      'without the name of the proxy',
      saw([looked, ofProxy('10.0.0.9')]),
      saw([looked, ofProxy('20.1.1.1')]),
      [],
    ],
    [
      'by records',
      records('MX', '10 a', '20 b'),
      records('MX', '20 b', '10 c'),
      ['records null: 10 a, 20 b > 10 c, 20 b'],
    ],
    ['whatever their order', records('MX', '10 a', '20 b'), records('MX', '20 b', '10 a'), []],
    ['without the serial of an SOA', records('SOA', 'ns1 ops 1'), records('SOA', 'ns1 ops 2'), []],
  ])('%s', ([, before, after, changes]) => {
    const told = diffReports(before, after).map(
      ({ kind, subject, before: was, after: is }) =>
        `${kind} ${subject}: ${was.join(', ')} > ${is.join(', ')}`,
    )
    expect(told).toEqual(changes)
  })
})

describe('sameAddresses()', () => {
  test.for([
    ['the same in another order', ['20.1.1.1', '20.1.1.2'], ['20.1.1.2', '20.1.1.1'], true],
    ['one public address in common', ['20.1.1.1', '20.1.1.2'], ['20.1.1.2', '52.9.9.9'], true],
    ['neighbours in one /16', ['20.1.1.1'], ['20.1.200.7'], true],
    ['public and nothing in common', ['20.1.1.1'], ['52.1.1.1'], false],
    ['public to private', ['20.1.1.1'], ['10.0.1.4'], false],
    ['a public one beside the private one', ['10.0.1.4'], ['10.0.1.4', '20.1.1.1'], false],
    ['another private address', ['10.0.1.4'], ['10.0.1.5'], false],
    ['one private address more', ['10.0.1.4'], ['10.0.1.4', '10.0.1.5'], false],
    ['another address of the restricted VIP', ['199.36.153.4'], ['199.36.153.7'], true],
    ['IPv6 that went away', ['20.1.1.1', '2603:1030::1'], ['20.1.1.1'], false],
    ['IPv6 neighbours in one /32', ['2603:1030:107::1'], ['2603:1030:808::2'], true],
    ['IPv6 in one /16', ['2603:1030::1'], ['2603:1031::1'], false],
    ['nothing at all on one side', ['20.1.1.1'], [], true],
  ] as const)('%s', ([, a, b, same]) => {
    expect(sameAddresses(a, b)).toBe(same)
    expect(sameAddresses(b, a)).toBe(same)
  })
})

test('the addresses of a target are those that the application gets, else what any resolver gave', () => {
  const given = answer(HOST, RESOLVER, [], ['10.0.0.7'])
  const [byHosts] = saw([lookedUp(HOST, ['10.0.0.9'], 1), asked(given, 2)], [given]).results
  expect(addressesOf(byHosts?.observations ?? [])).toEqual(['10.0.0.9'])
  expect(addressesOf([asked(given, 2)])).toEqual(['10.0.0.7'])
  expect(addressesOf([])).toEqual([])
})
