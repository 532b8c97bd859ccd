import type { Command } from 'commander'
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
    .argument('<target>', 'the id of a target, as in perimeter validate')
    .addOption(limitOption(50))
    .addOption(listFormat())
    .action(async (target: string, flags: HistoryFlags) => {
      const store = await openExistingStore(flags, io)
      try {
        const entries = await store.history(target, { limit: flags.limit })
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
