import { type Group, groupsOf } from './groups.ts'
import type { Page } from './page.ts'
import { labelled, plural } from './text.ts'

/** What will become a failure, or is not as it should be: a few lines each, no evidence. */
export function prettyWarnings(page: Page): readonly string[] {
  const groups = groupsOf(page.report, 'warn')
  if (groups.length === 0) return []
  const heading = `WARNINGS  ${plural(page.report.summary.warn, 'target')}`
  return [page.paint('bold', heading), ...groups.flatMap((group) => warning(page, group))]
}

function warning(page: Page, { finding, members }: Group): readonly string[] {
  const [first, ...others] = members
  const more = others.length === 0 ? '' : ` and ${plural(others.length, 'other')}`
  const name = `${first.result.target.name}${more}`
  if (finding === null) return [`  ${name}`]
  return [
    `  ${page.paint('yellow', finding.code)}  ${name}`,
    ...labelled('    ', finding.summary, page.width),
    ...labelled('    fix: ', finding.fix, page.width),
  ]
}
