import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite'
import { StoreError } from '../../shared/ports/store-error.ts'
import type { OnDamage } from '../damage.ts'
import { sqliteError } from './sqlite-error.ts'

/** Of what a parser says, in characters. */
const LONGEST_REASON = 300

export type SqlRow = Record<string, SQLOutputValue>

/** An open database: statements are prepared once, writes are transactions, and what SQLite throws is a StoreError. */
export class Database {
  readonly file: string
  /** Is told of rows that cannot be read, where a read goes on without them. */
  readonly onDamage: OnDamage
  readonly #db: DatabaseSync
  readonly #statements = new Map<string, StatementSync>()

  constructor(db: DatabaseSync, file: string, onDamage: OnDamage = () => {}) {
    this.#db = db
    this.file = file
    this.onDamage = onDamage
  }

  all(sql: string, ...values: SQLInputValue[]): SqlRow[] {
    return this.#statement(sql).all(...values)
  }

  get(sql: string, ...values: SQLInputValue[]): SqlRow | undefined {
    return this.#statement(sql).get(...values)
  }

  /** The number of rows that changed. */
  run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#statement(sql).run(...values).changes)
  }

  read<T>(work: () => T): T {
    return this.#try('read the store', work)
  }

  /** All of it or, when it throws, nothing. The lock is taken first: what it reads stays true until it ends. */
  write<T>(action: string, work: () => T): T {
    return this.#try(action, () => {
      this.#db.exec('begin immediate')
      try {
        const result = work()
        this.#db.exec('commit')
        return result
      } catch (error) {
        // A full disk may have rolled back by itself.
        if (this.#db.isTransaction) this.#db.exec('rollback')
        throw error
      }
    })
  }

  /** What a value of a row says; a StoreError names the row where it says nothing. */
  named<T>(table: string, id: string, read: () => T): T {
    try {
      return read()
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      throw new StoreError(
        `Cannot read ${table} ${id} of the store ${this.file}: ${why.slice(0, LONGEST_REASON)}; the rest is read without it`,
        { problem: 'damaged', cause: error },
      )
    }
  }

  close(): void {
    if (this.#db.isOpen) this.#db.close()
  }

  #statement(sql: string): StatementSync {
    const known = this.#statements.get(sql)
    if (known !== undefined) return known
    const statement = this.#db.prepare(sql)
    this.#statements.set(sql, statement)
    return statement
  }

  #try<T>(action: string, work: () => T): T {
    try {
      return work()
    } catch (error) {
      throw sqliteError(error, action, this.file)
    }
  }
}

export function text(row: SqlRow, column: string): string {
  return String(row[column])
}

export function number(row: SqlRow, column: string): number {
  return Number(row[column])
}

export function bytes(row: SqlRow, column: string): Uint8Array {
  const value = row[column]
  if (value instanceof Uint8Array) return value
  throw new TypeError(`Column ${column} holds no bytes`)
}

/** ISO 8601 to ms since 1970, as times are stored. */
export function ms(time: string): number {
  return Date.parse(time)
}
