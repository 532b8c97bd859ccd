import path from 'node:path'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { readGivenFile } from '../../runtime/given-file.ts'
import { problemText } from '../../runtime/refused-config.ts'
import { type AddressBook, addressBook, EMPTY_BOOK } from '../../shared/address/book.ts'
import { CATALOGS } from '../../shared/catalog/builtin.ts'
import { type Catalog, catalog } from '../../shared/catalog/catalog.ts'
import { type KnownRow, rowsOfCatalog, rowsOfPlan } from '../../shared/catalog/known-rows.ts'
import { RowIndex } from '../../shared/catalog/row-index.ts'
import { catalogNameComplaint, isCatalogFile } from '../../shared/config/catalog-name.ts'
import { check } from '../../shared/document/issues.ts'
import { quoteValue } from '../../shared/document/problem.ts'
import { readSource } from '../../shared/document/source.ts'
import {
  isAsExpected,
  isMostlyUnread,
  isWhole,
  type LogExplanation,
} from '../../shared/traffic-log/explain.ts'
import { zoneOf } from '../../shared/traffic-log/times.ts'
import { markdownLog } from '../../shared/view/log-markdown.ts'
import { prettyLog } from '../../shared/view/log-pretty.ts'
import { visibleAll } from '../../shared/view/visible.ts'
import { fileFault } from '../file-fault.ts'
import { CallError, EXIT, type ExitStatus, type Io, wantsColour } from '../io.ts'
import { collect } from '../options.ts'
import { type PlanFlags, planFromFlags } from '../plan.ts'
import { readLog } from '../read-log.ts'

const FORMATS = ['pretty', 'json', 'markdown'] as const

interface LogFlags {
  readonly config?: string
  readonly catalog?: readonly string[]
  readonly with?: readonly string[]
  readonly zone?: number
  readonly format: (typeof FORMATS)[number]
}

/** `perimeter explain-log FILE`: what the denials in a firewall's or proxy's log break. */
export function explainLogCommand(program: Command, io: Io, done: (s: ExitStatus) => void): void {
  program
    .command('explain-log')
    .description(
      'Say of every flow in a firewall or proxy log what needs it, and what its denial breaks',
    )
    .argument(
      '<file>',
      'log of a firewall, a proxy or of flows, also gzip; - for standard input; docs/explain-log.md lists the formats',
    )
    .option('-c, --config <file>', 'compare with the targets and catalogs of this configuration')
    .option('--catalog <name>', 'compare with this catalog, whatever its parameters', collect)
    .option(
      '--with <key=value>',
      'the catalog with this parameter, and not whatever it is',
      collect,
    )
    .option('--zone <offset>', 'of local times that do not say their zone: +09:00', zoneOption)
    .addOption(new Option('--format <format>').choices(FORMATS).default('pretty'))
    .action(async (file: string, flags: LogFlags) => {
      const { rows, book } = knowledge(flags, io)
      const isLimited = flags.config !== undefined || flags.catalog !== undefined
      const others = isLimited ? new RowIndex(wantedByAny()) : null
      const known = { index: new RowIndex(rows), others, book, zone: flags.zone }
      const explanation = await readLog(file, known, io)
      io.out(render(explanation, flags.format, io))
      done(statusOf(explanation, file, io))
    })
}

/**
 * What is denied and needed counts first. Nothing else may reassure falsely: a log of which most was not understood, or
 * not kept, ends with 4, and one with some records that were not understood with 1.
 */
function statusOf(explanation: LogExplanation, file: string, io: Io): ExitStatus {
  if (!isAsExpected(explanation)) return EXIT.notAsExpected
  if (isMostlyUnread(explanation)) {
    io.err(`perimeter: ${unreadBecause(explanation, file)}\n`)
    return EXIT.notUnderstood
  }
  return isWhole(explanation) ? EXIT.asExpected : EXIT.notAsExpected
}

function unreadBecause({ tally, beyond, flows, isGivenUp }: LogExplanation, file: string): string {
  const { records, malformed } = tally
  if (records === 0) return `No record is in ${file}, which says nothing of what was denied`
  if (isGivenUp) {
    return `Nothing in the first ${records} records of ${file} is in a format that is known, and the rest was not read; docs/explain-log.md lists them`
  }
  // https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3.7
  if (malformed.first[0]?.text.startsWith('PK\u0003\u0004')) {
    return `${file} is a zip archive, as a workbook of Excel (.xlsx) is, too: unpack it, or save it as CSV`
  }
  if (malformed.first.some(({ text }) => /^(?:insertId|logName|jsonPayload):/.test(text))) {
    return `${file} is YAML, as gcloud prints entries unless told otherwise: gcloud logging read ... --format json`
  }
  if (records > 0 && malformed.count === records) {
    return `No line of ${file} is in a format that is known; docs/explain-log.md lists them`
  }
  const logs = Object.keys(tally.undecided)
  if (logs.length > 0 && flows.length === 0 && malformed.count === 0)
    return `${file} says nothing of what was denied: no decision stands in ${logs.join(', ')}`
  if (beyond > 0)
    return `${file} has more flows than are kept (${flows.length}): what is not shown may be denied, too`
  return `Most of ${file} was not understood, so that it shows nothing denied does not say that nothing was`
}

/** A distance from UTC in minutes. Throws InvalidArgumentError for a name of a place, which has several. */
function zoneOption(text: string): number {
  const zone = zoneOf(text)
  if (zone === null)
    throw new InvalidArgumentError('It is not a distance from UTC, such as +09:00.')
  return zone
}

/** The log's own text is made visible in JSON, too: people look at that as well. */
function render(explanation: LogExplanation, format: LogFlags['format'], io: Io): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(visibleAll(explanation), null, 2)}\n`
    case 'markdown':
      return markdownLog(explanation)
    case 'pretty': {
      const width = Math.min(io.terminal.columns, 120)
      return prettyLog(explanation, { colour: wantsColour(io), width })
    }
    default:
      return format satisfies never
  }
}

interface Knowledge {
  readonly rows: readonly KnownRow[]
  readonly book: AddressBook
}

/**
 * What flows are compared with: the configuration and the catalogs named, or else every built-in catalog but for
 * those rows that must be blocked, which are nobody's wish until he says so.
 */
function knowledge({ config, catalog: names, with: parameters }: LogFlags, io: Io): Knowledge {
  if (parameters !== undefined && names === undefined)
    throw new CallError('--with is for the catalog that --catalog names: name one')
  const named =
    parameters === undefined
      ? (names ?? []).flatMap((name) => rowsOfCatalog(findCatalog(name, io.cwd, io)))
      : planned({ catalog: names ?? [], with: parameters }, io.cwd, io).rows
  if (config !== undefined) {
    const { rows, book } = planned({ config }, path.dirname(path.resolve(io.cwd, config)), io)
    return { rows: [...rows, ...named], book }
  }
  if (names !== undefined) return { rows: named, book: EMPTY_BOOK }
  return { rows: wantedByAny(), book: EMPTY_BOOK }
}

function wantedByAny(): readonly KnownRow[] {
  return CATALOGS.flatMap(rowsOfCatalog).filter((row) => !row.blocked)
}

/** What the flags plan; the files that it names count from the folder. */
function planned(flags: PlanFlags, folder: string, io: Io): Knowledge {
  const { config, targets, capabilities, owners } = planFromFlags(flags, io)
  const uses = new Map(
    config.catalogs.map((entry) => {
      const used = findCatalog(entry.use, folder, io)
      return [entry.as ?? used.name, used]
    }),
  )
  const rows = rowsOfPlan({ targets, capabilities }, (target) => {
    const from = target.catalog === null ? undefined : uses.get(target.catalog)
    // The id is use/row, or use/row/item in a row for each item.
    const id = target.id.split('/')[1]
    const row = from?.endpoints.find((endpoint) => endpoint.id === id)
    return from === undefined || row === undefined ? null : { row, catalog: from }
  })
  return { rows, book: addressBook({ privateRanges: config.privateRanges, owners }) }
}

/** A built-in catalog, or one from a file. Throws CallError when there is none. */
function findCatalog(use: string, folder: string, io: Io): Catalog {
  const builtIn = CATALOGS.find((c) => c.name === use)
  if (builtIn !== undefined) return builtIn
  const complaint = isCatalogFile(use) ? null : catalogNameComplaint(use)
  if (complaint !== null) {
    throw new CallError(`${quoteValue(use)} ${complaint.message}: ${complaint.remedy}`)
  }
  const { source, problems } = readSource(readCatalog(use, folder), use, io.env)
  const checked = source === null ? null : check(catalog, source.value, source)
  if (checked !== null && checked.value !== null) return checked.value
  const all = [...problems, ...(checked?.problems ?? [])]
  throw new CallError(`The catalog ${use} is not valid\n${all.map(problemText).join('\n')}`)
}

function readCatalog(file: string, folder: string): string {
  try {
    return readGivenFile(path.resolve(folder, file))
  } catch (error) {
    const why = fileFault(error)
    throw new CallError(`Cannot read the catalog ${file}: ${why}; check the path`, { cause: error })
  }
}
