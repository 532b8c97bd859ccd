import type { AddressBook } from '../address/book.ts'
import type { KnownNetwork } from '../cloud-network/at.ts'
import type { Vantage } from '../model/report.ts'
import type { Before } from './before.ts'
import type { Lists } from './lists.ts'

/** What judgement knows besides the evidence. */
export interface Knowledge {
  readonly book: AddressBook
  /** The lists of names of the last report, for what changed since; without it nothing is compared. */
  readonly lists?: Lists
  /** What the last report says of each target; without it nothing is compared that may be chance in one sweep. */
  readonly before?: Before
  /** What the platform says of the place; without it no hint is drawn from that. */
  readonly vantage?: Pick<Vantage, 'cloud' | 'facts'> &
    Partial<Pick<Vantage, 'region' | 'app' | 'addresses'>>
  /** The configuration of the network; without it no object is named. */
  readonly network?: KnownNetwork | undefined
}
