import { StoreError, type StoreProblem } from '../../shared/ports/store-error.ts'

/** Why a request came to nothing, as told by the service, by something before it, or by the network. */
export interface Trouble {
  readonly problem: StoreProblem
  /** The service's own name for it (google.rpc.Code), where the service itself answered. */
  readonly status: string | null
  readonly says: string
  readonly remedy: string
  /** Whether another attempt makes sense: of reads only when the request may have been done; never; or of anything. */
  readonly again: 'never' | 'reads' | 'always'
  readonly cause?: unknown
}

/** The database that trouble is about. */
export interface DatabaseId {
  readonly project: string
  readonly database: string
}

/** `action` completes "Cannot …": "read from". */
export function troubleError(trouble: Trouble, action: string, database: DatabaseId): StoreError {
  const where = `the Firestore database ${database.database} of project ${database.project}`
  const { says, remedy, problem, cause } = trouble
  return new StoreError(`Cannot ${action} ${where}: ${says}; ${remedy}`, { problem, cause })
}
