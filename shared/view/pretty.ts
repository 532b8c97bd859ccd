import type { Report } from '../model/report.ts'
import { overallVerdict } from '../report/overall.ts'
import { catalogAges } from './catalog-age.ts'
import { groupsOf } from './groups.ts'
import { countsParts, tookText, whenText } from './headline.ts'
import { notDueCount } from './not-due.ts'
import { type Outage, outageOf } from './outage.ts'
import type { Page } from './page.ts'
import { painter, VERDICT_FORMAT } from './paint.ts'
import { prettyCapabilities } from './pretty-capabilities.ts'
import { prettyGroup } from './pretty-group.ts'
import { prettyTable } from './pretty-table.ts'
import { prettyWarnings } from './pretty-warnings.ts'
import { columns, labelled, plural, wrap } from './text.ts'
import { unplaced } from './unplaced.ts'
import { visibleAll } from './visible.ts'

export interface PrettyOptions {
  readonly colour: boolean
  /** Columns; at least 70 are used. */
  readonly width: number
  /** All evidence of every target that does not pass, and a table of all targets. */
  readonly verbose?: boolean
}

/** What the columns of evidence and of the table need. */
const NARROWEST = 70
const GAP = '  '

/**
 * A report for a terminal: the verdict in one line, then what does not work, then causes, fixes and evidence.
 * When all is well the one line is all. Ends with a newline.
 */
export function prettyReport(report: Report, options: PrettyOptions): string {
  const page: Page = {
    report: visibleAll(report),
    paint: painter(options.colour),
    width: Math.max(NARROWEST, options.width),
    verbose: options.verbose ?? false,
  }
  const outage = outageOf(page.report)
  const sections = [
    headline(page),
    outage === null ? [] : outageText(page, outage),
    outage === null ? prettyCapabilities(page) : [],
    problems(page, 'fail', outage),
    problems(page, 'inconclusive', outage),
    prettyWarnings(page),
    page.verbose ? prettyTable(page) : passing(page),
    catalogs(page),
    network(page),
  ]
  const filled = sections.filter((lines) => lines.length > 0)
  return `${filled.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

function headline({ report, paint, width }: Page): readonly string[] {
  const verdict = overallVerdict(report.summary)
  const [lead = '', ...rest] = countsParts(report)
  const place = [report.vantage.name, whenText(report), tookText(report)].join(' | ')
  const indent = ' '.repeat(verdict.length + GAP.length)
  const whole = `${GAP}${[lead, ...rest].join('; ')} | ${place}`
  const fits = verdict.length + columns(whole) <= width
  return [
    paint(VERDICT_FORMAT[verdict], verdict.toUpperCase()) +
      paint('bold', fits ? whole : GAP + lead),
    ...(fits ? [] : [...rest, place].flatMap((text) => labelled(indent, text, width))),
  ]
}

/** Lists of vendors change: an old one is said, and with --verbose any. */
function catalogs({ report, verbose, width }: Page): readonly string[] {
  const ages = catalogAges(report)
  if (ages === null || !(verbose || ages.isOld)) return []
  const advice = ages.isOld ? '; a newer version may know names that came since' : ''
  return labelled('Catalogs: ', `${ages.says}${advice}`, width)
}

function network({ report, width }: Page): readonly string[] {
  const why = unplaced(report)
  return why === null ? [] : labelled('Network: ', why, width)
}

function outageText({ paint, width }: Page, { says, look }: Outage): readonly string[] {
  return [...wrap(says, width).map((line) => paint('bold', line)), ...wrap(look, width)]
}

const HEADINGS = { fail: 'FAILING', inconclusive: 'COULD NOT BE FOUND OUT' } as const

function problems(
  page: Page,
  verdict: 'fail' | 'inconclusive',
  outage: Outage | null,
): readonly string[] {
  const groups = groupsOf(page.report, verdict)
  if (groups.length === 0) return []
  const count = page.report.summary[verdict]
  const heading = page.paint('bold', `${HEADINGS[verdict]}  ${plural(count, 'target')}`)
  // When the machine itself is cut off, one example says as much as forty alarms.
  const shown = outage === null || page.verbose ? groups : groups.slice(0, 1)
  const blocks = shown.flatMap((group) => ['', ...prettyGroup(page, group)])
  const hidden = groups.length - shown.length
  const more =
    hidden === 0
      ? []
      : ['', `and ${plural(hidden, 'more finding')} of the same kind, with --verbose`]
  return [heading, ...blocks, ...more]
}

function passing({ report, paint }: Page): readonly string[] {
  const { pass } = report.summary
  if (pass === 0 || pass === report.results.length) return []
  const text = `${plural(pass, 'target')} ${pass === 1 ? 'passes' : 'pass'}${notDueCount(report)}; --verbose lists ${pass === 1 ? 'it' : 'them'}`
  return [paint('dim', text)]
}
