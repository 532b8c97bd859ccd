import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { Report } from '../../shared/model/report.ts'
import { checkReport } from '../../shared/report/check.ts'
import { metrics } from '../../shared/web/metrics.ts'
import type { StatusData } from '../../shared/web/status-data.ts'
import { incidentOf, NOW, reporting } from '../shared/web/page/sample.ts'

const FOLDER = path.join(import.meta.dirname, 'views')

function frozen(name: string): Report {
  const text = readFileSync(path.join(FOLDER, 'reports', `${name}.json`), 'utf8')
  return checkReport(JSON.parse(text))
}

/** One target that rests: it passed in an earlier sweep. */
function withResting(report: Report): Report {
  const [first, ...others] = report.results
  if (first === undefined) throw new Error('nothing was checked')
  const target = { ...first.target, interval: 3_600_000 }
  const resting = { ...first, target, checkedAt: '2026-11-22T01:00:00.000Z' }
  return { ...report, results: [resting, ...others] }
}

const REPORT = withResting(frozen('mixed'))
const STATUS: StatusData = {
  now: NOW,
  vantages: [reporting(REPORT, true), reporting(frozen('well'))],
  incidents: REPORT.results
    .flatMap(({ findings }) => findings.slice(0, 1))
    .map((finding) => incidentOf(finding, { vantage: REPORT.vantage.name })),
  outboxDepth: { due: 2, dead: 1 },
}
const OWN = {
  ...{ vantage: REPORT.vantage.name, sweeping: false, spooled: ['r1', 'r2', 'r3'] },
  last: { ...{ id: 'r0', vantage: REPORT.vantage.name, report: REPORT, postSweepMs: 1250 } },
} as unknown as Parameters<typeof metrics>[1]

// After a change that is meant: npx vitest run test/golden/metrics.test.ts -u, and read what differs.
test('every metric of a probe and of what it has measured', async () => {
  await expect(metrics(STATUS, OWN)).toMatchFileSnapshot(`${FOLDER}/metrics.txt`)
})

test('a store that does not answer has none of what only it knows', () => {
  const lines = metrics({ ...STATUS, remembered: true }, OWN).split('\n')
  const missing = metrics(STATUS, OWN)
    .split('\n')
    .filter((line) => !lines.includes(line))
  expect(
    missing.filter((line) => line.startsWith('# HELP')).map((line) => line.split(' ')[2]),
  ).toEqual(['perimeter_incidents_open', 'perimeter_outbox_depth'])
  expect(lines).toContain(`perimeter_store_up{vantage="${REPORT.vantage.name}"} 0`)
})
