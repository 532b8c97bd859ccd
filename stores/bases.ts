import type { Report } from '../shared/model/report.ts'
import { EVIDENCE_AGE } from '../shared/report/compact.ts'

/** How many texts of bases a handle keeps: one a vantage that is read or written at the time. */
export const BASES_KEPT = 4

/** A report whose text is so many times as long holds what this one does not have, and slows it down. */
const TOO_LONG = 2

/** Whether a base that began at `base` is near enough for a report that begins at `at`, both in ms since 1970. */
export function isRecentBase(base: number, at: number): boolean {
  return base < at && at - base <= EVIDENCE_AGE
}

/** Whether a report, whose text has so many bytes, can be packed on the text of a base. */
export function isFittingBase(base: Uint8Array, report: Report, length: number): boolean {
  return base.byteLength <= TOO_LONG * length || report.kind !== 'scheduled'
}
