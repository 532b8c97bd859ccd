import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type Command, Option } from 'commander'
import { problemText } from '../../runtime/refused-config.ts'
import { type AddressBook, addressBook, EMPTY_BOOK } from '../../shared/address/book.ts'
import { CATALOGS } from '../../shared/catalog/builtin.ts'
import { type Catalog, catalog } from '../../shared/catalog/catalog.ts'
import { type KnownRow, rowsOfCatalog, rowsOfPlan } from '../../shared/catalog/known-rows.ts'
import { RowIndex } from '../../shared/catalog/row-index.ts'
import { catalogNameComplaint, isCatalogFile } from '../../shared/config/catalog-name.ts'
import { check } from '../../shared/document/issues.ts'
import { readSource } from '../../shared/document/source.ts'
import { explainLog, isAsExpected, type LogExplanation } from '../../shared/traffic-log/explain.ts'
import { FlowTable } from '../../shared/traffic-log/flows.ts'
import { LogReader } from '../../shared/traffic-log/reader.ts'
import { markdownLog } from '../../shared/view/log-markdown.ts'
import { prettyLog } from '../../shared/view/log-pretty.ts'
import { visibleAll } from '../../shared/view/visible.ts'
import { CallError, EXIT, type ExitStatus, type Io, wantsColour } from '../io.ts'
import { logText } from '../log-file.ts'
import { planFromFlags } from '../plan.ts'

const FORMATS = ['pretty', 'json', 'markdown'] as const

interface LogFlags {
  readonly config?: string
  readonly catalog?: readonly string[]
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
      'Azure Firewall, squid, arcproxy or Google log, also gzip; - for standard input',
    )
    .option('-c, --config <file>', 'compare with the targets and catalogs of this configuration')
    .option('--catalog <name>', 'compare with this catalog, whatever its parameters', collect)
    .addOption(new Option('--format <format>').choices(FORMATS).default('pretty'))
    .action(async (file: string, flags: LogFlags) => {
      const { rows, book } = knowledge(flags, io)
      const explanation = await explain(file, new RowIndex(rows), book, io)
      io.out(render(explanation, flags.format, io))
      done(statusOf(explanation, file, io))
    })
}

/** A file of which nothing is understood shows nothing: that is a wrong call, not a clean log. */
function statusOf(explanation: LogExplanation, file: string, io: Io): ExitStatus {
  const { records, malformed } = explanation.tally
  if (records > 0 && malformed.count === records) {
    io.err(
      `perimeter: No line of ${file} is in a format that is known; docs/explain-log.md lists them\n`,
    )
    return EXIT.wrongCall
  }
  return isAsExpected(explanation) ? EXIT.asExpected : EXIT.notAsExpected
}

function collect(value: string, before: string[] = []): string[] {
  return [...before, value]
}

async function explain(
  file: string,
  index: RowIndex,
  book: AddressBook,
  io: Io,
): Promise<LogExplanation> {
  const reader = new LogReader()
  const table = new FlowTable()
  for await (const piece of logText(file, io)) {
    for (const entry of reader.push(piece)) table.add(entry)
  }
  for (const entry of reader.end()) table.add(entry)
  const { flows, beyond } = table
  return explainLog({ flows, beyond, tally: reader.tally }, index, book)
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
function knowledge({ config, catalog: names }: LogFlags, io: Io): Knowledge {
  const named = (names ?? []).flatMap((name) => rowsOfCatalog(findCatalog(name, io.cwd, io)))
  if (config !== undefined) {
    const { rows, book } = fromConfig(config, io)
    return { rows: [...rows, ...named], book }
  }
  if (names !== undefined) return { rows: named, book: EMPTY_BOOK }
  return { rows: CATALOGS.flatMap(rowsOfCatalog).filter((row) => !row.blocked), book: EMPTY_BOOK }
}

function fromConfig(file: string, io: Io): Knowledge {
  const { config, targets, capabilities, owners } = planFromFlags({ config: file }, io)
  const folder = path.dirname(path.resolve(io.cwd, file))
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
    throw new CallError(`${JSON.stringify(use)} ${complaint.message}: ${complaint.remedy}`)
  }
  const { source, problems } = readSource(readCatalog(use, folder), use, io.env)
  const checked = source === null ? null : check(catalog, source.value, source)
  if (checked !== null && checked.value !== null) return checked.value
  const all = [...problems, ...(checked?.problems ?? [])]
  throw new CallError(`The catalog ${use} is not valid\n${all.map(problemText).join('\n')}`)
}

function readCatalog(file: string, folder: string): string {
  try {
    return readFileSync(path.resolve(folder, file), 'utf8')
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? String(error)
    throw new CallError(`Cannot read the catalog ${file}: ${why}; check the path`, { cause: error })
  }
}
