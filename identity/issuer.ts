/** A token as a platform gives it. */
export interface Issued {
  readonly token: string
  /** When it ends, in ms since the epoch. */
  readonly expiresAt: number
}

/** What asks a platform for a token. Throws the error of its library, or TokenError; ends at the signal where it can. */
export type Issuer = (of: string, signal: AbortSignal) => Promise<Issued>

/** What one token may take, in ms: of all the requests that it needs. */
export const DEADLINE = 5_000

/** Ends after `ms` with a TimeoutError, whether the work heeds its signal or not. */
export async function within<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const end = new AbortController()
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    const error = new DOMException(`no answer within ${ms} ms`, 'TimeoutError')
    end.abort(error)
    late.reject(error)
  }, ms)
  try {
    return await Promise.race([work(end.signal), late.promise])
  } finally {
    clearTimeout(timer)
  }
}
