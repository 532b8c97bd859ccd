import type { z } from 'zod'
import type { Entry } from './row.ts'

/** A file of the network’s configuration that cannot be used: where in it, and why. */
export class NetworkFileError extends Error {
  override readonly name = 'NetworkFileError'
}

/** An entry that a reader takes, or the place in the file and what is wrong there. Throws NetworkFileError. */
export function checkedEntry<T>(schema: z.ZodType<T>, entry: unknown, place: string): T {
  const parsed = schema.safeParse(entry)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const path =
    issue?.path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)) ?? []
  throw new NetworkFileError(`${place}${path.join('')}: ${issue?.message ?? 'is not valid'}`)
}

/** Reads an entry: in a list of one, or of none where it is not sound and left out. */
export type ReadEntry = <T>(schema: z.ZodType<T>, entry: Entry) => T[]

/** Refuses an entry that is not sound. Throws NetworkFileError. */
export const orRefuse: ReadEntry = (schema, { row, place }) => [checkedEntry(schema, row, place)]

/** Leaves out an entry that is not sound, and hands it and what is wrong with it on. */
export function orLeaveOut(unsound: (entry: Entry, problem: string) => void): ReadEntry {
  return (schema, entry) => {
    try {
      return orRefuse(schema, entry)
    } catch (error) {
      if (!(error instanceof NetworkFileError)) throw error
      unsound(entry, error.message)
      return []
    }
  }
}
