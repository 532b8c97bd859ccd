import type { FailureRow } from '../failure/row.ts'
import { CLOUD_WORDS } from '../finding/in-cloud.ts'
import type { FindingRow } from '../finding/row.ts'
import { type CloudPlatform, PLATFORMS } from '../model/cloud.ts'
import type { FindingCode } from '../model/finding-codes.ts'
import { wrapMarkdown } from './wrap-markdown.ts'

const INTRO = `# Findings and failures

A *finding* is what \`judge\` concludes about a target; a *failure* is what one step saw. Both are closed tables:
codes are added and never renamed. \`perimeter explain CODE\` prints one row.

This page is generated from the tables (\`npm run docs\`); change the tables, not the page.
`

/** The page docs/findings.md: every finding and every failure, in the order in which causes are looked for. */
export function findingsPage(
  findings: Readonly<Record<string, FindingRow>>,
  failures: Readonly<Record<string, FailureRow>>,
): string {
  const page = [
    INTRO,
    '## Findings, causes before symptoms\n',
    ...Object.entries(findings).map(([code, row]) => findingEntry(code, row)),
    '## Failures of a step\n',
    '| failure | steps | what was seen | likely causes | what to do | tried again |',
    '| --- | --- | --- | --- | --- | --- |',
    ...Object.entries(failures).map(([code, row]) => failureLine(code, row)),
    '',
  ].join('\n')
  return wrapMarkdown(page)
}

function findingEntry(code: string, row: FindingRow): string {
  const confused = row.confusedWith.map((c) => `- Not \`${c.code}\`: ${c.apart}`)
  return [
    `### ${code}\n`,
    `${row.means} *(${row.step}, ${row.severity})*\n`,
    `- Recognised by: ${row.seen}`,
    ...row.causes.map((cause) => `- Likely cause: ${cause}`),
    `- Fix: ${row.fix}`,
    ...confused,
    `- More: <${row.docs}>`,
    ...PLATFORMS.flatMap((cloud) => otherwise(cloud, code)),
    '',
  ].join('\n')
}

const CLOUD_NAMES: Readonly<Record<CloudPlatform, string>> = {
  azure: 'Azure',
  gcp: 'Google Cloud',
}

/** What is told instead about a target of a cloud, where that cloud has words of its own. */
function otherwise(cloud: CloudPlatform, code: string): readonly string[] {
  const words = CLOUD_WORDS[cloud][code as FindingCode]
  if (words === undefined) return []
  const { causes = [], fix, docs } = words
  const said = [
    ...causes.map((cause) => `Likely cause: ${cause}`),
    ...(fix === undefined ? [] : [`Fix: ${fix}`]),
    ...(docs === undefined ? [] : [`More: <${docs}>`]),
  ]
  return [`- In ${CLOUD_NAMES[cloud]}:`, ...said.map((line) => `  - ${line}`)]
}

function failureLine(code: string, row: FailureRow): string {
  const cells = [
    `[\`${code}\`](${row.docs})`,
    row.steps.join(', '),
    row.means,
    row.causes.join('; '),
    row.fix,
    row.retry ? 'yes' : 'no',
  ]
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
}
