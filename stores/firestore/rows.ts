import { randomBytes } from 'node:crypto'
import type { KeyRange, Row, RowLimits, Rows, Write } from '../rows/port.ts'
import { cellPath, type Document, fieldsOf, rowOf } from './document.ts'
import type { Service } from './service.ts'
import type { Trouble } from './trouble.ts'

/**
 * A document may have 1 MiB with its name and the names of its fields, a request 10 MiB, of which base64 makes 7.5 MiB
 * (https://cloud.google.com/firestore/quotas); the emulator takes 4 MiB, counted before base64. So: a row leaves 48 kB
 * for names, and a commit three such rows. Writes had a limit of 500 for long, and need no more.
 */
const LIMITS: RowLimits = { writes: 500, commitBytes: 3_000_000, rowBytes: 1_000_000 }

/** The collection of the rows of one partition: the collection group of the TTL policy. */
const ROWS = 'rows'

/** Firestore refuses the ids `.`, `..` and `__…__`. Before every id it keeps their order and needs no exception. */
const MARK = '-'

/**
 * Rows as documents `COLLECTION/-PARTITION/rows/-KEY`. `close` frees what the service holds.
 *
 * A commit that may have been done is never sent again, so that a conflict is always with somebody else.
 */
export function firestoreRows(
  service: Service,
  collection: string,
  close: () => Promise<void>,
): Rows {
  const parentOf = (partition: string) => `${collection}/${MARK}${partition}`

  return {
    limits: LIMITS,
    close,

    async get(partition, key) {
      const name = `${await service.root()}/${parentOf(partition)}/${ROWS}/${MARK}${key}`
      const body = await service.ask({
        method: 'batchGet',
        parent: '',
        body: { documents: [name] },
      })
      const found = (body as { found?: Document }[]).find((item) => item.found !== undefined)?.found
      return found === undefined ? null : rowOf(found, key)
    },

    async list(partition, range) {
      if (range.limit <= 0 || range.from >= range.to) return []
      const parent = parentOf(partition)
      const names = `${await service.root()}/${parent}/${ROWS}/${MARK}`
      const body = await service.ask({
        method: 'runQuery',
        parent,
        body: { structuredQuery: queryOf(range, names) },
      })
      return (body as { document?: Document }[]).flatMap(({ document }) =>
        document === undefined ? [] : [keyed(document, names)],
      )
    },

    async commit(partition, writes) {
      if (writes.length === 0) return 'committed'
      const names = `${await service.root()}/${parentOf(partition)}/${ROWS}/${MARK}`
      const id = randomBytes(9).toString('base64url')
      const { trouble } = await service.call({
        method: 'commit',
        parent: '',
        body: { writes: writes.map((write) => writeOf(write, names, id)) },
      })
      if (trouble === null) return 'committed'
      if (isConflict(trouble, writes)) return 'conflict'
      throw await service.error(trouble, 'write to')
    },
  }
}

function keyed(document: Document, names: string): Row {
  return rowOf(document, document.name.slice(names.length))
}

/** By name alone, which every database can answer without an index, in ascending order. */
function queryOf({ from, to, limit, columns }: KeyRange, names: string) {
  const name = { fieldPath: '__name__' }
  const bound = (op: string, key: string) => ({
    fieldFilter: { field: name, op, value: { referenceValue: `${names}${key}` } },
  })
  return {
    from: [{ collectionId: ROWS }],
    where: {
      compositeFilter: {
        op: 'AND',
        filters: [bound('GREATER_THAN_OR_EQUAL', from), bound('LESS_THAN', to)],
      },
    },
    orderBy: [{ field: name, direction: 'ASCENDING' }],
    limit: Math.min(limit, 2 ** 31 - 1),
    ...(columns !== undefined && {
      select: { fields: columns.length === 0 ? [name] : columns.map(asField) },
    }),
  }
}

function asField(column: string) {
  return { fieldPath: cellPath(column) }
}

function writeOf(write: Write, names: string, id: string) {
  const name = `${names}${write.key}`
  if (write.kind === 'delete') {
    const { version } = write
    return {
      delete: name,
      currentDocument: version === undefined ? { exists: true } : { updateTime: version },
    }
  }
  return {
    update: { name, fields: fieldsOf(write.cells, id, write.expiresAt) },
    ...(write.kind === 'create' && { currentDocument: { exists: false } }),
    ...(write.kind === 'replace' && { currentDocument: { updateTime: write.version } }),
  }
}

/**
 * The service says two of these of other things, too (no database, one in another mode). Taken for a conflict they
 * come to light with the next read.
 */
function isConflict({ status }: Trouble, writes: readonly Write[]): boolean {
  const demanding = writes.some(({ kind }) => kind === 'replace' || kind === 'delete')
  if (status === 'ALREADY_EXISTS') return writes.some(({ kind }) => kind === 'create')
  return demanding && (status === 'FAILED_PRECONDITION' || status === 'NOT_FOUND')
}
