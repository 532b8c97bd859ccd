import type { MeaningName } from '../meanings/table.ts'

/** Words that programs write, and what they show. One row of a table of error words. */
export interface Sign {
  /** Bounded gaps only: the time to test it must grow no faster than the text. Letter case does not count. */
  readonly test: RegExp
  /** Null: the words belong to a system and name no step of a connection. */
  readonly shows: MeaningName | null
  /** In place of the meaning's: how far these words decide, 1 to 5. */
  readonly weight?: 0 | 1 | 2 | 3 | 4 | 5
  /** The words count only where a host or an address stands in them or at their end: prose has them, too. */
  readonly ofPeer?: true
  /** Capabilities whose messages these are: catalog/capability. */
  readonly where?: readonly string[]
  /** The port of the service whose words these are: what a check dials where the text names no other. */
  readonly port?: number
  /** The words say something else than what is wrong: what is wrong really. */
  readonly misleads?: string
  /** What to do next, when the words themselves say nothing of the network. */
  readonly lookFor?: string
  /** In place of the table's. */
  readonly source?: string
}

/** The words of one family of programs. */
export interface SignTable {
  /** In words for people: whose these are. */
  readonly family: string
  /** The page or the code that has the words. */
  readonly source: string
  readonly signs: readonly Sign[]
}
