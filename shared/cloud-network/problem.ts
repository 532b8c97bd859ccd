import type { z } from 'zod'

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
