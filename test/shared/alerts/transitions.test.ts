import { expect, test } from 'vitest'
import type { AlertPolicy } from '../../../shared/alerts/policy.ts'
import type { Report } from '../../../shared/model/report.ts'
import { POLICY, reportAt, runOf, type Said, type Sweep, step } from './sweeps.ts'

const OPENS = { ...POLICY, openAfter: 3, closeAfter: 1 }
const DROPPED = { a: 'fail tcp-dropped 10.0.0.1' } as const
const GOOD = { a: 'pass' } as const
const WARN = { a: 'warn tls-expires-soon a' } as const

/** What the last sweep makes of a target whose verdict changed, with I for the incident. */
function told(before: readonly Sweep[], last: Report, policy: AlertPolicy) {
  const run = runOf(before, policy)
  const after = step(run, last, policy)
  const [incident = ''] = after.incidents.keys()
  return after.transitions
    .slice(run.transitions.length)
    .map(
      ({ from, to, reason }) =>
        `${from} ${to}: ${incident === '' ? reason : reason.replace(incident, 'I')}`,
    )
}

test.for<
  [
    name: string,
    before: readonly Sweep[],
    last: Said,
    told: string | null,
    policy?: Partial<AlertPolicy>,
  ]
>([
  ['its first pass', [], 'pass', 'null pass: As expected'],
  ['no change', [GOOD], 'pass', null],
  [
    'its first failure',
    [GOOD],
    DROPPED.a,
    'pass fail: tcp-dropped of 10.0.0.1: not alerted yet: an incident opens after 3 such sweeps in a row (openAfter), this is number 1',
  ],
  [
    'a failure after a doubt',
    [{ a: 'inconclusive tcp-dropped 10.0.0.1' }],
    DROPPED.a,
    'inconclusive fail: tcp-dropped of 10.0.0.1: not alerted yet: an incident opens after 3 such sweeps in a row (openAfter), this is number 2',
  ],
  [
    'the failure that opens',
    [GOOD],
    DROPPED.a,
    'pass fail: tcp-dropped of 10.0.0.1: in incident I',
    { openAfter: 1 },
  ],
  ['a warning', [GOOD], WARN.a, 'pass warn: A warn opens no incident'],
  ['a pass after a warning', [WARN], 'pass', 'warn pass: As expected'],
  [
    'the pass that closes',
    [DROPPED, DROPPED, DROPPED],
    'pass',
    'fail pass: As expected: incident I is closed',
  ],
  [
    'a pass that does not close',
    [DROPPED, DROPPED, DROPPED],
    'pass',
    'fail pass: As expected: leaves incident I after 2 such sweeps in a row, this is number 1',
    { closeAfter: 2 },
  ],
  [
    'a warning that does not close',
    [DROPPED, DROPPED, DROPPED],
    WARN.a,
    'fail warn: A warn opens no incident: leaves incident I after 2 such sweeps in a row, this is number 1',
    { closeAfter: 2 },
  ],
  [
    'what is not known',
    [GOOD],
    'inconclusive path-warming-up the path',
    'pass inconclusive: Not alerted: the path of a fresh instance is still warming up',
  ],
  [
    'another cause in an incident',
    [DROPPED, DROPPED, DROPPED],
    'inconclusive dns-refused 10.0.0.4:53',
    'fail inconclusive: dns-refused of 10.0.0.4:53: still in incident I, as the cause may be passing',
  ],
])('the reason of %s', ([, before, last, expected, policy]) => {
  const report = reportAt(before.length * 5, { a: last })
  expect(told(before, report, { ...OPENS, ...policy })).toEqual(expected === null ? [] : [expected])
})

test('the finding that it names is the first as severe as the verdict', () => {
  const report = reportAt(5, DROPPED)
  const results = report.results.map((result) => {
    const [first, ...others] = result.findings
    const info =
      first && ({ ...first, code: 'dns-resolver-slow', severity: 'info', subject: 'x' } as const)
    return { ...result, findings: [info, first, ...others].flatMap((one) => one ?? []) }
  })
  expect(told([GOOD], { ...report, results }, OPENS)[0]).toContain('tcp-dropped of 10.0.0.1')
})

test('of two sweeps of one instant the id decides which is the later, as in the stores', () => {
  const run = runOf([GOOD, GOOD, GOOD])
  const last = (id: string) => step(run, reportAt(10, DROPPED, { id }), POLICY).state?.report
  expect([last('r00009'), last('r00011')]).toEqual(['r00010', 'r00011'])
})
