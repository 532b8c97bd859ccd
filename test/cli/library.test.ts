import { expect, test } from 'vitest'
import { judge } from '../../cli/library.ts'
import { goldenReports } from '../golden/reports.ts'

const REPORTS = goldenReports().filter(({ name }) => /^(dns|tls|network|expectation)\//.test(name))

test.for(REPORTS)('judge() finds in $name what its sweep found', ({ document }) => {
  const { results } = document as { results: readonly { verdict: string; target: object }[] }
  expect(judge(document).map(({ verdict }) => verdict)).toEqual(
    results.map(({ verdict }) => verdict),
  )
})

test('judge() answers in the order of the results, also where some were not due', () => {
  const golden = REPORTS.find(({ name }) => name === 'dns/own-name-public')
  const document = golden?.document as { results: readonly { target: object }[] }
  const { results, ...rest } = document
  const [one] = results
  const rests = { checkedAt: '2020-01-01T00:00:00.000Z', evidenceIn: null }
  const named = (id: string, more: object) => ({
    ...{ ...one, ...more, target: { ...one?.target, id, name: id } },
  })
  const broken = named('b', { observations: [], ending: 'not-started' })
  const mixed = [named('a', {}), { ...broken, ...rests }, named('c', {})]
  const verdicts = judge({ ...rest, results: mixed }).map(({ verdict }) => verdict)
  expect(verdicts).toEqual(['fail', 'inconclusive', 'fail'])
})

test('judge() takes the ranges of the network that was measured from for private', () => {
  const golden = REPORTS.find(({ name }) => name === 'dns/own-name-public')
  const document = golden?.document as { vantage: object }
  const codes = (privateRanges: readonly string[]) =>
    judge({ ...document, vantage: { ...document.vantage, privateRanges } }).flatMap(
      ({ findings }) => findings.map(({ code }) => code),
    )
  expect(codes([])).toContain('dns-address-unexpected')
  expect(codes(['198.18.0.0/15'])).not.toContain('dns-address-unexpected')
})
