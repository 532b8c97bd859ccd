import { type Command, InvalidArgumentError } from 'commander'
import { addressBook } from '../../shared/address/book.ts'
import type { Report } from '../../shared/model/report.ts'
import type { ResultsStore } from '../../shared/ports/results-store.ts'
import { FEWEST, learnBaseline } from '../../shared/report/learn-baseline.ts'
import { wholeReport } from '../../shared/report/whole.ts'
import { baselineText } from '../../shared/view/baseline-text.ts'
import { plural } from '../../shared/view/text.ts'
import { listText } from '../../shared/view/words.ts'
import { CallError, EXIT, type ExitStatus, type Io } from '../io.ts'
import { reportFromFile } from '../report-file.ts'
import { openExistingStore, storeOptions, type Where } from '../store.ts'

interface BaselineFlags extends Where {
  readonly vantage?: string
  readonly last: number
  readonly public?: boolean
}

/** `perimeter baseline`: what the last good reports agree on, as a file for `baseline` of the configuration. */
export function baselineCommand(program: Command, io: Io, done: (s: ExitStatus) => void): void {
  storeOptions(program.command('baseline'))
    .description('Pin what the last reports agree on, so that what drifts from it is told')
    .argument('[report...]', 'JSON files of reports (default: the last ones of the store)')
    .option('--vantage <name>', 'of this vantage (default: that of the newest report)')
    .option('--last <n>', 'of so many reports', atLeastFewest, 10)
    .option('--public', 'pin public addresses, too, where they stayed the same')
    .action(async (files: readonly string[], flags: BaselineFlags) => {
      const reports = files.length > 0 ? fromFiles(files, flags, io) : await fromStore(flags, io)
      if (reports.length < FEWEST) throw tooFew(reports.length)
      const privateRanges = reports[0]?.vantage.privateRanges ?? []
      const book = addressBook({ privateRanges, owners: [] })
      const { file, unknown } = learnBaseline(reports, { book, withPublic: flags.public === true })
      io.out(baselineText(file, reports.length))
      if (unknown.length > 0) io.err(leftOut(unknown))
      done(EXIT.asExpected)
    })
}

function atLeastFewest(text: string): number {
  const last = /^\d{1,3}$/.test(text) ? Number(text) : 0
  if (last < FEWEST) throw new InvalidArgumentError(`Write a number from ${FEWEST} to 999.`)
  return last
}

/** The newest first, of one vantage. */
function fromFiles(files: readonly string[], flags: BaselineFlags, io: Io): readonly Report[] {
  const all = files
    .map((file) => reportFromFile(file, io))
    .toSorted((a, b) => (a.startedAt < b.startedAt ? 1 : -1))
  const wanted = flags.vantage ?? all[0]?.vantage.name
  return all.filter(({ vantage }) => vantage.name === wanted).slice(0, flags.last)
}

async function fromStore(flags: BaselineFlags, io: Io): Promise<readonly Report[]> {
  const store = await openExistingStore(flags, io)
  try {
    const newest = await store.latest(flags.vantage)
    const ids = newest === null ? [] : await idsOf(newest, flags.last, store)
    const reports: Report[] = []
    for (const id of ids) {
      const report = await store.get(id)
      if (report !== null) reports.push(await wholeReport(store, report))
    }
    return reports
  } finally {
    await store.close()
  }
}

/** The last reports of the vantage that checked the target with the longest interval: they checked most of the others. */
async function idsOf(
  { results, vantage }: Report,
  limit: number,
  store: ResultsStore,
): Promise<readonly string[]> {
  const intervalOf = ({ target }: Report['results'][number]) => target.interval ?? 0
  const [first] = results.toSorted((a, b) => intervalOf(b) - intervalOf(a))
  if (first === undefined) return []
  const entries = await store.history(first.target.id, { vantage: vantage.name, limit })
  return entries.map(({ report }) => report)
}

function tooFew(count: number): CallError {
  return new CallError(
    `A baseline takes ${FEWEST} reports of one vantage, and there ${count === 1 ? 'is' : 'are'} ${count}: let perimeter serve sweep, call perimeter check --save, or name files of reports`,
  )
}

function leftOut(ids: readonly string[]): string {
  return `perimeter: ${plural(ids.length, 'target')} passed in fewer than ${FEWEST} of the reports and ${ids.length === 1 ? 'is' : 'are'} not pinned: ${listText(ids)}\n`
}
