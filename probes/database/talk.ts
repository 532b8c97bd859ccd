import type { Failure } from '../../shared/failure/failure.ts'
import type { GreetObservation } from '../../shared/model/greet-observation.ts'
import type { Dialogue } from './dialogue.ts'

/** A channel of TLS over the same connection; null: it did not come about, for this failure. */
export interface Secured {
  readonly dialogue: Dialogue | null
  /** TLSv1.2, TLSv1.3. */
  readonly version: string | null
  readonly failure: Failure | null
}

/** What a protocol is spoken over. */
export interface Talk {
  readonly dialogue: Dialogue
  /** Begins TLS over the connection: once, and nothing is said in clear after it. */
  secure(): Promise<Secured>
}

/** What a server told in its protocol before credentials. */
export interface Told
  extends Pick<GreetObservation, 'software' | 'encryption' | 'asks' | 'error' | 'failure'> {}

/** Nothing yet. */
export const UNTOLD: Told = {
  software: null,
  encryption: null,
  asks: null,
  error: null,
  failure: null,
}

/** Words of a server that are kept, in characters. */
export const MOST_WORDS = 300

/** The user name that a check gives: no account has it, and no password goes with it. */
export const USER = 'perimeter-probe'
