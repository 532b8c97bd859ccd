import { z } from 'zod'
import { FAILURES, type FailureCode } from './table.ts'

const CODES = Object.keys(FAILURES) as [FailureCode, ...FailureCode[]]

/** What went wrong in one step: our closed name for it, and the untranslated error it was read from. */
export const failure = z.strictObject({
  code: z.enum(CODES).describe('One of the closed table of failures (perimeter explain CODE)'),
  raw: z
    .string()
    .describe('What the system said: errno, DNS rcode, TLS alert, OpenSSL code; no secrets'),
})
export type Failure = z.infer<typeof failure>

/** The first words of an `interrupted` step during which the process was paused, or its host slept. */
export const STOOD_STILL = 'the process stood still'

/** Builds a failure; `raw` keeps the words of the system, cut to what a report can carry. */
export function fail(code: FailureCode, raw: string): Failure {
  return { code, raw: raw.length > 300 ? `${raw.slice(0, 299)}…` : raw }
}
