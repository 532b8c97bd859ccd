import type { TargetResult } from '../model/report.ts'
import { configuredPathOf } from '../report/configured.ts'
import { configuredLines } from './configured-lines.ts'
import { evidenceBlock } from './evidence-block.ts'
import type { Group, Member } from './groups.ts'
import { objectLine } from './object-line.ts'
import type { Page } from './page.ts'
import { VERDICT_FORMAT } from './paint.ts'
import { columns, labelled, padEnd, plural, wrap } from './text.ts'

/** Targets of one cause that are listed before the rest is only counted. */
const LISTED = 8
const INDENT = '  '
const LABEL = 10

/** One cause: what it is, whom it hits, the fix, and the evidence of the first target (of each when verbose). */
export function prettyGroup(page: Page, group: Group): readonly string[] {
  const { finding, members } = group
  const [first] = members
  const targets = targetLines(page, members)
  if (finding === null) {
    const title = `No finding explains ${members.length === 1 ? 'this' : 'these'}`
    return [page.paint('bold', title), ...targets, ...evidenceLines(page, members)]
  }
  const code = page.paint(VERDICT_FORMAT[first.result.verdict], finding.code)
  return [
    `${code}  ${page.paint('bold', finding.subject)}`,
    ...labelled(INDENT, finding.summary, page.width),
    ...targets,
    ...(finding.object === undefined ? [] : field(page, 'object', objectLine(finding.object))),
    ...field(page, 'cause', finding.cause),
    ...field(page, 'fix', finding.fix),
    ...evidenceLines(page, members),
    `${label(page, 'docs')}${finding.docs}`,
  ]
}

function label(page: Page, name: string): string {
  return INDENT + page.paint('dim', padEnd(name, LABEL))
}

function field(page: Page, name: string, text: string): readonly string[] {
  return labelled(' '.repeat(INDENT.length + LABEL), text, page.width).map((line, index) =>
    index === 0 ? label(page, name) + line.trimStart() : line,
  )
}

function targetLines(page: Page, members: Group['members']): readonly string[] {
  const shown = page.verbose ? members : members.slice(0, LISTED)
  const width = Math.max(...shown.map((m) => columns(m.result.target.name)))
  const lines = shown.flatMap((member) => [
    oneTarget(member.result, width),
    ...member.also.map((f) => `${INDENT}also ${f.code}: ${f.summary}`),
  ])
  const hidden = members.length - shown.length
  if (hidden > 0) lines.push(`and ${plural(hidden, 'other')}, with --verbose`)
  return lines.flatMap((line, index) =>
    index === 0
      ? field(page, members.length === 1 ? 'target' : 'targets', line)
      : labelled(' '.repeat(INDENT.length + LABEL), line, page.width),
  )
}

function oneTarget({ target, path }: TargetResult, width: number): string {
  const via = path.via === null ? '' : ` via ${path.kind} ${path.via}`
  const url = target.name === target.url ? '' : `  ${target.url}`
  return `${url === '' ? target.name : padEnd(target.name, width)}${url}${via}`
}

function evidenceLines(page: Page, members: Group['members']): readonly string[] {
  const shown = page.verbose ? members : members.slice(0, 1)
  return shown.flatMap((member) => [
    ...pathOf(page, member),
    ...evidenceOf(page, member, members.length > 1),
  ])
}

/** What the configuration of the network says of the path, hop by hop. */
function pathOf(page: Page, { result }: Member): readonly string[] {
  const path = configuredPathOf(page.report.network?.configured, result.target.id)
  const hops = configuredLines(path).flatMap((line) => wrap(line, page.width - INDENT.length * 2))
  if (hops.length === 0) return []
  const title = `${INDENT}${page.paint('dim', 'path, by the configuration')}`
  return [title, ...hops.map((line) => page.paint('dim', `${INDENT.repeat(2)}${line}`))]
}

function evidenceOf(page: Page, { result, finding }: Member, several: boolean): readonly string[] {
  if (result.observations.length === 0) return []
  const block = evidenceBlock(result, page.report, {
    width: page.width - INDENT.length * 2,
    cited: finding?.evidence ?? [],
    show: shownOf(page, result),
  })
  const title = several
    ? `${label(page, 'evidence')}of ${result.target.name}`
    : INDENT + page.paint('dim', 'evidence')
  return [
    title,
    ...block.map(({ text, cited }) => {
      const line = `${INDENT.repeat(2)}${text}`
      return cited ? line : page.paint('dim', line)
    }),
  ]
}

function shownOf(page: Page, { verdict }: TargetResult): 'all' | 'short' | 'cited' {
  if (page.verbose) return 'all'
  return verdict === 'fail' ? 'short' : 'cited'
}
