/**
 * The value of a column: of at most 60 KiB, in a column named by ASCII letters, digits and `_`, a letter first. Numbers
 * are finite; texts hold no lone surrogates, bytes hold anything.
 */
export type Cell = string | number | Uint8Array

export type Cells = Readonly<Record<string, Cell>>

export interface Row {
  readonly key: string
  readonly cells: Cells
  /** Changes with every write of the row. */
  readonly version: string
}

/** One change in a commit. What it demands and does not find makes the whole commit a conflict. */
export type Write =
  /** Demands that there is no such row. */
  | (Content & { readonly kind: 'create' })
  /** Demands nothing. */
  | (Content & { readonly kind: 'put' })
  /** Demands the row as it was read. */
  | (Content & { readonly kind: 'replace'; readonly version: string })
  /** Demands that the row is there and, with a version, as it was read. */
  | { readonly kind: 'delete'; readonly key: string; readonly version?: string }

interface Content {
  readonly key: string
  readonly cells: Cells
  /** From then on nobody needs the row: a service that removes old rows by itself may do so. */
  readonly expiresAt?: Date
}

/** From `from` on, before `to`, in the order of the keys. */
export interface KeyRange {
  readonly from: string
  readonly to: string
  readonly limit: number
  /** Only these columns; all when absent. */
  readonly columns?: readonly string[]
}

/** What a service takes at most, with room for what it adds itself. */
export interface RowLimits {
  /** Writes in one commit. */
  readonly writes: number
  /** Bytes of all cells of one commit, and of one row. */
  readonly commitBytes: number
  readonly rowBytes: number
}

/**
 * Rows in partitions: the least that document and table services have in common (Azure Tables, Firestore), and all that
 * a ResultsStore needs of them (stores/rows/store.ts). Strongly consistent. Partitions and keys are ASCII letters,
 * digits and `-._~`, at most 500 characters, ordered by code; nothing else is asked of a service. Every call has its
 * own deadline; errors are thrown as StoreError.
 */
export interface Rows {
  readonly limits: RowLimits
  get(partition: string, key: string): Promise<Row | null>
  list(partition: string, range: KeyRange): Promise<readonly Row[]>
  /**
   * All writes or none; no two of one key. When it throws, they may have been done all the same: whoever tries again
   * must be able to tell. 'conflict' is never said of a write that this very call made.
   */
  commit(partition: string, writes: readonly Write[]): Promise<'committed' | 'conflict'>
  close(): Promise<void>
}
