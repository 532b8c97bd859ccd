import { type Command, Option } from 'commander'
import type { Planned } from '../../runtime/plan-file.ts'
import { quoteValue } from '../../shared/document/problem.ts'
import { FINDING_CODES } from '../../shared/model/finding-codes.ts'
import type { Report } from '../../shared/model/report.ts'
import { plain } from '../../shared/recipes/comment.ts'
import { type FormatName, RECIPE_FORMATS, renderRules } from '../../shared/recipes/formats.ts'
import { type Missing, missingOf } from '../../shared/recipes/missing.ts'
import { canonicalPrefix, needsOf } from '../../shared/recipes/need.ts'
import { DEFAULT_CLIENTS } from '../../shared/recipes/rendered.ts'
import { CallError, EXIT, type ExitStatus, type Io } from '../io.ts'
import { chosen, noneChosen } from '../only.ts'
import { collect, WITH } from '../options.ts'
import { type PlanFlags, planFromFlags } from '../plan.ts'
import { reportFromFile } from '../report-file.ts'
import { openExistingStore, type Where } from '../store.ts'

interface RulesFlags extends PlanFlags, Where {
  readonly for: FormatName
  readonly missing?: string | true
  readonly cause?: string
  readonly only?: string
}

/** `perimeter rules`: the firewall or DNS change that a configuration needs, ready to paste. */
export function rulesCommand(program: Command, io: Io, done: (s: ExitStatus) => void): void {
  program
    .command('rules')
    .description('Print the firewall or DNS rules that a configuration needs, ready to paste')
    .addOption(
      new Option('--for <format>', 'what they are for')
        .choices(RECIPE_FORMATS)
        .makeOptionMandatory(),
    )
    .option('-c, --config <file>', 'configuration file (default: perimeter.yaml)')
    .option('--catalog <name>', 'what a system needs: a built-in catalog or a file', collect)
    .option('--with <key=value>', WITH, collect)
    .option(
      '--missing [report]',
      'only what a report found blocked or misresolved: a JSON file, or the last one in the store; or one cause of that, by its id or code',
    )
    .option(
      '--cause <id>',
      'one change for the whole scope of a cause of the report, by its id or code',
    )
    .option(
      '--store <file>',
      'SQLite file with the last report (default: the configuration’s store)',
    )
    .option('--only <glob>', 'only targets whose id or name matches')
    .action(async (flags: RulesFlags) => {
      io.out(await rulesText(flags, io))
      done(EXIT.asExpected)
    })
}

/** The rules as text. Throws CallError, RefusedConfigError, StoreError. */
export async function rulesText(flags: RulesFlags, io: Io): Promise<string> {
  const planned = planFromFlags(flags, io)
  const clients = planned.config.privateRanges.flatMap((prefix) => canonicalPrefix(prefix) ?? [])
  const targets = chosen(planned.targets, flags.only)
  if (targets.length === 0 && planned.targets.length > 0 && flags.only !== undefined) {
    throw noneChosen(flags.only, planned.targets.length)
  }
  const { from, cause } = missingBy(flags)
  const { wanted, remarks } =
    from === undefined
      ? { wanted: targets.map((target) => ({ target, wants: BOTH })), remarks: [] }
      : missing(inCause(await lastReport(from, flags, planned, io), cause), planned, flags.only)
  // What a report found blocked is told by it; of the servers of the configuration it says nothing.
  const resolvers = from === undefined ? planned.config.resolvers : []
  return renderRules(flags.for, needsOf(wanted, planned, resolvers), {
    clients: clients.length > 0 ? clients : DEFAULT_CLIENTS,
    proxied: planned.targets.some((target) => target.proxy !== null),
    nothing: from === undefined ? 'nothing is needed' : 'nothing is missing',
    remarks,
  })
}

/** `--missing` takes a report, or a cause of the last one: a code, or the id that begins with it. */
function missingBy({ missing: given, cause }: RulesFlags): {
  readonly from: string | true | undefined
  readonly cause: string | undefined
} {
  const [code] = typeof given === 'string' ? given.split(' ') : []
  if (typeof given === 'string' && FINDING_CODES.some((known) => known === code)) {
    return { from: true, cause: given }
  }
  return { from: given ?? (cause === undefined ? undefined : true), cause }
}

/** The report as if only the targets of a cause had failed. Throws CallError for a cause that it does not have. */
function inCause(report: Report, cause: string | undefined): Report {
  if (cause === undefined) return report
  const found = report.causes.filter(({ id, code }) => id === cause || code === cause)
  if (found.length === 0) {
    const known = report.causes.map(({ id }) => `  ${plain(id)}`)
    throw new CallError(
      known.length === 0
        ? `The report ${report.id} has no causes: nothing in it fails, or it was made before reports had them`
        : `The report ${report.id} has no cause ${quoteValue(cause)}; give the id or the code of one of these:\n${known.join('\n')}`,
    )
  }
  const members = new Set(found.flatMap(({ targets }) => targets))
  return { ...report, results: report.results.filter(({ target }) => members.has(target.id)) }
}

const BOTH = { reach: true, resolve: true }

function missing(report: Report, planned: Planned, only: string | undefined) {
  const found = missingOf(report, planned.targets)
  const taken = new Set(
    chosen(
      found.wanted.map(({ target }) => target),
      only,
    ),
  )
  const wanted = found.wanted.filter(({ target }) => taken.has(target))
  return { wanted, remarks: remarksOn(report, found) }
}

/** What stays broken, so that nobody takes the rules for the whole cure. */
function remarksOn(report: Report, { other, gone }: Missing): readonly string[] {
  const from = `By the report ${report.id}.`
  const causes = other.map(({ target, code }) => `  ${plain(target)}: ${code}`)
  const left = gone.map((id) => `  ${plain(id)}`)
  return [
    from,
    ...(other.length === 0
      ? []
      : ['Failing for causes that these rules do not fix (perimeter explain CODE):', ...causes]),
    ...(gone.length === 0 ? [] : ['Failing, and no longer in the configuration:', ...left]),
  ]
}

async function lastReport(
  given: string | true,
  flags: RulesFlags,
  { config }: Planned,
  io: Io,
): Promise<Report> {
  if (given !== true) return reportFromFile(given, io)
  const store = await openExistingStore(flags, io)
  try {
    const report = await store.latest(config.vantage ?? undefined)
    if (report !== null) return report
    throw new CallError(
      'The store holds no report yet: save one with perimeter check --save, or name a file',
    )
  } finally {
    await store.close()
  }
}
