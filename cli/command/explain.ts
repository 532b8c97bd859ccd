import { type Command, Option } from 'commander'
import { CATALOGS } from '../../shared/catalog/builtin.ts'
import { rowsOfCatalog } from '../../shared/catalog/known-rows.ts'
import { RowIndex } from '../../shared/catalog/row-index.ts'
import { nearest } from '../../shared/document/nearest.ts'
import { quoteValue } from '../../shared/document/problem.ts'
import type { TextExplanation } from '../../shared/error-text/explanation.ts'
import { FAILURES, type FailureCode } from '../../shared/failure/table.ts'
import { FINDINGS } from '../../shared/finding/table.ts'
import { FINDING_CODES, type FindingCode } from '../../shared/model/finding-codes.ts'
import { explainText } from '../../shared/traffic-log/explain-text.ts'
import { explainFailure, explainFinding, explainPage } from '../../shared/view/explain.ts'
import { explanationMarkdown } from '../../shared/view/explain-markdown.ts'
import { explanationSections } from '../../shared/view/explain-text.ts'
import { findingsPage } from '../../shared/view/findings-page.ts'
import { visibleAll } from '../../shared/view/visible.ts'
import { CallError, EXIT, type ExitStatus, type Io } from '../io.ts'
import { lastMeasured, type Measured } from '../last-measured.ts'
import { type Pasted, pasted } from '../pasted.ts'

const FORMATS = ['text', 'json', 'markdown'] as const
type Format = (typeof FORMATS)[number]

/** `perimeter explain`: a code of the tables; or any error, output or log line, for what it says and does not say. */
export function explainCommand(program: Command, io: Io, done: (s: ExitStatus) => void): void {
  program
    .command('explain')
    .description(
      'Say what an error, the output of a tool or a log line tells of the network, and what it does not; or what a code means',
    )
    .argument(
      '[text...]',
      'the text, a file, or - for standard input; or a code such as dns-private-zone-not-used; without it, all codes are listed',
    )
    .addOption(new Option('--format <format>').choices(FORMATS).default('text'))
    .option(
      '--report <file>',
      'compare with this report (default: the last one of the store, if there is one)',
    )
    .option('-c, --config <file>', 'configuration whose store is read')
    .option('--store <file>', 'SQLite file to read instead')
    .action(async (words: readonly string[], flags: ExplainFlags) => {
      io.out(words.length === 0 ? codes(flags.format) : await explained(words, flags, io))
      done(EXIT.asExpected)
    })
}

function codes(format: Format): string {
  if (format === 'markdown') return findingsPage(FINDINGS, FAILURES)
  return format === 'json' ? json({ findings: FINDINGS, failures: FAILURES }) : listOfCodes()
}

interface ExplainFlags extends Measured {
  readonly format: Format
}

async function explained(words: readonly string[], flags: ExplainFlags, io: Io): Promise<string> {
  const { format } = flags
  const given = await pasted(words, io)
  const code = given.text.trim()
  if (Object.hasOwn(FINDINGS, code)) return findingRow(code as FindingCode, format)
  if (Object.hasOwn(FAILURES, code)) return failureRow(code as FailureCode, format)
  refuseMistyped(code)
  const rows = CATALOGS.flatMap(rowsOfCatalog).filter((row) => !row.blocked)
  const measured = await lastMeasured(flags, io)
  return shown(visibleAll(explainText(given.text, new RowIndex(rows), measured)), given, format)
}

function shown(explanation: TextExplanation, given: Pasted, format: Format): string {
  if (format === 'json') return json(explanation)
  const [title, sections] = explanationSections(explanation)
  const cut =
    given.linesOfAll === null
      ? []
      : [['Read', `${given.linesOfAll} lines, of which those that may tell of a failure`] as const]
  const all = [...sections, ...cut]
  return format === 'markdown' ? explanationMarkdown(title, all) : explainPage(title, all)
}

function findingRow(code: FindingCode, format: Format): string {
  const row = FINDINGS[code]
  return format === 'json' ? json({ code, ...row }) : explainFinding(code, row)
}

function failureRow(code: FailureCode, format: Format): string {
  const row = FAILURES[code]
  return format === 'json' ? json({ code, ...row }) : explainFailure(code, row)
}

/** One word in the form of a code that is close to one is a slip, and no text of anybody. */
function refuseMistyped(text: string): void {
  if (!/^[a-z]+(?:[-_][a-z]+)+$/.test(text)) return
  const near = nearest(text, [...FINDING_CODES, ...Object.keys(FAILURES)])
  if (near !== null) {
    throw new CallError(`There is no finding or failure ${quoteValue(text)}: did you mean ${near}?`)
  }
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

function listOfCodes(): string {
  const findings = FINDING_CODES.map((code) => `  ${code.padEnd(32)}${FINDINGS[code].means}`)
  const failures = Object.entries(FAILURES).map(([code, row]) => `  ${code.padEnd(32)}${row.means}`)
  return [
    'Findings (what is concluded)',
    ...findings,
    '',
    'Failures (what a step saw)',
    ...failures,
    '',
  ].join('\n')
}
