import { z } from 'zod'

/** A bound on the number of rows, as a query has it. */
export function limit(fallback: number, most: number) {
  return z.coerce
    .number()
    .int()
    .min(1)
    .max(most)
    .default(fallback)
    .describe(`At most so many, up to ${most}`)
}

/** ISO 8601 with any offset; UTC afterwards, as stores compare it. */
export const time = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text).toISOString())

export const vantage = z.string().exactOptional().describe('Only at this vantage')
