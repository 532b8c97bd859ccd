import { z } from 'zod'
import { CATALOGS } from '../../shared/catalog/builtin.ts'

/** Built-in ones alone: a file is named by the operator, on the command line. */
export const catalogNames = z.enum(CATALOGS.map(({ name }) => name))

/** What no parameter has more of. */
const MOST = 50

/** Of a catalog. A key of the command line may name a file (`@FILE`); here none does. */
export const parameters = z
  .record(z.string().regex(/^\w+$/), z.string().max(2000))
  .refine((given) => Object.keys(given).length <= MOST, `has more than ${MOST} parameters`)
  .describe('Parameters of the catalog, lists comma separated')

/** As `--with` has them. */
export function pairsOf(given: z.output<typeof parameters>): readonly string[] {
  return Object.entries(given).map(([key, value]) => `${key}=${value}`)
}
