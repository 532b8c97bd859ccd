import { odata, type TableClient } from '@azure/data-tables'
import type { AzureTablesSettings } from '../../shared/config/store.ts'
import { StoreError } from '../../shared/ports/store-error.ts'
import type { KeyRange, Row, Rows, Write } from '../rows/port.ts'
import { connect, type ServiceConnection } from './client.ts'
import { toRow } from './entity.ts'
import { causeOf } from './failure.ts'
import { LIMITS, SERVICE } from './limits.ts'
import { Requests } from './requests.ts'
import { transact, writeOne } from './transaction.ts'

export interface AzureTablesOptions {
  /** Roots in addition to Node’s own, in PEM. */
  readonly ca?: readonly string[]
  /** Of one request. */
  readonly deadlineMs?: number
}

const DEADLINE_MS = 10_000

/**
 * Rows in one table of a storage account. The table is made by the first write that misses it; until then, it is
 * empty. Opening touches no network. Throws StoreError.
 */
export async function azureTablesRows(
  settings: AzureTablesSettings,
  { ca = [], deadlineMs = DEADLINE_MS }: AzureTablesOptions = {},
): Promise<Rows> {
  return new AzureTablesRows(connect(settings, ca), deadlineMs)
}

class AzureTablesRows implements Rows {
  readonly limits = LIMITS
  readonly #client: TableClient
  readonly #requests: Requests
  readonly #connection: ServiceConnection

  constructor(connection: ServiceConnection, deadlineMs: number) {
    this.#connection = connection
    this.#client = connection.client
    this.#requests = new Requests(connection.place, deadlineMs)
  }

  async get(partition: string, key: string): Promise<Row | null> {
    return await this.#requests.read(async (abortSignal) => {
      try {
        return toRow(key, await this.#client.getEntity(partition, key, { abortSignal }))
      } catch (error) {
        if (isMissing(error)) return null
        throw error
      }
    })
  }

  async list(partition: string, { from, to, limit, columns }: KeyRange): Promise<readonly Row[]> {
    const filter = odata`PartitionKey eq ${partition} and RowKey ge ${from} and RowKey lt ${to}`
    const select = columns && ['RowKey', ...columns]
    const rows: Row[] = []
    let continuationToken: string | undefined
    while (rows.length < limit) {
      const settings = {
        maxPageSize: Math.min(limit - rows.length, SERVICE.page),
        ...(continuationToken !== undefined && { continuationToken }),
      }
      const page = await this.#requests.read(async (abortSignal) => {
        const queryOptions = { filter, ...(select && { select }) }
        const pages = this.#client.listEntities({ abortSignal, queryOptions }).byPage(settings)
        try {
          return (await pages.next()).value
        } catch (error) {
          if (isMissing(error)) return undefined
          throw error
        }
      })
      if (page === undefined) break
      for (const entity of page) rows.push(toRow(entity.rowKey ?? '', entity))
      continuationToken = page.continuationToken
      // A page may be short, or empty, long before the end.
      if (continuationToken === undefined) break
    }
    return rows
  }

  async commit(partition: string, writes: readonly Write[]): Promise<'committed' | 'conflict'> {
    if (writes.length > LIMITS.writes) {
      throw new RangeError(
        `A commit of ${writes.length} writes: Azure Tables takes ${LIMITS.writes}`,
      )
    }
    const first = await this.#tryCommit(partition, writes)
    if (first !== 'no-table') return first
    await this.#requests.write((abortSignal) => this.#client.createTable({ abortSignal }))
    const second = await this.#tryCommit(partition, writes)
    if (second !== 'no-table') return second
    throw new StoreError(
      `Cannot write to the store ${this.#connection.place}: its table is gone right after it was made; wait: the next sweep makes it anew`,
      { problem: 'busy' },
    )
  }

  async close(): Promise<void> {
    this.#requests.close()
    this.#connection.close()
  }

  async #tryCommit(partition: string, writes: readonly Write[]): Promise<Commit> {
    const [only] = writes
    if (only === undefined) return 'committed'
    return await this.#requests.write(async (signal) => {
      try {
        if (writes.length > 1) await transact(this.#client, partition, writes, signal)
        else await writeOne(this.#client, partition, only, signal)
        return 'committed'
      } catch (error) {
        if (causeOf(error)?.code === 'TableNotFound') return 'no-table'
        if (isConflict(error, writes)) return 'conflict'
        throw error
      }
    })
  }
}

type Commit = 'committed' | 'conflict' | 'no-table'

/** Which writes the service refuses by which code. Of a write that demands nothing, it would be no conflict. */
const DEMANDED_BY: Readonly<Record<string, readonly Write['kind'][]>> = {
  EntityAlreadyExists: ['create'],
  UpdateConditionNotSatisfied: ['replace', 'delete'],
  ResourceNotFound: ['replace', 'delete'],
}

/** One request is one attempt (retries are off), so what it demands it has not met by its own doing. */
function isConflict(error: unknown, writes: readonly Write[]): boolean {
  const kinds = DEMANDED_BY[causeOf(error)?.code ?? '']
  return kinds !== undefined && writes.some(({ kind }) => kinds.includes(kind))
}

function isMissing(error: unknown): boolean {
  const code = causeOf(error)?.code
  return code === 'ResourceNotFound' || code === 'TableNotFound'
}
