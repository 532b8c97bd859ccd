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
