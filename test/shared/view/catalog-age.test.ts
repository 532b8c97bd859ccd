import { describe, expect, test } from 'vitest'
import type { Report } from '../../../shared/model/report.ts'
import { catalogAges } from '../../../shared/view/catalog-age.ts'
import { markdownReport } from '../../../shared/view/markdown.ts'
import { prettyReport } from '../../../shared/view/pretty.ts'
import { passing, sample } from '../report/sample.ts'

function reportWith(catalogs: Record<string, string>): Report {
  const report = sample([passing()])
  const configuration = { hash: 'h', disabled: [], ...report.configuration, catalogs }
  return { ...report, startedAt: '2027-01-10T00:00:00.000Z', configuration }
}

const NEW = { 'azure-functions': '2027-01-09' }
const OLD = { 'azure-arc-servers': '2026-01-10' }
const plain = { colour: false, width: 200 }

describe('catalogAges()', () => {
  test.for([
    ['one of yesterday', NEW, 'azure-functions of 2027-01-09 (1 day old)', false],
    ['one of a year ago', OLD, 'azure-arc-servers of 2026-01-10 (365 days old)', true],
  ] as const)('%s', ([, catalogs, says, isOld]) => {
    expect(catalogAges(reportWith(catalogs))).toEqual({ says, isOld })
  })

  test('a report without catalogs has none', () => {
    expect(catalogAges(reportWith({}))).toBeNull()
  })
})

test('text says it of old catalogs, and with --verbose of any; Markdown always', () => {
  expect(prettyReport(reportWith(OLD), plain)).toContain('Catalogs: azure-arc-servers of 2026')
  expect(prettyReport(reportWith(NEW), plain)).not.toContain('Catalogs:')
  expect(prettyReport(reportWith(NEW), { ...plain, verbose: true })).toContain('Catalogs: azure-f')
  expect(markdownReport(reportWith(NEW))).toContain('1 day old')
})
