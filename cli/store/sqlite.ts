import path from 'node:path'
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite'
import type { Report } from '../../shared/model/report.ts'
import type { HistoryEntry, ResultsStore } from '../../shared/ports.ts'
import { checkReport } from '../../shared/report/check.ts'
import { StoreError } from '../../shared/store-error.ts'
import { pack, packOutcomes, unpack, unpackOutcome } from './packed.ts'
import { migrate } from './schema.ts'
import { sqliteError } from './sqlite-error.ts'

/** How long a write waits for another process, in ms. One append takes some tens. */
const BUSY_TIMEOUT = 5_000

type Row = Record<string, SQLOutputValue>

/**
 * Opens the results store in one SQLite file and makes it where there is none. Several handles and processes may
 * use one file, on a local disk (WAL does not work over a network). Throws StoreError when the file cannot
 * be used, and so does every method.
 */
export function openSqliteStore(file: string): ResultsStore {
  const absolute = path.resolve(file)
  let db: DatabaseSync | null = null
  try {
    db = new DatabaseSync(absolute, { timeout: BUSY_TIMEOUT, enableForeignKeyConstraints: true })
    // First of all: a file that is not ours is refused before anything is written into it.
    migrate(db, absolute)
    db.exec('pragma journal_mode = wal; pragma synchronous = normal')
    return new SqliteStore(db, absolute)
  } catch (error) {
    db?.close()
    throw sqliteError(error, 'open the store', absolute)
  }
}

const NEWEST = 'order by at desc, id desc limit 1'

class SqliteStore implements ResultsStore {
  readonly #db: DatabaseSync
  readonly #file: string

  constructor(db: DatabaseSync, file: string) {
    this.#db = db
    this.#file = file
  }

  async append(report: Report): Promise<'stored' | 'already-stored'> {
    const body = pack(report)
    const outcomes = packOutcomes(report)
    const targets = JSON.stringify(report.results.map((r) => r.target.id))
    return this.#try('append to the store', () => {
      this.#db.exec('begin immediate')
      try {
        const stored = this.#insert(report, { body, outcomes, targets })
        this.#db.exec('commit')
        return stored ? 'stored' : 'already-stored'
      } catch (error) {
        // A full disk may have rolled back by itself.
        if (this.#db.isTransaction) this.#db.exec('rollback')
        throw error
      }
    })
  }

  async latest(vantage?: string): Promise<Report | null> {
    return this.#try('read the store', () =>
      this.#report(
        vantage === undefined
          ? this.#db.prepare(`select id, body from report ${NEWEST}`).get()
          : this.#db
              .prepare(`select id, body from report where vantage = ? ${NEWEST}`)
              .get(vantage),
      ),
    )
  }

  async get(id: string): Promise<Report | null> {
    return this.#try('read the store', () =>
      this.#report(this.#db.prepare('select id, body from report where id = ?').get(id)),
    )
  }

  /** Each target set that holds the target gives its newest rows, straight from the index; the newest of all stay. */
  async history(
    target: string,
    options: { readonly limit: number },
  ): Promise<readonly HistoryEntry[]> {
    return this.#try('read the store', () => {
      const sets = this.#db
        .prepare(
          `select s.id, min(j.key) as position from target_set s, json_each(s.targets) j
           where j.value = ? group by s.id`,
        )
        .all(target)
      const rows = this.#db.prepare(
        `select id, vantage, at, started_at, outcomes from report
         where target_set = ? order by at desc, id desc limit ?`,
      )
      return sets
        .flatMap((set) =>
          rows.all(number(set, 'id'), options.limit).map((row) => ({
            row,
            position: number(set, 'position'),
          })),
        )
        .sort((a, b) => newestFirst(a.row, b.row))
        .slice(0, options.limit)
        .map(({ row, position }) => this.#entry(row, position))
    })
  }

  async close(): Promise<void> {
    if (this.#db.isOpen) this.#db.close()
  }

  #insert(
    report: Report,
    packed: { body: Uint8Array; outcomes: Uint8Array; targets: string },
  ): boolean {
    this.#db.prepare('insert or ignore into target_set (targets) values (?)').run(packed.targets)
    const { id, vantage, startedAt, kind, summary } = report
    const { changes } = this.#db
      .prepare(
        `insert into report
       select ?, ?, ?, ?, ?, ?, ?, ?, ?, s.id, ?, ? from target_set s where s.targets = ?
       on conflict (id) do nothing`,
      )
      .run(
        id,
        vantage.name,
        Date.parse(startedAt),
        startedAt,
        kind,
        summary.pass,
        summary.warn,
        summary.fail,
        summary.inconclusive,
        packed.outcomes,
        packed.body,
        packed.targets,
      )
    return changes !== 0
  }

  #entry(row: Row, position: number): HistoryEntry {
    const id = text(row, 'id')
    const { verdict, findings, total } = this.#open(id, () =>
      unpackOutcome(bytes(row, 'outcomes'), position),
    )
    const vantage = text(row, 'vantage')
    return { report: id, vantage, startedAt: text(row, 'started_at'), verdict, findings, total }
  }

  #report(row: Row | undefined): Report | null {
    if (row === undefined) return null
    return this.#open(text(row, 'id'), () => checkReport(unpack(bytes(row, 'body'))))
  }

  /** What a row holds came through a disk: whatever is wrong with it names the row. */
  #open<T>(id: string, read: () => T): T {
    try {
      return read()
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      throw new StoreError(
        `Cannot read report ${id} of the store ${this.#file}: ${why}; the other reports are whole, and without this row (delete from report where id = '${id}') all is again`,
        { problem: 'damaged', cause: error },
      )
    }
  }

  #try<T>(action: string, work: () => T): T {
    try {
      return work()
    } catch (error) {
      throw sqliteError(error, action, this.#file)
    }
  }
}

function newestFirst(a: Row, b: Row): number {
  return number(b, 'at') - number(a, 'at') || (text(a, 'id') < text(b, 'id') ? 1 : -1)
}

function text(row: Row, column: string): string {
  return String(row[column])
}

function number(row: Row, column: string): number {
  return Number(row[column])
}

function bytes(row: Row, column: string): Uint8Array {
  const value = row[column]
  if (value instanceof Uint8Array) return value
  throw new TypeError(`Column ${column} holds no bytes`)
}
