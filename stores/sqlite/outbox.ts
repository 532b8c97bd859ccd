import { type OutboxEntry, outboxEntry } from '../../shared/model/notification.ts'
import type { ResultsStore } from '../../shared/ports/results-store.ts'
import { undamaged } from '../damage.ts'
import { type Database, ms, number, type SqlRow, text } from './database.ts'

type Outbox = Pick<ResultsStore, 'dueOutbox' | 'settleOutbox' | 'outboxDepth'>

/** Notifications on their way. Those that were delivered stay as keys, so that none is made twice. */
export function outbox(db: Database): Outbox {
  return {
    async dueOutbox(vantage, now, limit) {
      const rows = db.read(() =>
        db.all(
          `select * from outbox where state = 'due' and vantage = ? and next_at <= ?
           order by next_at, created_at, id limit ?`,
          vantage,
          now.getTime(),
          limit,
        ),
      )
      return await undamaged(db.onDamage, rows, (row) =>
        db.named('outbox', text(row, 'id'), () => entryOf(row)),
      )
    },

    async settleOutbox(id, outcome) {
      db.write('write to the outbox of the store', () =>
        db.run(
          `update outbox set state = ?, attempts = attempts + 1, next_at = coalesce(?, next_at), last_error = ?
           where id = ? and state = 'due'`,
          outcome.state,
          outcome.state === 'due' ? ms(outcome.nextAt) : null,
          outcome.state === 'delivered' ? null : outcome.error,
          id,
        ),
      )
    },

    async outboxDepth(vantage) {
      const depth = (state: string) =>
        number(
          db.get(
            `select count(*) as n from outbox where state = ? ${vantage === undefined ? '' : 'and vantage = ?'}`,
            state,
            ...(vantage === undefined ? [] : [vantage]),
          ) ?? {},
          'n',
        )
      return db.read(() => ({ due: depth('due'), dead: depth('dead') }))
    },
  }
}

function entryOf(row: SqlRow): OutboxEntry {
  return outboxEntry.parse({
    notification: JSON.parse(text(row, 'body')),
    attempts: number(row, 'attempts'),
    nextAt: new Date(number(row, 'next_at')).toISOString(),
    lastError: row['last_error'],
    state: text(row, 'state'),
  })
}
