import type { Report } from '../../shared/model/report.ts'
import type { ResultsStore } from '../../shared/ports/results-store.ts'
import type { SweepRef, VantageEntry } from '../../shared/ports/store-entries.ts'
import { Bodies, type PackedBody } from './bodies.ts'
import { type Database, ms, number, type SqlRow, text } from './database.ts'
import { historyOf } from './history.ts'
import { insertOutcomes } from './outcomes.ts'

type Reports = Pick<
  ResultsStore,
  'append' | 'latest' | 'get' | 'vantages' | 'sweepsAfter' | 'history'
>

const NEWEST = 'order by at desc, id desc limit 1'

/** The reports of a store. */
export function reports(db: Database): Reports {
  const bodies = new Bodies(db)
  const opened = (row: SqlRow | undefined) => (row === undefined ? null : bodies.open(row))
  return {
    async append(report) {
      const packed = db.read(() => bodies.pack(report))
      const stored = db.write('append to the store', () => insert(db, report, packed))
      return stored ? 'stored' : 'already-stored'
    },

    async latest(vantage, kind) {
      const { where, values } = conditions({ vantage, kind })
      const sql = `select id, base, body from report ${where} ${NEWEST}`
      return db.read(() => opened(db.get(sql, ...values)))
    },

    async get(id) {
      return db.read(() => opened(db.get('select id, base, body from report where id = ?', id)))
    },

    async vantages() {
      return db.read(() => names(db).map((name) => entry(db, name)))
    },

    async sweepsAfter(vantage, after, limit) {
      const at = after === null ? Number.MIN_SAFE_INTEGER : ms(after.startedAt)
      const rows = db.read(() =>
        db.all(
          `select id, started_at, kind, pass, warn, fail, inconclusive from report
           where kind = 'scheduled' and vantage = ? and (at, id) > (?, ?)
           order by at, id limit ?`,
          vantage,
          at,
          after?.id ?? '',
          limit,
        ),
      )
      return rows.map((row) => ({
        ...ref(row),
        vantage,
        kind: text(row, 'kind') as Report['kind'],
        summary: {
          pass: number(row, 'pass'),
          warn: number(row, 'warn'),
          fail: number(row, 'fail'),
          inconclusive: number(row, 'inconclusive'),
        },
      }))
    },

    async history(target, range) {
      return historyOf(db, target, range)
    },
  }
}

/** `where` for the columns that have a value. */
function conditions(columns: Readonly<Record<string, string | undefined>>): {
  where: string
  values: string[]
} {
  const given = Object.entries(columns).filter(([, value]) => value !== undefined)
  const where = given.map(([column]) => `${column} = ?`).join(' and ')
  return {
    where: where === '' ? '' : `where ${where}`,
    values: given.map(([, value]) => value ?? ''),
  }
}

function insert(db: Database, report: Report, { base, body }: PackedBody): boolean {
  const targets = JSON.stringify(report.results.map((r) => r.target.id))
  const { id, vantage, startedAt, kind, summary } = report
  db.run('insert or ignore into target_set (targets) values (?)', targets)
  const changed = db.run(
    `insert into report
     select ?, ?, ?, ?, ?, ?, ?, ?, ?, s.id, ?, '[]', x'', ? from target_set s where s.targets = ?
     on conflict (id) do nothing`,
    id,
    vantage.name,
    ms(startedAt),
    startedAt,
    kind,
    summary.pass,
    summary.warn,
    summary.fail,
    summary.inconclusive,
    base,
    body,
    targets,
  )
  if (changed === 0) return false
  insertOutcomes(db, report)
  return true
}

/** From name to name through the index, whatever the number of reports. */
function names(db: Database): readonly string[] {
  const rows = db.all(
    `with recursive v(name) as (
       select min(vantage) from report
       union all
       select (select min(vantage) from report where vantage > v.name) from v where v.name is not null
     )
     select name from v where name is not null`,
  )
  return rows.map((row) => text(row, 'name'))
}

function entry(db: Database, name: string): VantageEntry {
  const newest = db.get(`select id, started_at from report where vantage = ? ${NEWEST}`, name)
  const scheduled = db.get(
    `select id, started_at from report where kind = 'scheduled' and vantage = ? ${NEWEST}`,
    name,
  )
  return {
    name,
    newest: ref(newest ?? {}),
    scheduled: scheduled === undefined ? null : ref(scheduled),
  }
}

function ref(row: SqlRow): SweepRef {
  return { id: text(row, 'id'), startedAt: text(row, 'started_at') }
}
