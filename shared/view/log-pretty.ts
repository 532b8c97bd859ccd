import type { ExplainedFlow, LogExplanation } from '../traffic-log/explain.ts'
import { type Breakage, logBlocks } from './log-blocks.ts'
import { targetList } from './log-targets.ts'
import {
  circumstances,
  countsText,
  flowName,
  passedWord,
  remark,
  shutWord,
  stoppedWord,
  tallyText,
  undecidedHints,
  verdictsText,
} from './log-words.ts'
import { type Paint, painter } from './paint.ts'
import { columns, labelled, padEnd, plural } from './text.ts'
import { visibleAll } from './visible.ts'

interface Page {
  readonly paint: Paint
  readonly width: number
  /** Ids of flows that stand with their details above. */
  readonly told: Set<string>
}

/** Flows that are listed of one kind before the rest is only counted; json has all. */
const LISTED = 50
const TARGETS = 100
/** A longer name has a line of its own. */
const NAME_WIDTH = 48

/** What a log says, for a terminal: what is broken first, then what nobody knows. Ends with a newline. */
export function prettyLog(
  given: LogExplanation,
  options: { readonly colour: boolean; readonly width: number },
): string {
  const explanation = visibleAll(given)
  const page = { paint: painter(options.colour), width: options.width, told: new Set<string>() }
  const blocks = logBlocks(explanation)
  const lines = [
    ...labelled('', tallyText(explanation), page.width),
    verdictsText(explanation),
    ...beyond(explanation),
    ...undecidedHints(explanation.tally).flatMap((hint) => labelled('', hint, page.width)),
    ...part(
      page,
      'red',
      `${stoppedWord(blocks.needed).toUpperCase()}, AND NEEDED`,
      breakages(page, blocks.needed),
    ),
    ...part(page, 'red', 'LET THROUGH, AND MUST BE BLOCKED', list(page, blocks.leaks)),
    ...part(
      page,
      'yellow',
      `${stoppedWord(blocks.sometimes).toUpperCase()}, NEEDED IN SOME CASES ONLY`,
      breakages(page, blocks.sometimes),
    ),
    ...part(
      page,
      'bold',
      `${shutWord(blocks.shut).toUpperCase()}, AS IT MUST BE`,
      list(page, blocks.shut),
    ),
    ...part(page, 'bold', 'IN NO CATALOG', strangers(page, blocks.strangers)),
    ...part(page, 'green', passedWord(blocks.fine).toUpperCase(), list(page, blocks.fine)),
    ...part(page, 'bold', 'NOT UNDERSTOOD', malformed(page, explanation)),
  ]
  return `${lines.join('\n')}\n`
}

function part(
  page: Page,
  format: 'red' | 'yellow' | 'green' | 'bold',
  title: string,
  lines: readonly string[],
): readonly string[] {
  return lines.length === 0 ? [] : ['', page.paint(['bold', format], title), ...lines]
}

function beyond({ beyond: count, flows }: LogExplanation): readonly string[] {
  if (count === 0) return []
  return [
    `${plural(count, 'request')} of further flows, beyond the first ${flows.length}, are not shown`,
  ]
}

function breakages(page: Page, all: readonly Breakage[]): readonly string[] {
  return all.flatMap((one, i) => [...(i === 0 ? [] : ['']), ...breakage(page, one)])
}

function breakage(page: Page, { breaks, flows }: Breakage): readonly string[] {
  const titles = breaks.flatMap(({ name, in: from, symptom }) => [
    `${page.paint('bold', name)}${from === '' ? '' : page.paint('dim', `  ${from}`)}`,
    ...(symptom === '' ? [] : labelled('  what the user sees  ', symptom, page.width)),
  ])
  return [...titles, ...list(page, flows)]
}

function list(page: Page, flows: readonly ExplainedFlow[]): readonly string[] {
  const shown = flows.slice(0, LISTED)
  const width = Math.max(0, ...shown.map((flow) => Math.min(columns(flowName(flow)), NAME_WIDTH)))
  const hidden = flows.length - shown.length
  return [
    ...shown.flatMap((flow) => oneFlow(page, flow, width)),
    ...(hidden > 0 ? [`  and ${plural(hidden, 'other')}, with --format json`] : []),
  ]
}

function oneFlow(page: Page, flow: ExplainedFlow, width: number): readonly string[] {
  const said = [countsText(flow), circumstances(flow)].filter((text) => text !== '').join('; ')
  const name = flowName(flow)
  const margin = ' '.repeat(width + 4)
  const lines =
    columns(name) > width
      ? [`  ${name}`, ...labelled(margin, said, page.width)]
      : labelled(`  ${padEnd(name, width)}  `, said, page.width)
  const details = [reasonOf(flow), flow.note ?? '', rowsText(flow), remark(flow)].filter(
    (text) => text !== '',
  )
  if (details.length === 0 || page.told.has(flow.id)) return lines
  page.told.add(flow.id)
  const below = labelled(margin, details.join('; '), page.width)
  return [...lines, ...below.map((line) => page.paint('dim', line))]
}

function reasonOf({ verdict, reason }: ExplainedFlow): string {
  return verdict === 'denied' || verdict === 'failed' ? (reason ?? '') : ''
}

function rowsText({ rows }: ExplainedFlow): string {
  return rows.map((row) => (row.how === 'exact' ? row.id : `${row.id} (${row.pattern})`)).join(', ')
}

function strangers(page: Page, flows: readonly ExplainedFlow[]): readonly string[] {
  const yaml = targetList(flows, TARGETS)
  if (yaml === '') return list(page, flows)
  return [
    ...list(page, flows),
    '',
    '  Those of them that you need, ready for your configuration:',
    '',
    ...yaml.trimEnd().split('\n'),
  ]
}

function malformed(page: Page, { tally }: LogExplanation): readonly string[] {
  const { count, first } = tally.malformed
  return [
    ...first.flatMap(({ line, text }) => labelled(`  line ${line}  `, text, page.width)),
    ...(count > first.length ? [`  and ${plural(count - first.length, 'other')}`] : []),
  ]
}
