import type { TargetResult } from '../model/report.ts'
import type { Facts } from './facts.ts'

/** Every kind of change between two reports, the most severe first. Kinds are added to and never renamed. */
export const CHANGE_KINDS = [
  'resolvers', // the system's resolvers
  'capability', // its verdict, or it is new or gone
  'target-added',
  'target-removed',
  'verdict',
  'root-cause', // code and subject of the first finding
  'expectation', // the configuration asks for something else: what follows may come from that
  'path', // direct, proxy, gateway
  'addresses',
  'chain', // the CNAME chain, per resolver
  'resolver-answer', // rcode and class of the addresses, per resolver
  'certificate', // another issuer, subject or set of names
  'certificate-chain', // the leaf's, but other intermediates
  'certificate-renewed', // another certificate of the same issuer, subject and names
  'tls-version',
  'http-status',
  'records', // of the type that is asked for
] as const
export type ChangeKind = (typeof CHANGE_KINDS)[number]

/** One change. Lists are sorted, and empty where there was nothing. */
export interface Change {
  readonly kind: ChangeKind
  /** The target's id; null for what concerns the whole. */
  readonly target: string | null
  /** What a reader calls it: the name of the target, of the capability or of the vantage. */
  readonly name: string
  /** What of it, where there are several: the resolvers that answer otherwise. */
  readonly subject: string | null
  readonly before: readonly string[]
  readonly after: readonly string[]
}

/** A target's result with what holds the facts it refers to: its report, or what was kept of it. */
export interface Side {
  readonly result: TargetResult
  readonly report: Facts
}

/** A difference of one target, before it is said of which. */
export type Difference = Pick<Change, 'kind' | 'subject' | 'before' | 'after'>

/** Each text once, in one order on every machine. */
export function sorted(texts: Iterable<string>): readonly string[] {
  return [...new Set(texts)].sort()
}
