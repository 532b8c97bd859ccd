import type { Cause } from '../model/cause.ts'
import type { Finding } from '../model/finding.ts'
import { type Report, type TargetResult, wasChecked } from '../model/report.ts'
import { evidenceBlock } from './evidence-block.ts'
import { causesText } from './headline.ts'
import { notDueIn, notDueText } from './not-due.ts'
import { plural } from './text.ts'
import { visible, visibleAll } from './visible.ts'

const EVIDENCE_WIDTH = 120
/** The suite of targets that come from no catalog. */
const OWN_TARGETS = 'targets'

/**
 * A report as JUnit XML: a suite per catalog, a test case per target. `fail` is a failure, `inconclusive` an
 * error (nothing was found out, and a pipeline must not take that for a pass), `warn` passes with the warning
 * in system-out. What was not due in the sweep is skipped. Times are seconds. Ends with a newline.
 */
export function junitReport(given: Report): string {
  const report = visibleAll(given)
  const suites = new Map<string, TargetResult[]>()
  for (const result of report.results) {
    const name = result.target.catalog ?? OWN_TARGETS
    const suite = suites.get(name)
    if (suite === undefined) suites.set(name, [result])
    else suite.push(result)
  }
  const name = `perimeter ${report.vantage.name}`
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name, ...counts(report.results) })}>`,
    ...[...suites].flatMap(([suite, results]) => suiteLines(report, suite, results)),
    '</testsuites>',
    '',
  ].join('\n')
}

function suiteLines(
  report: Report,
  name: string,
  results: readonly TargetResult[],
): readonly string[] {
  const head = {
    name,
    ...counts(results),
    skipped: notDueIn({ results }),
    // The schema of JUnit has no zone here; it is UTC.
    timestamp: report.startedAt.slice(0, 19),
    hostname: report.vantage.name,
  }
  const cases = results.flatMap((result) => caseLines(report, name, result))
  const properties = causeProperties(report, results)
  return [`  <testsuite${attributes(head)}>`, ...properties, ...cases, '  </testsuite>']
}

function counts(results: readonly TargetResult[]): Record<string, string | number> {
  const total = results.reduce((sum, result) => sum + timeOf(result), 0)
  return {
    tests: results.length,
    failures: results.filter((r) => r.verdict === 'fail').length,
    errors: results.filter((r) => r.verdict === 'inconclusive').length,
    time: seconds(total),
  }
}

/** In ms; none for what was not checked. */
function timeOf(result: TargetResult): number {
  return wasChecked(result) ? (result.timings.total ?? 0) : 0
}

function caseLines(report: Report, suite: string, result: TargetResult): readonly string[] {
  const { target } = result
  const head = { name: target.name, classname: suite, time: seconds(timeOf(result)) }
  const open = `    <testcase${attributes(head)}`
  const inner = innerLines(report, result)
  return inner.length === 0 ? [`${open}/>`] : [`${open}>`, ...inner, '    </testcase>']
}

const ELEMENT = { fail: 'failure', inconclusive: 'error' } as const

function innerLines(report: Report, result: TargetResult): readonly string[] {
  const { verdict, findings } = result
  const rests = notDueText(result, report.startedAt)
  if (rests !== null) return [`      <skipped${attributes({ message: rests })}/>`]
  if (verdict === 'pass') return []
  if (verdict === 'warn') {
    const text = findings.map((f) => `${f.code}: ${f.summary}\nfix: ${f.fix}`).join('\n')
    return [`      <system-out>${xml(text)}</system-out>`]
  }
  const root = findings.find((f) => f.severity === verdict) ?? findings[0]
  const cause = report.causes.find(({ id }) => id === result.cause)
  const head = {
    message: messageOf(cause, root) ?? verdict,
    type: cause?.code ?? root?.code ?? verdict,
  }
  const element = ELEMENT[verdict]
  const text = details(report, result, root)
  return [`      <${element}${attributes(head)}>${xml(text)}</${element}>`]
}

/** The statement of the cause first: a pipeline shows one line, and two dozen of them have one reason. */
function messageOf(cause: Cause | undefined, root: Finding | undefined): string | undefined {
  if (cause === undefined || cause.targets.length === 1) return root?.summary
  const own = root === undefined || root.summary === cause.statement ? '' : ` | ${root.summary}`
  return `${cause.statement} (${plural(cause.targets.length, 'target')})${own}`
}

/** The causes that a suite is hit by, which have its property of their own: `1 cause, 24 targets, 9 capabilities`. */
function causeProperties(report: Report, results: readonly TargetResult[]): readonly string[] {
  const ids = new Set(results.flatMap(({ cause }) => cause ?? []))
  const causes = report.causes.filter(({ id }) => ids.has(id))
  const text = causesText({ causes })
  if (text === null) return []
  const values = [
    { name: 'causes', value: text },
    ...causes.map(({ code, statement, targets }) => ({
      name: 'cause',
      value: `${code}: ${statement} (${plural(targets.length, 'target')})`,
    })),
  ]
  const lines = values.map((property) => `      <property${attributes(property)}/>`)
  return ['    <properties>', ...lines, '    </properties>']
}

function details(report: Report, result: TargetResult, root: Finding | undefined): string {
  const broken = report.capabilities.filter((c) => c.blockedBy.includes(result.target.id))
  const block = evidenceBlock(result, report, {
    width: EVIDENCE_WIDTH,
    cited: root?.evidence ?? [],
    show: 'all',
  })
  return [
    result.target.url,
    ...broken.map((c) => `breaks: ${c.name}: ${c.symptom}`),
    ...result.findings.map((f) => `${f.code}: ${f.summary}`),
    ...(root === undefined
      ? []
      : [`cause: ${root.cause}`, `fix: ${root.fix}`, `docs: ${root.docs}`]),
    'evidence:',
    ...block.map((line) => line.text),
  ].join('\n')
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3)
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${xml(visible(String(value)))}"`)
    .join('')
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/** Characters that XML 1.0 does not allow at all (production 2, Char) beyond those that visibleAll wrote out. */
const FORBIDDEN = /[\ufffe\uffff]/g

function xml(text: string): string {
  return text.replaceAll(FORBIDDEN, '').replaceAll(/[&<>"']/g, (char) => ENTITIES[char] ?? char)
}
