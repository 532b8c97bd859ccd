import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Command } from 'commander'
import { quoteValue } from '../../shared/document/problem.ts'
import type { Report } from '../../shared/model/report.ts'
import type { ResultsStore } from '../../shared/ports/results-store.ts'
import { diffReports } from '../../shared/report/diff.ts'
import { wholeReport } from '../../shared/report/whole.ts'
import { prettyDiff } from '../../shared/view/diff.ts'
import { CallError, EXIT, type ExitStatus, type Io, wantsColour } from '../io.ts'
import { listFormat } from '../options.ts'
import { reportFromFile } from '../report-file.ts'
import { openExistingStore, storeOptions, type Where } from '../store.ts'

interface DiffFlags extends Where {
  readonly format: string
}

/** `perimeter diff A B`: what changed between two reports; files, ids in the store, or `latest`. Status 1 when something did. */
export function diffCommand(program: Command, io: Io, done: (s: ExitStatus) => void): void {
  storeOptions(program.command('diff'))
    .description('Show what changed between two reports; status 1 when something did')
    .argument('<a>', 'the earlier report: a JSON file, or an id in the store')
    .argument('[b]', 'the later report: a JSON file, an id, or latest', 'latest')
    .addOption(listFormat())
    .action(async (a: string, b: string, flags: DiffFlags) => {
      const store = [a, b].every((name) => isFile(name, io))
        ? null
        : await openExistingStore(flags, io)
      try {
        const earlier = await reportOf(a, store, io)
        const later = await reportOf(b, store, io)
        const changes = diffReports(earlier, later)
        if (flags.format === 'json') io.out(`${JSON.stringify(changes, null, 2)}\n`)
        else io.out(prettyDiff(changes, { colour: wantsColour(io) }))
        done(changes.length === 0 ? EXIT.asExpected : EXIT.notAsExpected)
      } finally {
        await store?.close()
      }
    })
}

function isFile(name: string, io: Io): boolean {
  return existsSync(path.resolve(io.cwd, name))
}

async function reportOf(name: string, store: ResultsStore | null, io: Io): Promise<Report> {
  if (isFile(name, io)) return reportFromFile(name, io)
  const stored = name === 'latest' ? await store?.latest() : await store?.get(name)
  // What a stored report refers to is compared like the rest.
  if (stored && store !== null) return await wholeReport(store, stored)
  throw new CallError(`There is no report ${quoteValue(name)}, neither as a file nor in the store`)
}
