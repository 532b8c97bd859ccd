import { expect, test } from 'vitest'
import { checkReport } from '../../../shared/report/check.ts'
import { outageOf } from '../../../shared/view/outage.ts'
import { goldenReports } from '../../golden/reports.ts'

test('no headline says that no name resolves where a finding says why these do not', () => {
  const empty = goldenReports().find(({ name }) => name === 'dns/three-empty-zones')
  expect(outageOf(checkReport(empty?.document))).toBeNull()
})
