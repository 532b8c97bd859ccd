import type { z } from 'zod'
import { type Report, report } from '../model/report.ts'

/** How many faults a message lists: after the first few, more do not help to find the cause. */
const LISTED = 3

/** A document that claims to be a report and is not one. */
export class InvalidReportError extends Error {
  override readonly name = 'InvalidReportError'
}

/**
 * Takes a value from a disk, a store or the network as a report. Returns it with defaults filled in; throws
 * InvalidReportError, whose message names the paths that are wrong, when it does not satisfy the schema.
 */
export function checkReport(value: unknown): Report {
  // To compile the schema first, as zod would, takes longer than to walk the report; what is compiled is no faster later.
  const parsed = report.safeParse(value, { jitless: true })
  if (parsed.success) return parsed.data
  const version = schemaOf(value)
  if (typeof version === 'number' && version > 1) {
    throw new InvalidReportError(
      `Cannot read the report: its schema is ${version} and this version of Perimeter reads schema 1; use a newer version`,
    )
  }
  const { issues } = parsed.error
  const listed = issues.slice(0, LISTED).map((issue) => `${pathText(issue.path)}: ${issue.message}`)
  const more = issues.length > LISTED ? [`and ${issues.length - LISTED} more`] : []
  throw new InvalidReportError(`Not a report, or a damaged one: ${[...listed, ...more].join('; ')}`)
}

function schemaOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'schema' in value ? value.schema : undefined
}

/** results[3].observations[0].t0; the document itself is called so. */
function pathText(path: z.core.$ZodIssue['path']): string {
  const text = path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
  return text === '' ? 'the document' : text.replace(/^\./, '')
}
