import type { HistoryEntry, TimeRange } from '../../shared/ports/store-entries.ts'
import { StoreError } from '../../shared/ports/store-error.ts'
import { NOT_CHECKED, outcomesIn, RECORD } from '../../shared/report/outcomes.ts'
import { type Database, ms, number } from './database.ts'
import { earlierRows, type Found } from './earlier-outcomes.ts'
import { placeOf } from './outcomes.ts'

/** The newest of a target that can be read. */
export function historyOf(db: Database, target: string, range: TimeRange): readonly HistoryEntry[] {
  const newest = db.read(() => newestOf(db, target, range))
  return newest.flatMap(({ report, vantage, startedAt, outcome }) =>
    unlessDamaged(db, () => {
      const { verdict, findings, total } = db.named('report', report, outcome)
      return { report, vantage, startedAt, verdict, findings, total }
    }),
  )
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

/** Columns of rows as texts: a month would be tens of thousands of objects. */
const COLUMNS = `json_group_array(report) as reports, json_group_array(vantage) as vantages, json_group_array(at) as times,
  json_group_array(started_at) as starts, json_group_array(kinds) as kinds, json_group_array(hex(record)) as records`

/**
 * Only the record of the one target leaves the database. Of one vantage the rows lie side by side; of all of them, in the
 * order of their times, an index of the reports finds each.
 */
function rowsOf(db: Database, set: number, position: number, range: TimeRange): readonly Found[] {
  const { vantage, limit } = range
  const { part, offset } = placeOf(position)
  const checked = `substr(o.records, ${offset + 1}, 2) is not x'${NOT_CHECKED}'`
  const from =
    vantage === undefined
      ? `from report r join outcome o on o.target_set = r.target_set and o.part = ? and o.vantage = r.vantage
           and o.at = r.at and o.report = r.id
         where r.target_set = ? and r.at >= ? and r.at < ? and ${checked} order by r.at desc, r.id desc limit ?`
      : `from outcome o where o.part = ? and o.target_set = ? and o.at >= ? and o.at < ? and o.vantage = ?
         and ${checked} order by o.at desc, o.report desc limit ?`
  const row = db.get(
    `select ${COLUMNS} from (
       select o.report, o.vantage, o.at, o.started_at, o.kinds, substr(o.records, ?, ${RECORD}) as record ${from}
     )`,
    offset + 1,
    part,
    set,
    range.from === undefined ? Number.MIN_SAFE_INTEGER : ms(range.from),
    range.to === undefined ? Number.MAX_SAFE_INTEGER : ms(range.to),
    ...(vantage === undefined ? [] : [vantage]),
    limit,
  )
  const column = <T>(name: string): readonly T[] => JSON.parse(String(row?.[name] ?? '[]'))
  const vantages = column<string>('vantages')
  const times = column<number>('times')
  const starts = column<string | null>('starts')
  const kinds = column<number>('kinds')
  const records = recordsIn(column<string>('records'))
  const reading = readers(db)
  return column<string>('reports').map((report, n) => {
    const at = times[n] ?? Number.NaN
    return {
      report,
      vantage: vantages[n] ?? '',
      at,
      startedAt: starts[n] ?? new Date(at).toISOString(),
      outcome: () => reading(kinds[n])(records, n * RECORD),
    }
  })
}

/** Of no kind that there is. */
const DAMAGED = 'f'.repeat(2 * RECORD)

/** Records one after the other, from texts of hexadecimal digits. */
function recordsIn(texts: readonly string[]): DataView {
  const whole = texts.map((text) => (text.length === 2 * RECORD ? text : DAMAGED)).join('')
  const { buffer, byteOffset, byteLength } = Buffer.from(whole, 'hex')
  return new DataView(buffer, byteOffset, byteLength)
}

/** What reads the records of some kinds, by their id; each is made when it is first asked for. */
function readers(db: Database): (id: number | undefined) => ReturnType<typeof outcomesIn> {
  const texts = new Map(
    db.all('select id, kinds from kinds').map((k) => [k['id'], String(k['kinds'])]),
  )
  const made = new Map<number | undefined, ReturnType<typeof outcomesIn>>()
  return (id) => {
    const known = made.get(id) ?? outcomesIn(texts.get(id ?? null) ?? '[]')
    made.set(id, known)
    return known
  }
}

function newestFirst(a: Found, b: Found): number {
  return b.at - a.at || (a.report < b.report ? 1 : -1)
}
