import { TokenError } from '../../identity/trouble.ts'

/**
 * Why there was no answer of the service. The names are used with those of Node and of the service (table-error.ts).
 */
type Reason = 'DEADLINE' | 'CLOSED' | 'NOT_THE_SERVICE' | 'PARTLY_REFUSED'

/** A request that got no answer of the service; `statusCode` is that of whoever answered instead. */
export class RequestError extends Error {
  override readonly name = 'RequestError'
  readonly code: Reason
  readonly statusCode: number | undefined

  constructor(message: string, code: Reason, statusCode?: number) {
    super(message)
    this.code = code
    this.statusCode = statusCode
  }
}

/** What tells one failure from another, in the names of the service, of Node or of RequestError. */
export interface RequestFault {
  readonly code: string
  readonly status: number | null
  /** Why there is no token, which no code tells. */
  readonly words?: string
}

interface Thrown {
  readonly name: string
  readonly code?: unknown
  readonly statusCode?: unknown
  readonly details?: unknown
}

/** Null for what neither a request nor a credential throws: a bug. */
export function causeOf(error: unknown): RequestFault | null {
  if (!(error instanceof Error)) return null
  if (error instanceof TokenError) return { code: 'NO_TOKEN', status: null, words: error.message }
  const thrown: Thrown = error
  if (thrown.name !== 'RestError' && thrown.name !== 'RequestError') return null
  return {
    code: serviceCode(thrown.details) ?? (typeof thrown.code === 'string' ? thrown.code : ''),
    status: typeof thrown.statusCode === 'number' ? thrown.statusCode : null,
  }
}

/** Of a request for one row the library keeps the service’s own word apart; of a transaction it is the code. */
function serviceCode(details: unknown): string | null {
  if (typeof details !== 'object' || details === null || !('errorCode' in details)) return null
  return typeof details.errorCode === 'string' ? details.errorCode : null
}
