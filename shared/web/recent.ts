import pLimit from 'p-limit'
import type { ResultsStore } from '../ports/results-store.ts'
import type { HistoryEntry } from '../ports/store-entries.ts'
import { rankOf } from './page/mark.ts'
import { RECENT } from './page/trend.ts'
import type { StatusData } from './status-data.ts'

/** The last sweeps of some targets, newest first, of all vantages. */
export type Recent = ReadonlyMap<string, readonly HistoryEntry[]>

/** Targets whose history a page of many shows, and queries at once. */
const TARGETS = 40
const AT_ONCE = 8
/** Entries of one target: of more vantages than ten the strips are shorter. */
const ENTRIES = RECENT * 10
/** What the store has not given after this, in ms, is shown by a later look. */
const PATIENCE = 1_500

/** Reads the last sweeps of the targets that fare worst, once a sweep however often somebody looks. */
export function recentReader(
  store: Pick<ResultsStore, 'history'>,
): (data: StatusData) => Promise<Recent> {
  const known = new Map<
    string,
    { readonly sweeps: string; readonly entries: readonly HistoryEntry[] }
  >()
  const limit = pLimit(AT_ONCE)

  async function read(id: string, sweeps: string, most: number): Promise<void> {
    if (known.get(id)?.sweeps === sweeps) return
    known.set(id, { sweeps, entries: await store.history(id, { limit: most }) })
  }

  return async (data) => {
    const sweeps = data.vantages.map(({ latest }) => latest?.id ?? '').join(' ')
    const most = Math.min(ENTRIES, RECENT * Math.max(1, data.vantages.length))
    const ids = worstOf(data)
    for (const id of known.keys()) if (!ids.includes(id)) known.delete(id)
    // A history that cannot be read leaves a strip out, never the page.
    const reading = Promise.allSettled(ids.map((id) => limit(read, id, sweeps, most)))
    await within(reading)
    return new Map(
      ids.flatMap((id) => {
        const found = known.get(id)
        return found === undefined ? [] : [[id, found.entries] as const]
      }),
    )
  }
}

async function within(reading: Promise<unknown>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, PATIENCE)
  await Promise.race([reading, promise])
  clearTimeout(timer)
}

/** The ids of the targets that are not as expected, the worst first. */
function worstOf({ vantages }: StatusData): readonly string[] {
  const bad = vantages
    .flatMap(({ latest }) => latest?.results ?? [])
    .filter(({ verdict }) => verdict !== 'pass')
    .sort((a, b) => rankOf(a.verdict) - rankOf(b.verdict))
  return [...new Set(bad.map(({ target }) => target.id))].slice(0, TARGETS)
}
