import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { addressBook } from '../../shared/address/book.ts'
import { whatChanged } from '../../shared/alerts/what-changed.ts'
import { INCIDENT_EVENTS, type Incident } from '../../shared/model/incident.ts'
import type { Report } from '../../shared/model/report.ts'
import { checkReport } from '../../shared/report/check.ts'
import { diffReports } from '../../shared/report/diff.ts'
import { learnBaseline } from '../../shared/report/learn-baseline.ts'
import { sanitized } from '../../shared/report/sanitize.ts'
import { timingsOf } from '../../shared/report/timings.ts'
import type { LogExplanation } from '../../shared/traffic-log/explain.ts'
import { prettyDiff } from '../../shared/view/diff.ts'
import { explainIncident, incidentList, transitionList } from '../../shared/view/incident.ts'
import { junitReport } from '../../shared/view/junit.ts'
import { markdownLog } from '../../shared/view/log-markdown.ts'
import { prettyLog } from '../../shared/view/log-pretty.ts'
import { markdownReport } from '../../shared/view/markdown.ts'
import { matrixReport } from '../../shared/view/matrix.ts'
import { prettyReport } from '../../shared/view/pretty.ts'
import { prometheusReport } from '../../shared/view/report-metrics.ts'
import { sweepLine } from '../../shared/view/sweep-line.ts'
import { checkedPage } from '../../shared/web/page/checked.ts'
import { reportFile } from '../../shared/web/page/report-file.ts'
import { statusPage } from '../../shared/web/page/status.ts'
import { targetPage } from '../../shared/web/page/target.ts'
import { incidentKinds } from '../shared/web/page/incident-kinds.ts'
import { incidentOf, mainOf, NOW, reporting, targetSample } from '../shared/web/page/sample.ts'

/**
 * Reports that stand still, in every view there is. Together they meet nearly every branch of the views that any report
 * of the lab meets. After a change that is meant: `npx vitest run test/golden/views.test.ts -u`, and read what differs.
 */
const FOLDER = path.join(import.meta.dirname, 'views')
const WIDTH = 100

/** Two dozen scenarios in three reports: a closed network with a proxy, a bit of everything, and one where all is well. */
const SHEETS = ['restricted', 'mixed', 'well']

const PAIRS = [
  ['systems-registry-healthy', 'systems-registry-data-record-missing'],
  ['blocked-dropped', 'blocked-typo'],
  ['http-grpc-health', 'http-upgrade-refused'],
  ['google-configured-firewall', 'google-first-seconds'],
  ['google-vip-wrong', 'google-one-address-dead'],
  ['blocked-by-proxy', 'blocked-cut-by-name'],
] as const

function document(name: string): unknown {
  return JSON.parse(readFileSync(path.join(FOLDER, 'reports', `${name}.json`), 'utf8'))
}

function frozen(name: string): Report {
  return checkReport(document(name))
}

function statusOf(report: Report) {
  const outboxDepth = { due: 0, dead: 0 }
  return { now: NOW, vantages: [reporting(report)], incidents: [], outboxDepth }
}

/** The pages of all targets but those that pass, and of the first one that does. */
function targetPages(report: Report): string {
  const passing = report.results.find(({ verdict }) => verdict === 'pass')
  const shown = report.results.filter((one) => one.verdict !== 'pass' || one === passing)
  const options = { refresh: 15, vantage: null, origin: 'https://p.example' }
  return shown
    .map(({ target }) => {
      const data = targetSample(target.id, statusOf(report))
      const history = { ...data.history, entries: data.history.entries.slice(0, 4) }
      return mainOf(targetPage({ ...data, history }, options))
    })
    .join('\n')
}

/** What three such sweeps teach, without public addresses and with them. */
function baselines(report: Report): string {
  const book = addressBook({ privateRanges: [], owners: [] })
  const learnt = [false, true].map((withPublic) =>
    learnBaseline([report, report, report], { book, withPublic }),
  )
  return JSON.stringify(learnt, null, 1)
}

const VIEWS: Readonly<Record<string, (report: Report) => string>> = {
  'pretty.txt': (report) => prettyReport(report, { colour: false, width: WIDTH }),
  'painted.txt': (report) => prettyReport(report, { colour: true, width: WIDTH }),
  'verbose.txt': (report) => prettyReport(report, { colour: true, width: 72, verbose: true }),
  'sanitized.txt': (report) =>
    prettyReport(sanitized(report), { colour: false, width: WIDTH, verbose: true }),
  'line.txt': (report) => [true, false].map((colour) => sweepLine(report, colour)).join(''),
  'junit.xml': junitReport,
  'markdown.txt': markdownReport,
  'matrix.txt': matrixReport,
  'prometheus.txt': prometheusReport,
  'file.html': (report) => mainOf(reportFile(report)),
  'checked.html': (report) => mainOf(checkedPage(report)),
  'status.html': (report) => mainOf(statusPage(statusOf(report), { refresh: 15 })),
  'targets.html': targetPages,
  'baseline.json': baselines,
  'timings.txt': ({ results }) =>
    results
      .map(({ target, observations }) => `${target.id} ${JSON.stringify(timingsOf(observations))}`)
      .join('\n'),
}

describe.for(SHEETS)('%s', (sheet) => {
  const report = frozen(sheet)
  test.for(Object.entries(VIEWS))('%s', async ([view, of]) => {
    await expect(of(report)).toMatchFileSnapshot(`${FOLDER}/${sheet}.${view}`)
  })
})

test('what differs between two reports, either way', async () => {
  const texts = PAIRS.map((pair) => pair.map(frozen) as [Report, Report])
    .flatMap(([a, b]) => [[a, b] as const, [b, a] as const])
    .map(([before, after]) => {
      const targets = after.results.map(({ target }) => target.id)
      const changed = JSON.stringify(whatChanged(before, after, targets), null, 1)
      const options = { colour: false, width: WIDTH }
      return `# ${before.id} and ${after.id}\n${prettyDiff(diffReports(before, after), options)}${changed}\n`
    })
  await expect(texts.join('\n')).toMatchFileSnapshot(`${FOLDER}/differences.txt`)
})

/** What `explain-log` found in lines of every format, for a configuration and for a catalog. */
test.for(['log-configured', 'log-of-a-catalog'])('%s', async (name) => {
  const whole = document(name) as LogExplanation
  const { tally } = whole
  // The second as if it were another file: nothing understood, more than is kept, a strange encoding.
  const odd: LogExplanation = {
    ...whole,
    ...{ encoding: 'UTF-16 LE', isGivenUp: true, first: null, last: null, beyond: 7 },
    tally: { ...tally, formats: {}, ignored: 0, unread: 0, undecided: {}, timesUnknown: 3 },
    ...{ flows: whole.flows.slice(0, 2), affected: [], mustBeBlocked: [] },
  }
  const texts = [whole, odd].flatMap((one) => [
    prettyLog(one, { colour: false, width: WIDTH }),
    prettyLog(one, { colour: true, width: 60 }),
    markdownLog(one),
  ])
  await expect(texts.join('\n---\n')).toMatchFileSnapshot(`${FOLDER}/${name}.txt`)
})

test('incidents for a terminal', async () => {
  const report = frozen('mixed')
  const [failed] = report.results.filter(({ findings }) => findings.length > 0)
  const [finding] = failed?.findings ?? []
  if (failed === undefined || finding === undefined) throw new Error('Nothing was found')
  const at = '2026-11-22T02:37:05.000Z'
  const told: Incident['told'] = [
    { channel: 'slack', at },
    { channel: 'mail', at, notification: 'n', state: 'queued' },
    { channel: 'pager', at, notification: 'n', state: 'delivered', deliveredAt: at },
    { channel: 'hook', at, notification: 'n', state: 'given-up', error: 'HTTP 503' },
    { channel: 'chat', at, via: 'other', speaks: true, deliveredAt: at, state: 'queued' },
    { channel: 'late', at, via: 'other', state: 'queued', error: 'HTTP 503' },
  ]
  const changed = { from: at, to: at, lines: ['A rule is new', 'A route is gone'], parts: [] }
  const incidents = incidentKinds(incidentOf(finding, { told, changed, log: eventful(at) }))
  const { transitions } = targetSample(failed.target.id, statusOf(report))
  const texts = [
    incidentList(incidents, new Date(NOW)),
    ...incidents.map((one) => explainIncident(one, WIDTH, new Date(NOW))),
    explainIncident(incidentOf(finding), 60, new Date(NOW)),
    transitionList([...transitions, ...transitions.map((t) => ({ ...t, from: null }))], WIDTH),
  ]
  await expect(texts.join('\n')).toMatchFileSnapshot(`${FOLDER}/incidents.txt`)
})

function eventful(at: string): Incident['log'] {
  return INCIDENT_EVENTS.map((what) => ({ at, report: null, what, reason: `So it ${what}` }))
}
