import type { Severity } from '../model/finding.ts'
import type { Weekday } from '../model/weekday.ts'

/** A weekly window in the local time of a place; one that ends before it begins ends the next day. */
export interface WeeklyWindow {
  readonly days: readonly Weekday[]
  /** HH:MM, 24 hours. */
  readonly from: string
  readonly to: string
  /** IANA name: Asia/Tokyo. */
  readonly timezone: string
}

/** A window that comes once, ISO 8601. */
export interface SingleWindow {
  readonly from: string
  readonly to: string
}

export type MaintenanceWindow = (WeeklyWindow | SingleWindow) & {
  /** Globs on target ids; null: all targets. */
  readonly targets: readonly string[] | null
  readonly reason: string | null
}

/** What must not be told, whatever the time; an absent part fits everything. */
export interface Silence {
  readonly code: string | null
  /** Globs. */
  readonly subject: string | null
  readonly targets: readonly string[] | null
  /** ISO 8601; null: for good. */
  readonly until: string | null
  readonly reason: string
}

/** Whom to tell of what. URL and keys are not in here: nothing that is derived can carry them. */
export interface ReceiverFilter {
  readonly name: string
  readonly on: readonly Severity[]
  /** Globs on ids; null: all. */
  readonly targets: readonly string[] | null
  readonly capabilities: readonly string[] | null
  /** People read it: many messages of one sweep become one. */
  readonly bundles: boolean
}

/** When an incident opens and closes, and who is notified. */
export interface AlertPolicy {
  /** Sweeps in a row. */
  readonly openAfter: number
  readonly closeAfter: number
  /** Vantages that must have a cause at the same time before anybody is notified. */
  readonly agree: number
  /** Verdicts that open an incident. */
  readonly opens: readonly Severity[]
  /** ms; null: never. */
  readonly remindEvery: number | null
  /** A cause that recovered so many times `within` (ms) is held open when it comes again. */
  readonly flapping: { readonly times: number; readonly within: number }
  readonly maintenance: readonly MaintenanceWindow[]
  readonly silences: readonly Silence[]
  readonly channels: readonly ReceiverFilter[]
  /** When sweeps are due: NCRONTAB; null: not known. */
  readonly schedule: string | null
  /** Address of the page, for links in messages; null: none. */
  readonly page: string | null
}
