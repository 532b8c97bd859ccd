import { type Command, InvalidArgumentError, Option } from 'commander'
import { SYSTEM_CLOCK } from '../../runtime/clock.ts'
import { networkSource } from '../../runtime/network-source.ts'
import { platformTokens } from '../../runtime/tokens.ts'
import { vantageName } from '../../runtime/vantage.ts'
import type { Config } from '../../shared/config/schema.ts'
import { duration } from '../../shared/document/text.ts'
import type { Report } from '../../shared/model/report.ts'
import type { Target } from '../../shared/model/target.ts'
import { isCompared } from '../../shared/report/before.ts'
import { checkReport } from '../../shared/report/check.ts'
import { composeCheck } from '../compose.ts'
import { type Format, REPORT_FORMATS, render } from '../format.ts'
import { CallError, EXIT, type ExitStatus, type Io } from '../io.ts'
import { chosen, noneChosen } from '../only.ts'
import { collect, WITH } from '../options.ts'
import { type PlanFlags, planFromFlags } from '../plan.ts'
import { progress, waitProgress } from '../progress.ts'
import { lastReport, openStore } from '../store.ts'
import { pauseOf, sweepUntil } from '../until.ts'
import { type Written, writeReports, writtenOption } from '../written.ts'

interface CheckFlags extends PlanFlags {
  readonly only?: string
  readonly format: Format
  readonly write?: readonly Written[]
  readonly failOn: FailOn
  readonly save?: boolean
  readonly sanitize?: boolean
  readonly verbose?: boolean
  readonly until?: 'pass'
  readonly for?: number
}

/** Verdicts that may end a call with status 1, the mildest first: each with those behind it. */
const FAIL_ON = ['warn', 'inconclusive', 'fail'] as const
type FailOn = (typeof FAIL_ON)[number]

/** `perimeter check`: one sweep, its report on stdout. */
export function checkCommand(program: Command, io: Io, done: (s: ExitStatus) => void): void {
  program
    .command('check', { isDefault: true })
    .description('Check everything in the configuration, or what the flags name, and report')
    .option('-c, --config <file>', 'configuration file (default: perimeter.yaml)')
    .option('--catalog <name>', 'check what a system needs: a built-in catalog or a file', collect)
    .option('--with <key=value>', WITH, collect)
    .option(
      '--url <url>',
      'check one endpoint: https:// http:// wss:// ws:// tls:// tcp:// smtp:// imap:// sqlserver:// postgres:// mysql:// grpcs:// grpc:// udp:// ntp:// dns://',
      collect,
    )
    .option(
      '--expect <key=value>',
      'what is expected: reachability=blocked, resolution=private',
      collect,
    )
    .option('--ca <file>', 'PEM file with roots to trust in addition to the system’s', collect)
    .option('--network <file>', 'the configuration of the network, to name what decides')
    .option('--only <glob>', 'only targets whose id or name matches')
    .addOption(
      new Option('--format <format>', 'of the report; matrix: names by DNS servers')
        .choices(REPORT_FORMATS)
        .default('pretty'),
    )
    .option(
      '--write <format=file>',
      'write the report to a file, too: junit=perimeter.xml; several times for several',
      writtenOption,
    )
    .addOption(
      new Option('--fail-on <verdict>', 'the mildest verdict of a target that ends with status 1')
        .choices(FAIL_ON)
        .default('inconclusive'),
    )
    .option('--save', 'keep the report in the store of the configuration (default: ./perimeter.db)')
    .addOption(
      new Option('--until <verdict>', 'sweep again until everything passes').choices(['pass']),
    )
    .option('--for <duration>', 'how long --until waits: 90s, 10m (default: 10m)', durationOption)
    .option('--sanitize', 'replace names, addresses and ids in what is printed: to be sent outside')
    .option('-v, --verbose', 'show passing targets, too')
    .action(async (flags: CheckFlags) => done(await check(flags, io)))
}

async function check(flags: CheckFlags, io: Io): Promise<ExitStatus> {
  const planned = planFromFlags(flags, io)
  const targets = chosen(planned.targets, flags.only)
  if (targets.length === 0) throw nothingToCheck(flags.only, planned.targets.length)
  if (flags.for !== undefined && flags.until === undefined) {
    throw new CallError('--for says how long --until waits: add --until pass')
  }
  const previous = await previousOf(targets, planned.config, io)
  const tokens = platformTokens({ env: io.env, clock: SYSTEM_CLOCK })
  const reading = networkSource({
    planned,
    context: planned.context,
    clock: SYSTEM_CLOCK,
    log: { write: ({ message }) => io.err(`perimeter: warning: ${message}\n`) },
  })
  const sweepOnce = async () => {
    const watch = progress(io, targets.length)
    const onTarget = watch.tick
    const how = { tokens, kind: 'cli', onTarget, networkSource: reading } as const
    const made = { ...planned, targets, previous, ...how }
    const swept = await composeCheck(made, io)
    watch.end()
    return swept
  }
  const report = flags.until === undefined ? await sweepOnce() : await waited(sweepOnce, flags, io)
  checkReport(report)
  const told = flags.sanitize === true ? await forOutside(report) : report
  io.out(await render(told, flags.format, io, flags.verbose === true))
  await writeReports(told, flags.write ?? [], io)
  if (flags.save === true) await save(report, planned.config, io)
  return fails(report, flags.failOn) ? EXIT.notAsExpected : EXIT.asExpected
}

function fails({ summary }: Report, failOn: FailOn): boolean {
  return FAIL_ON.slice(FAIL_ON.indexOf(failOn)).some((verdict) => summary[verdict] > 0)
}

/** Loaded here and not above: it reads every catalog. */
async function forOutside(report: Report): Promise<Report> {
  const { sanitized } = await import('../../shared/report/sanitize.ts')
  return sanitized(report)
}

/** Between two sweeps, in ms: records of private endpoints live for 10 s, and so do negative answers of their zones. */
const PAUSE = 10_000
const DEFAULT_WAIT = 600_000

/** Sweeps until all pass or the time is up; only the last report is printed and stored. */
async function waited(
  sweepOnce: () => Promise<Report>,
  flags: CheckFlags,
  io: Io,
): Promise<Report> {
  return await sweepUntil(sweepOnce, {
    limit: flags.for ?? DEFAULT_WAIT,
    pause: PAUSE,
    clock: SYSTEM_CLOCK,
    sleep: pauseOf(io),
    signal: io.signal,
    onMiss: waitProgress(io),
  })
}

function durationOption(text: string): number {
  const { data, error } = duration.safeParse(text)
  if (error === undefined) return data
  throw new InvalidArgumentError(`It ${error.issues.map(({ message }) => message).join('; ')}.`)
}

/** A failure to store is a StoreError, which the program turns into status 3; the report is out by then. */
async function save(report: Report, config: Config, io: Io): Promise<void> {
  const store = await openStore(config, io)
  try {
    await store.append(report)
  } finally {
    await store.close()
  }
}

/** Read only where something is compared with it. */
async function previousOf(
  targets: readonly Target[],
  { store, vantage }: Config,
  io: Io,
): Promise<Report | null> {
  return targets.some(isCompared) ? await lastReport(store, vantageName(vantage), io) : null
}

function nothingToCheck(only: string | undefined, known: number): CallError {
  if (only !== undefined) return noneChosen(only, known)
  return new CallError(
    'There is nothing to check: the configuration has no targets and no catalogs; add some, or name one with --url or --catalog',
  )
}
