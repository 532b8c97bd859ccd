import type { Report } from '../model/report.ts'
import { configuredPathOf } from '../report/configured.ts'
import { overallVerdict } from '../report/overall.ts'
import { catalogAges } from './catalog-age.ts'
import { configuredLines } from './configured-lines.ts'
import { disabledTexts } from './disabled-text.ts'
import { evidenceBlock } from './evidence-block.ts'
import { type Group, groupsOf } from './groups.ts'
import { countsText, tookText, whenText } from './headline.ts'
import { unprovenBy } from './left-open.ts'
import { code, fence, prose } from './markdown-text.ts'
import { objectLine } from './object-line.ts'
import { outageOf } from './outage.ts'
import { unplaced } from './unplaced.ts'
import { visibleAll } from './visible.ts'

const EVIDENCE_WIDTH = 120
/** Targets listed of one cause before the rest is only counted. */
const LISTED = 20

/** A report to paste into a ticket: the order of the terminal's page, as GitHub-flavoured Markdown. Ends with a newline. */
export function markdownReport(given: Report): string {
  const report = visibleAll(given)
  const outage = outageOf(report)
  const blocks = [
    `## ${overallVerdict(report.summary).toUpperCase()}: ${countsText(report)}`,
    `${code(report.vantage.name)}, ${whenText(report)}, ${tookText(report)}, report ${code(report.id)}${catalogs(report)}`,
    ...disabledTexts(report).map(({ says, fix }) => `${prose(says)}. ${prose(fix)}.`),
    ...(outage === null ? [] : [`**${prose(outage.says)}** ${prose(outage.look)}`]),
    ...capabilities(report),
    ...section(report, 'fail', 'Failing'),
    ...section(report, 'inconclusive', 'Could not be found out'),
    ...warnings(report),
    ...leftOpen(report),
    ...network(report),
  ]
  return `${blocks.join('\n\n')}\n`
}

function catalogs(report: Report): string {
  const ages = catalogAges(report)
  return ages === null ? '' : `, catalogs: ${prose(ages.says)}`
}

function capabilities(report: Report): readonly string[] {
  const broken = report.capabilities.filter((c) => c.verdict === 'fail')
  if (broken.length === 0) return []
  return [
    '### Does not work',
    broken.map((c) => `- **${prose(c.name)}**: ${prose(c.symptom)}`).join('\n'),
  ]
}

function leftOpen(report: Report): readonly string[] {
  const lines = unprovenBy(report).map(
    ({ capabilities: names, unproven, check }) =>
      `- **${prose(names.join(', '))}**: ${prose(unproven)}. ${prose(check)}.`,
  )
  return lines.length === 0 ? [] : ['### Proved for the path of the app only', lines.join('\n')]
}

function network(report: Report): readonly string[] {
  const why = unplaced(report)
  return why === null ? [] : [`Network: ${prose(why)}.`]
}

function section(
  report: Report,
  verdict: 'fail' | 'inconclusive',
  title: string,
): readonly string[] {
  const groups = groupsOf(report, verdict)
  return groups.length === 0 ? [] : [`### ${title}`, ...groups.flatMap((g) => group(report, g))]
}

function group(report: Report, { finding, members }: Group): readonly string[] {
  const [first] = members
  const targets = [
    ...members.slice(0, LISTED).map(({ result }) => target(result)),
    ...(members.length > LISTED ? [`- and ${members.length - LISTED} more`] : []),
  ].join('\n')
  const block = evidenceBlock(first.result, report, {
    width: EVIDENCE_WIDTH,
    cited: finding?.evidence ?? [],
    show: 'all',
  })
  const evidence =
    block.length === 0
      ? []
      : [`Evidence of ${code(first.result.target.name)}:`, fence(block.map((line) => line.text))]
  const hops = configuredLines(configuredPathOf(report.network?.configured, first.result.target.id))
  const path = hops.length === 0 ? [] : ['Path, by the configuration of the network:', fence(hops)]
  if (finding === null) return ['#### No finding explains these', targets, ...evidence]
  return [
    `#### ${code(finding.code)} ${code(finding.subject)}`,
    prose(finding.summary),
    targets,
    ...(finding.object === undefined ? [] : [`**Object:** ${objectMarkdown(finding.object)}`]),
    `**Cause:** ${prose(finding.cause)}`,
    `**Fix:** ${prose(finding.fix)}`,
    ...path,
    ...evidence,
    `Documentation: <${finding.docs.replaceAll(/[<>\s]/g, encodeURIComponent)}>`,
  ]
}

function objectMarkdown(object: NonNullable<NonNullable<Group['finding']>['object']>): string {
  const link =
    object.link === null ? '' : ` <${object.link.replaceAll(/[<>\s]/g, encodeURIComponent)}>`
  return `${code(objectLine(object))}${link}`
}

function target({ target: { name, url }, path }: Group['members'][0]['result']): string {
  const via = path.via === null ? '' : ` via ${path.kind} ${code(path.via)}`
  return `- ${name === url ? '' : `${prose(name)} `}${code(url)}${via}`
}

function warnings(report: Report): readonly string[] {
  const groups = groupsOf(report, 'warn')
  if (groups.length === 0) return []
  const lines = groups.map(({ finding, members }) => {
    const names = members.map((m) => prose(m.result.target.name)).join(', ')
    return finding === null
      ? `- ${names}`
      : `- ${code(finding.code)} ${names}: ${prose(finding.summary)}`
  })
  return ['### Warnings', lines.join('\n')]
}
