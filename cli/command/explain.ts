import { type Command, Option } from 'commander'
import { CATALOGS } from '../../shared/catalog/builtin.ts'
import { findBySymptom } from '../../shared/catalog/symptom.ts'
import { nearest } from '../../shared/document/nearest.ts'
import { FAILURES, type FailureCode } from '../../shared/failure/table.ts'
import { FINDINGS } from '../../shared/finding/table.ts'
import { type DenialInText, denialInText } from '../../shared/judge/denials/in-text.ts'
import { FINDING_CODES, type FindingCode } from '../../shared/model/finding-codes.ts'
import { explainFailure, explainFinding } from '../../shared/view/explain.ts'
import { explainSymptom } from '../../shared/view/explain-symptom.ts'
import { findingsPage } from '../../shared/view/findings-page.ts'
import { CallError, EXIT, type ExitStatus, type Io } from '../io.ts'

/** `perimeter explain CODE`: the row of the table for a finding or a failure. Any other text is looked for as a symptom. */
export function explainCommand(program: Command, io: Io, done: (s: ExitStatus) => void): void {
  program
    .command('explain')
    .description(
      'Say what a finding or failure code means, or which endpoints an error message is about',
    )
    .argument(
      '[code or message...]',
      'a code such as dns-private-zone-not-used, or the text of an error; without it, all codes are listed',
    )
    .addOption(new Option('--format <format>').choices(['text', 'markdown']).default('text'))
    .action((words: readonly string[], flags: { format: string }) => {
      if (flags.format === 'markdown') io.out(findingsPage(FINDINGS, FAILURES))
      else io.out(words.length === 0 ? listOfCodes() : explain(words.join(' ')))
      done(EXIT.asExpected)
    })
}

function explain(code: string): string {
  if (Object.hasOwn(FINDINGS, code)) {
    return explainFinding(code as FindingCode, FINDINGS[code as FindingCode])
  }
  if (Object.hasOwn(FAILURES, code)) {
    return explainFailure(code as FailureCode, FAILURES[code as FailureCode])
  }
  const denial = denialInText(code)
  const matches = findBySymptom(code, CATALOGS)
  const symptoms = matches.length > 0 ? explainSymptom(matches) : ''
  if (denial !== null) return `${explainDenial(denial)}${symptoms === '' ? '' : `\n${symptoms}`}`
  if (symptoms !== '') return symptoms
  const near = nearest(code, [...FINDING_CODES, ...Object.keys(FAILURES)])
  const hint = near === null ? 'perimeter explain lists all codes' : `did you mean ${near}?`
  const what = /\s/.test(code)
    ? 'capability of a catalog, finding or failure for'
    : 'finding or failure'
  throw new CallError(`There is no ${what} ${JSON.stringify(code)}: ${hint}`)
}

/** What a pasted refusal is: who says it, the finding that it would be, and the id that its owner searches for. */
function explainDenial({ code, who, id }: DenialInText): string {
  const search =
    id === null
      ? ''
      : `\nThe log entry of the violation: protoPayload.metadata.vpcServiceControlsUniqueIdentifier="${id}"\n`
  const path =
    code === 'http-denied-by-firewall' ? 'The service was not reached.' : 'The path to it works.'
  return `A denial by ${who}. ${path}\n${search}\n${explainFinding(code, FINDINGS[code])}`
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
