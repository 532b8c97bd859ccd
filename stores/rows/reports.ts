import { KINDS, type Report } from '../../shared/model/report.ts'
import type { ResultsStore } from '../../shared/ports/results-store.ts'
import type { SweepEntry, SweepRef, VantageEntry } from '../../shared/ports/store-entries.ts'
import { undamaged, unlessDamaged } from '../damage.ts'
import { append } from './append.ts'
import { Bodies } from './bodies.ts'
import { sweepIn, text } from './cells.ts'
import type { StoreContext } from './context.ts'
import { after, END } from './encode.ts'
import { historyOf } from './history.ts'
import { newness, partitionOf, pointerKey, REPORTS, sweepKey } from './layout.ts'
import { listAll } from './many.ts'
import type { Row } from './port.ts'
import { TargetSets } from './target-sets.ts'

type Reports = Pick<
  ResultsStore,
  'append' | 'latest' | 'get' | 'vantages' | 'sweepsAfter' | 'history'
>

/** Where a report is. */
interface Found {
  readonly partition: string
  readonly key: string
  readonly ref: SweepRef
}

/** The reports of a store. */
export function reports(context: StoreContext): Reports {
  const { rows, vantages } = context
  const bodies = new Bodies(context)
  const sets = new TargetSets(context)

  async function opened(partition: string, head: Row | null | undefined): Promise<Report | null> {
    return head ? await bodies.open(partition, head) : null
  }

  return {
    append: (report) => append(context, { bodies, sets }, report),

    async latest(vantage, kind) {
      if (vantage !== undefined && kind !== undefined) {
        const partition = partitionOf(vantage)
        const [head] = await rows.list(partition, { ...headsOf(kind), limit: 1 })
        return await opened(partition, head)
      }
      const kinds = kind === undefined ? KINDS : [kind]
      const names = await vantages.these(vantage)
      const each = names.flatMap((name) => kinds.map((k) => newest(context, name, k)))
      const found = first(await Promise.all(each))
      return found && (await opened(found.partition, await rows.get(found.partition, found.key)))
    },

    async get(id) {
      const pointer = await rows.get(REPORTS, pointerKey(id))
      if (pointer === null) return null
      const partition = text(pointer, 'partition')
      return await opened(partition, await rows.get(partition, text(pointer, 'key')))
    },

    async vantages() {
      const names = await vantages.all()
      const entries = await Promise.all(names.map((name) => entry(context, name)))
      return entries.filter((made) => made !== null)
    },

    async sweepsAfter(vantage, seen, limit) {
      const from = seen === null ? 'o.' : after(sweepKey(seen))
      return await sweepsFrom(context, vantage, from, limit)
    },

    history: (target, range) => historyOf(context, sets, target, range),
  }
}

/** Those that can be read, and no fewer for the others. */
async function sweepsFrom(
  context: StoreContext,
  vantage: string,
  from: string,
  limit: number,
): Promise<readonly SweepEntry[]> {
  const range = { from, to: `o.${END}`, columns: ['sweep'] }
  const found = await listAll(context.rows, partitionOf(vantage), range, limit)
  const sweeps = await undamaged(context.onDamage, found, (row) => ({
    vantage,
    ...sweepIn<Omit<SweepEntry, 'vantage'>>(row, 'sweep'),
  }))
  const last = found.at(-1)
  if (last === undefined || found.length < limit || sweeps.length === found.length) return sweeps
  const more = await sweepsFrom(context, vantage, after(last.key), limit - sweeps.length)
  return [...sweeps, ...more]
}

function headsOf(kind: Report['kind']) {
  return { from: `s.${kind}.`, to: `s.${kind}.${END}` }
}

async function newest(
  { rows }: StoreContext,
  vantage: string,
  kind: Report['kind'],
): Promise<Found | null> {
  const partition = partitionOf(vantage)
  const [head] = await rows.list(partition, { ...headsOf(kind), limit: 1, columns: ['ref'] })
  return head === undefined ? null : { partition, key: head.key, ref: sweepIn(head, 'ref') }
}

/** The newest of all. */
function first(all: readonly (Found | null)[]): Found | null {
  const found = all.filter((one) => one !== null)
  return found.sort((a, b) => (newness(a.ref) < newness(b.ref) ? -1 : 1))[0] ?? null
}

/** Null when all its reports were removed, or none has come yet. */
async function entry(context: StoreContext, name: string): Promise<VantageEntry | null> {
  const [scheduled = null, ...others] = await Promise.all(
    KINDS.map((kind) => unlessDamaged(context.onDamage, () => newest(context, name, kind))),
  )
  const found = first([scheduled, ...others])
  return found === null ? null : { name, newest: found.ref, scheduled: scheduled?.ref ?? null }
}
