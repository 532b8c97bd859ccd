import type { HistoryEntry, TimeRange } from '../../shared/ports/store-entries.ts'
import { StoreError } from '../../shared/ports/store-error.ts'
import { outcomesIn, RECORD } from '../../shared/report/outcomes.ts'
import { type Database, ms, number } from './database.ts'
import { earlierRows, firstVersion } from './earlier-outcomes.ts'
import { placeOf } from './outcomes.ts'

/** One outcome of a target, as the database has it. */
export interface Found {
  readonly report: string
  readonly vantage: string
  readonly at: number
  readonly startedAt: string
  /** JSON; null in rows of the first version. */
  readonly kinds: string | null
  readonly record: Uint8Array
  /** Of the target within its set. */
  readonly position: number
}

/** The newest of a target that can be read. */
export function historyOf(db: Database, target: string, range: TimeRange): readonly HistoryEntry[] {
  const readers = new Map<string, ReturnType<typeof outcomesIn>>()
  const entryOf = (found: Found): HistoryEntry => {
    const { report, vantage, startedAt } = found
    const outcome = db.named('report', report, () => {
      if (found.kinds === null) return firstVersion(found)
      const reader = readers.get(found.kinds) ?? outcomesIn(found.kinds)
      readers.set(found.kinds, reader)
      return reader(found.record)
    })
    const { verdict, findings, total } = outcome
    return { report, vantage, startedAt, verdict, findings, total }
  }
  const newest = db.read(() => newestOf(db, target, range))
  return newest.flatMap((found) => unlessDamaged(db, () => entryOf(found)))
}

/** Not by promises, as other reads go on without what is damaged: a month is tens of thousands of rows. */
function unlessDamaged<T>(db: Database, read: () => T): readonly T[] {
  try {
    return [read()]
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    db.onDamage(error.message)
    return []
  }
}

/** Each target set that holds the target gives its newest rows, straight from the index; the newest of all stay. */
function newestOf(db: Database, target: string, range: TimeRange): readonly Found[] {
  const sets = db.all(
    `select s.id, min(j.key) as position
     from target_set s, json_each(iif(json_valid(s.targets), s.targets, '[]')) j
     where j.value = ? group by s.id`,
    target,
  )
  return sets
    .flatMap((row) => {
      const [set, position] = [number(row, 'id'), number(row, 'position')]
      return [...rowsOf(db, set, position, range), ...earlierRows(db, set, position, range)]
    })
    .sort(newestFirst)
    .slice(0, range.limit)
}

/** The columns of `rowsOf`: a month would be tens of thousands of objects. */
type Cells = readonly [string, string, number, string | null, number, string]

/**
 * Only the record of the one target leaves the database, all rows as one text. Of one vantage they lie side by side; of all
 * of them, in the order of their times, an index of the reports finds each.
 */
function rowsOf(db: Database, set: number, position: number, range: TimeRange): readonly Found[] {
  const { vantage, limit } = range
  const { part, offset } = placeOf(position)
  const from =
    vantage === undefined
      ? `from report r join outcome o on o.target_set = r.target_set and o.part = ? and o.vantage = r.vantage
           and o.at = r.at and o.report = r.id
         where r.target_set = ? and r.at >= ? and r.at < ? order by r.at desc, r.id desc limit ?`
      : `from outcome o where o.part = ? and o.target_set = ? and o.at >= ? and o.at < ? and o.vantage = ?
         order by o.at desc, o.report desc limit ?`
  const row = db.get(
    `select json_group_array(json_array(report, vantage, at, started_at, kinds, record)) as rows from (
       select o.report, o.vantage, o.at, o.started_at, o.kinds, hex(substr(o.records, ?, ${RECORD})) as record
       ${from}
     )`,
    offset + 1,
    part,
    set,
    range.from === undefined ? Number.MIN_SAFE_INTEGER : ms(range.from),
    range.to === undefined ? Number.MAX_SAFE_INTEGER : ms(range.to),
    ...(vantage === undefined ? [] : [vantage]),
    limit,
  )
  const cells: readonly Cells[] = JSON.parse(String(row?.['rows'] ?? '[]'))
  const kinds = new Map(
    db.all('select id, kinds from kinds').map((k) => [k['id'], String(k['kinds'])]),
  )
  return cells.map(([report, of, at, startedAt, kind, record]) => ({
    ...{ report, vantage: of, at, position },
    startedAt: startedAt ?? new Date(at).toISOString(),
    kinds: kinds.get(kind) ?? '[]',
    record: Buffer.from(record, 'hex'),
  }))
}

function newestFirst(a: Found, b: Found): number {
  return b.at - a.at || (a.report < b.report ? 1 : -1)
}
