import type { Command } from 'commander'
import { EXIT, type ExitStatus, type Io } from '../io.ts'
import { openExistingStore, storeOptions, type Where } from '../store.ts'

interface HistoryFlags extends Where {
  readonly limit: string
  readonly format: string
}

/** `perimeter history TARGET`: the verdicts of one target, newest first. */
export function historyCommand(program: Command, io: Io, done: (s: ExitStatus) => void): void {
  storeOptions(program.command('history'))
    .description('Show the stored verdicts of one target, newest first')
    .argument('<target>', 'the id of a target, as in perimeter validate')
    .option('--limit <n>', 'at most so many', '50')
    .option('--format <format>', 'pretty or json', 'pretty')
    .action(async (target: string, flags: HistoryFlags) => {
      const store = await openExistingStore(flags, io)
      try {
        const limit = Math.max(1, Number.parseInt(flags.limit, 10) || 50)
        const entries = await store.history(target, { limit })
        if (flags.format === 'json') io.out(`${JSON.stringify(entries, null, 2)}\n`)
        else io.out(entries.map(line).join('') || `Nothing is stored of ${target}\n`)
      } finally {
        await store.close()
      }
      done(EXIT.asExpected)
    })
}

type HistoryEntry = Awaited<
  ReturnType<Awaited<ReturnType<typeof openExistingStore>>['history']>
>[number]

function line(e: HistoryEntry): string {
  const total = e.total === null ? '' : `${e.total} ms`
  return `${e.startedAt}  ${e.verdict.padEnd(12)}  ${total.padStart(10)}  ${e.vantage}  ${e.findings.join(', ')}\n`
}
