import { expect, test } from 'vitest'
import { reportedOf } from '../../../shared/error-text/last-report.ts'
import type { Incident } from '../../../shared/model/incident.ts'
import type { Report, TargetResult } from '../../../shared/model/report.ts'

const SEEN = { what: 'seen', at: '2026-11-30T08:00:00Z' }

type Verdict = TargetResult['verdict']

function result(id: string, url: string, verdict: Verdict, addresses: readonly string[] = []) {
  const findings =
    verdict === 'pass' ? [] : [{ code: 'tcp-dropped', summary: `${id} is silent` }, { code: 'x' }]
  return { target: { id, url }, verdict, findings, addresses } as unknown as TargetResult
}

function reported(hosts: readonly string[], results: readonly TargetResult[]) {
  const report = {
    ...{ id: 'r', startedAt: '2026-11-30T09:00:00Z', endedAt: '2026-11-30T09:00:05Z' },
    ...{ vantage: { name: 'prod' }, results },
  } as unknown as Report
  const incidents = [
    { state: 'closed', targets: ['a'], log: [], openedAt: '2026-11-01T00:00:00Z' },
    { state: 'open', targets: ['b', 'a'], openedAt: '2026-11-30T08:05:00Z', log: [SEEN] },
    { state: 'open', targets: ['a'], log: [], openedAt: '2026-11-30T08:30:00Z' },
  ] as unknown as Incident[]
  return reportedOf(
    hosts.map((host) => ({ host })),
    { report, incidents },
  )
}

test('what is measured of a host is told whole, with its root and the open incident', () => {
  const [one, ...more] = reported(
    ['a.example'],
    [result('a', 'https://A.example/x', 'fail'), result('b', 'https://b.example/', 'fail')],
  )
  expect(more).toEqual([])
  expect(one).toEqual({
    ...{ target: 'a', url: 'https://A.example/x', vantage: 'prod', verdict: 'fail' },
    at: expect.stringMatching(/^2026-11-30T09:00:0/),
    finding: { code: 'tcp-dropped', summary: 'a is silent' },
    since: '2026-11-30T08:00:00Z',
  })
})

test('what passes has no finding, and what is in no incident no time', () => {
  expect(reported(['c.example'], [result('c', 'tls://c.example:5671', 'pass')])).toMatchObject([
    { target: 'c', finding: null, since: null },
  ])
})

test.for([
  ['its host', ['a.example'], ['name']],
  ['its address in the URL', ['fd00::1'], ['six']],
  ['an address that it had', ['10.0.0.1'], ['name', 'plain']],
  ['two of them', ['fd00::1', 'a.example'], ['name', 'six']],
  ['another', ['b.example'], []],
] as const)('a target is found by %s', ([, hosts, ids]) => {
  const found = reported(hosts, [
    result('name', 'https://a.example:8443/', 'pass', ['10.0.0.9', '10.0.0.1']),
    result('six', 'tcp://[fd00::1]:443', 'pass'),
    result('plain', 'tcp://10.0.0.1:443', 'pass'),
  ])
  expect(found.map(({ target }) => target)).toEqual(ids)
})

test('those that fail come first, at most six', () => {
  const verdicts: readonly Verdict[] = [
    'pass',
    'warn',
    'pass',
    'inconclusive',
    'fail',
    'pass',
    'fail',
  ]
  const found = reported(
    ['a.example'],
    verdicts.map((verdict, i) => result(`${verdict}-${i}`, 'https://a.example/', verdict)),
  )
  expect(found.map(({ target }) => target)).toEqual([
    ...['fail-4', 'fail-6', 'inconclusive-3', 'warn-1', 'pass-0', 'pass-2'],
  ])
})
