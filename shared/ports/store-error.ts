/** Why a store could not do its work. */
export type StoreProblem =
  | 'unreachable' // the file or service cannot be opened or reached
  | 'not-a-store' // something else is in its place
  | 'newer' // it was written by a newer version of this program
  | 'read-only' // it can be read and not written
  | 'full' // no room is left
  | 'busy' // another process holds it for too long
  | 'damaged' // what is stored cannot be read back
  | 'unknown'

/**
 * A store could not keep or give back a report. The message says what could not be done, where, and what to do;
 * whoever appends keeps the report and tries again.
 */
export class StoreError extends Error {
  override readonly name = 'StoreError'
  readonly problem: StoreProblem

  constructor(message: string, options: ErrorOptions & { readonly problem: StoreProblem }) {
    super(message, options)
    this.problem = options.problem
  }
}
