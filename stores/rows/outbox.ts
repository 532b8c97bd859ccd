import { type OutboxEntry, outboxEntry } from '../../shared/model/notification.ts'
import type { Settlement } from '../../shared/ports/alert-entries.ts'
import type { ResultsStore } from '../../shared/ports/results-store.ts'
import { unlessDamaged } from '../damage.ts'
import { Newest } from '../newest.ts'
import { entryBlob, queued } from './alert-rows.ts'
import type { AlertState } from './alert-state.ts'
import { blobIn, writeParts } from './blob.ts'
import { json, named, text, unpacked } from './cells.ts'
import type { StoreContext } from './context.ts'
import { END, oldestFirst } from './encode.ts'
import { deadKey, ms, notificationKey, partitionOf, queueKey } from './layout.ts'
import { listAll, someAtOnce } from './many.ts'
import type { Row, Write } from './port.ts'

type Outbox = Pick<ResultsStore, 'dueOutbox' | 'settleOutbox' | 'outboxDepth'>

/** Where the notifications are that this process read last. */
const KEPT = 1000

/** Notifications on their way. Those that were delivered stay as keys, so that none is made twice. */
export function outbox(context: StoreContext, state: AlertState): Outbox {
  const { rows, vantages, onDamage } = context
  const vantageOf = new Newest<string>(KEPT)

  return {
    async dueOutbox(vantage, now, limit) {
      await state.settled(vantage)
      const partition = partitionOf(vantage)
      const to = `q.${oldestFirst(now.getTime() + 1)}`
      const waiting = await listAll(rows, partition, { from: 'q.', to }, limit)
      const found = await someAtOnce(waiting, async (row) => {
        const id = await unlessDamaged(onDamage, () => String(json(row, 'id')))
        const held = id === null ? null : await rows.get(partition, notificationKey(id))
        return held && (await unlessDamaged(onDamage, () => read(context, partition, held)))
      })
      // Somebody else may have settled it since it was listed.
      const due = found.filter((entry) => entry?.state === 'due') as readonly OutboxEntry[]
      for (const { notification } of due) vantageOf.set(notification.id, vantage)
      return due
    },

    async settleOutbox(id, outcome) {
      const known = vantageOf.get(id)
      for (const vantage of known === undefined ? await vantages.all() : [known]) {
        const partition = partitionOf(vantage)
        while ((await settle(context, partition, id, outcome)) === 'conflict');
      }
    },

    async outboxDepth(vantage) {
      const names = await vantages.these(vantage)
      const depths = await Promise.all(
        names.map(async (name) => {
          await state.settled(name)
          return [await countOf(context, name, 'q.'), await countOf(context, name, 'd.')] as const
        }),
      )
      const sum = (which: 0 | 1) => depths.reduce((all, depth) => all + depth[which], 0)
      return { due: sum(0), dead: sum(1) }
    },
  }
}

/** Nothing when it is not due there (any more). */
async function settle(
  context: StoreContext,
  partition: string,
  id: string,
  outcome: Settlement,
): Promise<'done' | 'conflict'> {
  const key = notificationKey(id)
  const row = await context.rows.get(partition, key)
  if (row === null || text(row, 'state') !== 'due') return 'done'
  const entry = await read(context, partition, row)
  const settled = after(entry, outcome)
  const made = entryBlob(context, settled)
  await writeParts(context, partition, made)
  const { createdAt } = entry.notification
  const expires = settled.state === 'due' ? {} : context.expires(ms(createdAt))
  const { version } = row
  const said = await context.rows.commit(partition, [
    { kind: 'replace', key, version, cells: made.cells, ...expires },
    ...moves(entry, settled, expires),
  ])
  return said === 'committed' ? 'done' : 'conflict'
}

function after(entry: OutboxEntry, outcome: Settlement): OutboxEntry {
  return {
    ...entry,
    state: outcome.state,
    attempts: entry.attempts + 1,
    nextAt: outcome.state === 'due' ? new Date(ms(outcome.nextAt)).toISOString() : entry.nextAt,
    lastError: outcome.state === 'delivered' ? null : outcome.error,
  }
}

/** Its place in the queue changes, or it leaves it. */
function moves(before: OutboxEntry, now: OutboxEntry, expires: object): readonly Write[] {
  const { id, createdAt } = before.notification
  const old: Write = { kind: 'delete', key: queueKey(id, before.nextAt, createdAt) }
  if (now.state === 'delivered') return [old]
  if (now.state === 'dead') return [old, { kind: 'put', key: deadKey(id), cells: {}, ...expires }]
  const next = queued(now)
  return next.key === old.key ? [] : [old, next]
}

async function read(context: StoreContext, partition: string, row: Row): Promise<OutboxEntry> {
  return await named(`the notification of row ${row.key}`, async () =>
    outboxEntry.parse(unpacked(await blobIn(context, partition, row))),
  )
}

async function countOf({ rows }: StoreContext, vantage: string, prefix: string): Promise<number> {
  const range = { from: prefix, to: `${prefix}${END}`, columns: [] }
  return (await listAll(rows, partitionOf(vantage), range)).length
}
