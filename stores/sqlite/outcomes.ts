import type { Report } from '../../shared/model/report.ts'
import { packOutcomes, RECORD } from '../../shared/report/outcomes.ts'
import { type Database, number, type SqlRow, text } from './database.ts'

/** Targets of one row: the pages of a month of one target hold this many besides. */
const TARGETS = 64

/** Where the outcome of a target lies, by its position in its set. */
export function placeOf(position: number): { readonly part: number; readonly offset: number } {
  return { part: Math.floor(position / TARGETS), offset: (position % TARGETS) * RECORD }
}

/** Keeps what history needs of a report that was stored just now. */
export function insertOutcomes(db: Database, report: Report): void {
  const { kinds, records } = packOutcomes(report)
  db.run('insert or ignore into kinds (kinds) values (?)', kinds)
  const startedAt = new Date(report.startedAt).toISOString()
  const bytes = TARGETS * RECORD
  for (let part = 0; part * bytes < records.byteLength; part++) {
    db.run(
      `insert or replace into outcome
       select r.target_set, ?, r.vantage, r.at, r.id, ?, k.id, ? from report r, kinds k
       where r.id = ? and k.kinds = ?`,
      part,
      startedAt === report.startedAt ? null : report.startedAt,
      records.subarray(part * bytes, (part + 1) * bytes),
      report.id,
      kinds,
    )
  }
}

/** Removes those of a report, of which `row` has id, vantage, at, target_set and the number of its targets. */
export function removeOutcomes(db: Database, row: SqlRow): void {
  const parts = Math.ceil(number(row, 'targets') / TARGETS)
  db.run(
    `delete from outcome where target_set = ? and vantage = ? and at = ? and report = ?
       and part in (select value from json_each(?))`,
    number(row, 'target_set'),
    text(row, 'vantage'),
    number(row, 'at'),
    text(row, 'id'),
    JSON.stringify(Array.from({ length: parts }, (_, part) => part)),
  )
}
