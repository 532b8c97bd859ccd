import type { Complaint } from '../document/problem.ts'
import type { RecordType } from '../model/dns-record.ts'
import type { Scheme } from '../model/scheme.ts'

/** Where a target's URL leads. */
export interface Endpoint {
  readonly scheme: Scheme
  readonly host: string
  readonly port: number
  /** Path and query as they are sent. */
  readonly path: string
  /** The type of records to ask for. */
  readonly record?: RecordType
  /** `dns` and `records` only: the one server to ask, `IP:port`, when the URL names one. */
  readonly server?: string
  /** The URL in its one spelling, to be shown: lower case, without default ports, *** in place of credentials. */
  readonly url: string
}

export type UrlResult =
  | { readonly endpoint: Endpoint; readonly complaint: null }
  | { readonly endpoint: null; readonly complaint: Complaint }
