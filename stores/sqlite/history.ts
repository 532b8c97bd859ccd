import { VERDICTS } from '../../shared/model/finding.ts'
import type { HistoryEntry, TimeRange } from '../../shared/ports/store-entries.ts'
import { type Outcome, RECORD, unpackOutcome } from '../../shared/report/outcomes.ts'
import { parsed, unpack } from '../../shared/report/pack.ts'
import { undamaged } from '../damage.ts'
import type { Bodies } from './bodies.ts'
import { bytes, type Database, ms, number, type SqlRow, text } from './database.ts'

interface Found {
  readonly row: SqlRow
  /** Of the target within its set. */
  readonly position: number
}

/** The newest of a target that can be read. */
export async function historyOf(
  db: Database,
  bodies: Bodies,
  target: string,
  range: TimeRange,
): Promise<readonly HistoryEntry[]> {
  const newest = db.read(() => newestOf(db, target, range))
  return await undamaged(db.onDamage, newest, ({ row, position }) => entry(bodies, row, position))
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
    .flatMap((set) => {
      const position = number(set, 'position')
      return rowsOf(db, number(set, 'id'), position, range).map((row) => ({ row, position }))
    })
    .sort((a, b) => newestFirst(a.row, b.row))
    .slice(0, range.limit)
}

/** Only the record of the one target leaves the database; rows of the first version give all outcomes. */
function rowsOf(db: Database, set: number, position: number, range: TimeRange): readonly SqlRow[] {
  const { vantage, limit } = range
  return db.all(
    `select id, vantage, at, started_at, kinds,
       case when kinds is null then outcomes else substr(outcomes, ?, ${RECORD}) end as outcome
     from report where target_set = ? ${vantage === undefined ? '' : 'and vantage = ?'}
       and at >= ? and at < ? order by at desc, id desc limit ?`,
    position * RECORD + 1,
    set,
    ...(vantage === undefined ? [] : [vantage]),
    range.from === undefined ? Number.MIN_SAFE_INTEGER : ms(range.from),
    range.to === undefined ? Number.MAX_SAFE_INTEGER : ms(range.to),
    limit,
  )
}

function newestFirst(a: SqlRow, b: SqlRow): number {
  return number(b, 'at') - number(a, 'at') || (text(a, 'id') < text(b, 'id') ? 1 : -1)
}

function entry(bodies: Bodies, row: SqlRow, position: number): HistoryEntry {
  const id = text(row, 'id')
  const outcome = bodies.named(id, () =>
    row['kinds'] === null
      ? firstVersion(bytes(row, 'outcome'), position)
      : unpackOutcome(bytes(row, 'outcome'), text(row, 'kinds')),
  )
  const { verdict, findings, total } = outcome
  const vantage = text(row, 'vantage')
  return { report: id, vantage, startedAt: text(row, 'started_at'), verdict, findings, total }
}

/** Rows of the first version: JSON under zstd, a list of [index of the verdict, total, ...codes]. */
function firstVersion(packed: Uint8Array, position: number): Outcome {
  const outcomes = parsed(unpack(packed, null))
  const row: unknown = Array.isArray(outcomes) ? outcomes[position] : undefined
  const [at, total, ...findings] = Array.isArray(row) ? (row as unknown[]) : []
  const verdict = typeof at === 'number' ? VERDICTS[at] : undefined
  if (verdict === undefined)
    throw new TypeError(`There is no verdict at the position ${position} of its outcomes`)
  return {
    verdict,
    total: typeof total === 'number' ? total : null,
    findings: findings.map(String),
  }
}
