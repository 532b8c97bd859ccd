import { type Command, Option } from 'commander'
import { nearest } from '../../shared/config/nearest.ts'
import { FAILURES, type FailureCode } from '../../shared/failure/table.ts'
import { FINDING_CODES, type FindingCode } from '../../shared/finding/codes.ts'
import { FINDINGS } from '../../shared/finding/table.ts'
import { explainFailure, explainFinding } from '../../shared/view/explain.ts'
import { findingsPage } from '../../shared/view/findings-page.ts'
import { CallError, EXIT, type ExitStatus, type Io } from '../io.ts'

/** `perimeter explain CODE`: the row of the table for a finding or a failure. */
export function explainCommand(program: Command, io: Io, done: (s: ExitStatus) => void): void {
  program
    .command('explain')
    .description('Say what a finding or failure code means, how it is recognised and what mends it')
    .argument('[code]', 'such as dns-private-zone-not-used; without it, all codes are listed')
    .addOption(new Option('--format <format>').choices(['text', 'markdown']).default('text'))
    .action((code: string | undefined, flags: { format: string }) => {
      if (flags.format === 'markdown') io.out(findingsPage(FINDINGS, FAILURES))
      else io.out(code === undefined ? listOfCodes() : explain(code))
      done(EXIT.asExpected)
    })
}

function explain(code: string): string {
  if (code in FINDINGS) return explainFinding(code as FindingCode, FINDINGS[code as FindingCode])
  if (code in FAILURES) return explainFailure(code as FailureCode, FAILURES[code as FailureCode])
  const near = nearest(code, [...FINDING_CODES, ...Object.keys(FAILURES)])
  const hint = near === null ? 'perimeter explain lists all codes' : `did you mean ${near}?`
  throw new CallError(`There is no finding or failure ${JSON.stringify(code)}: ${hint}`)
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
