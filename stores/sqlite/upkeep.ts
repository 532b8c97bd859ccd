import { setImmediate } from 'node:timers/promises'
import type { ResultsStore } from '../../shared/ports/results-store.ts'
import { EVIDENCE_AGE } from '../../shared/report/compact.ts'
import { type Database, text } from './database.ts'
import { removeOutcomes } from './outcomes.ts'

type Upkeep = Pick<ResultsStore, 'acquireLease' | 'releaseLease' | 'prune'>

/** Leases, and the removal of what is old. */
export function upkeep(db: Database): Upkeep {
  return {
    async acquireLease(vantage, owner, ttlMs, now) {
      const end = now.getTime() + ttlMs
      const taken = db.write('take a lease in the store', () =>
        db.run(
          `insert into lease values (?, ?, ?)
           on conflict (vantage) do update set owner = excluded.owner, expires_at = excluded.expires_at
           where lease.owner = excluded.owner or lease.expires_at <= ?`,
          vantage,
          owner,
          end,
          now.getTime(),
        ),
      )
      return taken === 0 ? null : { vantage, owner, expiresAt: new Date(end).toISOString() }
    },

    async releaseLease({ vantage, owner }) {
      db.write('give back a lease in the store', () =>
        db.run('delete from lease where vantage = ? and owner = ?', vantage, owner),
      )
    },

    async prune(before) {
      const at = before.getTime()
      db.write(REMOVE, () => pruneSmall(db, at))
      let reports = 0
      for (;;) {
        const removed = db.write(REMOVE, () => pruneReports(db, at))
        reports += removed
        if (removed < AT_ONCE) break
        // Whoever waits for the database or for this thread comes in between.
        await setImmediate()
      }
      db.write(REMOVE, () => pruneTargetSets(db))
      return { reports }
    },
  }
}

const REMOVE = 'remove what is old from the store'

/** How many reports one transaction removes: some tens of ms. */
const AT_ONCE = 500

function pruneSmall(db: Database, before: number): void {
  db.run('delete from shard where at < ?', before)
  db.run('delete from transition where at < ?', before)
  db.run('delete from incident where closed_at < ?', before)
  db.run("delete from outbox where state <> 'due' and created_at < ?", before)
}

/** Reports may refer to evidence of the day before them, and may be packed on a report of the day before that. */
function pruneReports(db: Database, before: number): number {
  const old = db.all(
    `select id, vantage, at, target_set,
       (select iif(json_valid(s.targets), json_array_length(s.targets), 0) from target_set s where s.id = target_set) as targets
     from report where at < ? and (at < ? or not (base is null and kind = 'scheduled')) limit ?`,
    before - EVIDENCE_AGE,
    before - 2 * EVIDENCE_AGE,
    AT_ONCE,
  )
  for (const row of old) {
    removeOutcomes(db, row)
    db.run('delete from report where id = ?', text(row, 'id'))
  }
  return old.length
}

function pruneTargetSets(db: Database): void {
  db.run(
    `delete from target_set
     where not exists (select 1 from report where report.target_set = target_set.id)`,
  )
}
