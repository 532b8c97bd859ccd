import type { Command } from 'commander'
import { didYouMean } from '../../shared/document/nearest.ts'
import { withoutCredentials } from '../../shared/document/url-credential.ts'
import type { ResultsStore } from '../../shared/ports/results-store.ts'
import { EXIT, type ExitStatus, type Io } from '../io.ts'
import { limitOption, listFormat } from '../options.ts'
import { openExistingStore, storeOptions, type Where } from '../store.ts'

interface HistoryFlags extends Where {
  readonly limit: number
  readonly format: 'pretty' | 'json'
}

/** `perimeter history TARGET`: the verdicts of one target, newest first. */
export function historyCommand(program: Command, io: Io, done: (s: ExitStatus) => void): void {
  storeOptions(program.command('history'))
    .description('Show the stored verdicts of one target, newest first')
    .argument('<target>', 'a target: its id, its name or its URL')
    .addOption(limitOption(50))
    .addOption(listFormat())
    .action(async (target: string, flags: HistoryFlags) => {
      const store = await openExistingStore(flags, io)
      try {
        const { id, known } = await storedTarget(store, target)
        const entries = await store.history(id, { limit: flags.limit })
        if (flags.format === 'json') io.out(`${JSON.stringify(entries, null, 2)}\n`)
        else io.out(entries.map(line).join('') || nothingOf(target, known))
      } finally {
        await store.close()
      }
      done(EXIT.asExpected)
    })
}

/** The id that is meant: of the last reports, that of a target with this id, name or URL; else what was given. */
async function storedTarget(
  store: ResultsStore,
  given: string,
): Promise<{ readonly id: string; readonly known: readonly string[] }> {
  const vantages = await store.vantages()
  const reports = await Promise.all(vantages.map(({ name }) => store.latest(name)))
  const targets = reports.flatMap((report) => report?.results.map(({ target }) => target) ?? [])
  const url = URL.parse(given)?.href
  const meant =
    targets.find(({ id }) => id === given) ??
    targets.find((target) => target.name === given || target.url === url)
  return { id: meant?.id ?? given, known: [...new Set(targets.map(({ id }) => id))] }
}

function nothingOf(target: string, known: readonly string[]): string {
  return `Nothing is stored of ${withoutCredentials(target)}. ${didYouMean(target, known)}perimeter validate lists the ids\n`
}

type HistoryEntry = Awaited<
  ReturnType<Awaited<ReturnType<typeof openExistingStore>>['history']>
>[number]

function line(e: HistoryEntry): string {
  const total = e.total === null ? '' : `${e.total} ms`
  return `${`${e.startedAt}  ${e.verdict.padEnd(12)}  ${total.padStart(10)}  ${e.vantage}  ${e.findings.join(', ')}`.trimEnd()}\n`
}
