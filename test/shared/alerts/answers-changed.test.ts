import { expect, test } from 'vitest'
import { answersChanged } from '../../../shared/alerts/answers-changed.ts'
import { fail } from '../../../shared/failure/failure.ts'
import type { DnsAnswer } from '../../../shared/model/facts.ts'
import type { ResolveObservation } from '../../../shared/model/observation.ts'
import { passing, sample } from '../report/sample.ts'
import { answer, answerKey, asked } from '../report/sample-steps.ts'

const HOST = 'db.contoso.com'

/** What a server says of a name, in a sweep that asks it. */
interface Asked {
  readonly said: DnsAnswer
  readonly step: ResolveObservation
}

function from(
  server: string,
  addresses: string[],
  more: Partial<ResolveObservation> & { rcode?: string; name?: string } = {},
): Asked {
  const { rcode = 'NOERROR', name = HOST, ...step } = more
  const said = answer(name, server, [], addresses, rcode)
  return { said, step: { ...asked(said, 1), ...step } }
}

function silent(server: string, code: 'generic_timeout_error' | 'dns_no_answer'): Asked {
  const step = { ...asked({ name: HOST, type: 'A', server }, 1), failure: fail(code, 'x') }
  return { said: answer(HOST, server, [], []), step }
}

function reportOf(steps: readonly Asked[]) {
  const report = sample([passing(HOST)])
  return {
    ...report,
    dns: Object.fromEntries(steps.map(({ said }) => [answerKey(said), said])),
    results: report.results.map((r) => ({ ...r, observations: steps.map(({ step }) => step) })),
  }
}

const ONE = '10.0.0.4:53'
const TWO = '10.0.0.5:53'
const THREE = '10.0.0.6:5353'
const ANSWER = `the answer of 10.0.0.4 for ${HOST}`
const WAS = '10.0.1.9 (private)'
const IS = '10.0.1.8 (private)'

test.for<{ name: string; was: Asked[]; is: Asked[]; parts: readonly unknown[] }>([
  { name: 'the same', was: [from(ONE, ['10.0.1.9'])], is: [from(ONE, ['10.0.1.9'])], parts: [] },
  {
    name: 'another address',
    was: [from(ONE, ['10.0.1.9'])],
    is: [from(ONE, ['10.0.1.8'])],
    parts: [{ what: ANSWER, before: [WAS], after: [IS] }],
  },
  { name: 'a server that was not asked before', was: [], is: [from(ONE, ['10.0.1.8'])], parts: [] },
  {
    name: 'a server that is not asked any more',
    was: [from(ONE, ['10.0.1.8'])],
    is: [],
    parts: [],
  },
  {
    name: 'servers that changed alike are one, by name; a port that is usual is not said',
    was: [from(THREE, ['10.0.1.9']), from(TWO, ['10.0.1.9']), from(ONE, ['10.0.1.9'])],
    is: [from(THREE, ['10.0.1.8']), from(TWO, ['10.0.1.8']), from(ONE, ['10.0.1.8'])],
    parts: [
      {
        what: `the answers of 10.0.0.4, 10.0.0.5 and 10.0.0.6:5353 for ${HOST}`,
        ...{ before: [WAS], after: [IS] },
      },
    ],
  },
  {
    name: 'servers that changed in different ways are two',
    was: [from(ONE, ['10.0.1.9']), from(TWO, ['10.0.1.9'])],
    is: [from(ONE, ['10.0.1.8']), from(TWO, ['20.1.1.1'])],
    parts: [
      { what: ANSWER, before: [WAS], after: [IS] },
      {
        what: `the answer of 10.0.0.5 for ${HOST}`,
        ...{ before: [WAS], after: ['20.1.1.1 (public)'] },
      },
    ],
  },
  {
    name: 'no address any more, by what the server says',
    was: [from(ONE, ['10.0.1.9'])],
    is: [from(ONE, [], { rcode: 'NXDOMAIN' })],
    parts: [{ what: ANSWER, before: [WAS], after: ['NXDOMAIN'] }],
  },
  {
    name: 'no address any more, and no error',
    was: [from(ONE, ['10.0.1.9'])],
    is: [from(ONE, [])],
    parts: [{ what: ANSWER, before: [WAS], after: ['no address'] }],
  },
  {
    name: 'no address any more, as the platform puts it',
    was: [from(ONE, ['10.0.1.9'])],
    is: [silent(ONE, 'dns_no_answer')],
    parts: [{ what: ANSWER, before: [WAS], after: ['no address'] }],
  },
  {
    name: 'no answer any more',
    was: [from(ONE, ['10.0.1.9'])],
    is: [silent(ONE, 'generic_timeout_error')],
    parts: [{ what: ANSWER, before: [WAS], after: ['generic_timeout_error'] }],
  },
  {
    name: 'no address before and none now, for the same reason',
    was: [from(ONE, [], { rcode: 'NXDOMAIN' })],
    is: [from(ONE, [], { rcode: 'NXDOMAIN' })],
    parts: [],
  },
  {
    name: 'no address before and none now, for another reason',
    was: [from(ONE, [], { rcode: 'NXDOMAIN' })],
    is: [from(ONE, [], { rcode: 'SERVFAIL' })],
    parts: [{ what: ANSWER, before: ['NXDOMAIN'], after: ['SERVFAIL'] }],
  },
  {
    name: 'the last attempt counts, in whatever order they stand',
    was: [from(ONE, ['10.0.1.9'])],
    is: [from(ONE, ['10.0.1.9'], { attempt: 2 }), from(ONE, ['10.0.1.8'], { attempt: 1 })],
    parts: [],
  },
  {
    name: 'what was asked for the proxy does not',
    was: [from(ONE, ['10.0.1.9'])],
    is: [from(ONE, ['10.0.1.9']), from(ONE, ['10.0.1.8'], { attempt: 2, peer: 'proxy' })],
    parts: [],
  },
  {
    name: 'the owner of the zone does not',
    was: [from(ONE, ['10.0.1.9'])],
    is: [from(ONE, ['10.0.1.9']), from(ONE, ['10.0.1.8'], { attempt: 2, type: 'SOA' })],
    parts: [],
  },
  {
    name: 'four names that changed alike: three are named',
    was: [...'abcd'].map((name) => from(ONE, ['10.0.1.9'], { name })),
    is: [...'abcd'].map((name) => from(ONE, ['10.0.1.8'], { name })),
    parts: [{ what: 'the answers of 10.0.0.4 for a, b, c and 1 more', before: [WAS], after: [IS] }],
  },
  {
    name: 'IPv6 beside IPv4 of one server is one answer',
    was: [from(ONE, ['10.0.1.9']), from(ONE, ['fd00::9'], { type: 'AAAA' })],
    is: [from(ONE, ['10.0.1.9']), from(ONE, ['fd00::8'], { type: 'AAAA' })],
    parts: [
      {
        what: ANSWER,
        before: [WAS, 'fd00::9 (private)'],
        after: [WAS, 'fd00::8 (private)'],
      },
    ],
  },
])('$name', ({ was, is, parts }) => {
  const members = new Set([HOST])
  expect(answersChanged(reportOf(was), reportOf(is), members)).toEqual(parts)
  expect(answersChanged(reportOf(was), reportOf(is), new Set(['other']))).toEqual([])
})
