import { appendFileSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { openSpool } from '../../runtime/spool.ts'
import type { ResultsStore } from '../../shared/ports/results-store.ts'
import { agentAt, FakeClock, MINUTE, network } from '../shared/agent/world.ts'

/** The most sweeps of one life: less than lie between two. */
export const LONGEST = 190

export interface Life {
  readonly store: ResultsStore
  /** Where the spool lies, and the file `sent` with what was sent. */
  readonly dir: string
  /** From 0: each is later than the one before, and after the end of its lease. */
  readonly number: number
  readonly sweeps: number
  /** Whether the second target works in a sweep of this life. */
  readonly working: (sweep: number) => boolean
}

/**
 * Sweeps on and on, in a process that is to be killed at any moment. Says `done <id>` on stdout of each report that it
 * was told is kept, and writes what it sends into a file.
 */
export async function live({ store, dir, number, sweeps, working }: Life): Promise<void> {
  mkdirSync(dir, { recursive: true })
  const clock = new FakeClock()
  clock.pass(number * (LONGEST + 10) * MINUTE)
  let works = true
  const agent = agentAt({
    name: `life ${number}`,
    clock,
    store,
    spool: openSpool(path.join(dir, 'spool')),
    log: { write: () => undefined },
    network: () => network(works),
    deliver: async ({ notification }) => {
      appendFileSync(path.join(dir, 'sent'), `${notification.id}\n`)
      return { state: 'delivered' }
    },
  })
  process.stdout.write('ready\n')
  for (let n = 0; n < sweeps; n++) {
    works = working(n)
    const outcome = await agent.sweep('scheduled', new AbortController().signal)
    if (outcome.state === 'done') process.stdout.write(`done ${outcome.report.id}\n`)
    clock.pass(MINUTE)
  }
}
