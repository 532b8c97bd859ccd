import { z } from 'zod'
import { azureNetwork } from './in-azure/model.ts'
import { googleNetwork } from './in-google/model.ts'

/**
 * The configuration of the network as data: what the clouds say of themselves. Versioned; what `--network` reads and
 * keeps. Names and addresses only.
 */
export const networkConfiguration = z.strictObject({
  perimeterNetwork: z.literal(1).describe('The version of this shape'),
  takenAt: z.iso.datetime().nullable().describe('When it was read from the clouds; null: not said'),
  azure: azureNetwork,
  google: googleNetwork,
  unread: z
    .array(z.strictObject({ what: z.string(), why: z.string() }))
    .describe('What could not be read, or is of a kind that is not evaluated'),
})
export type NetworkConfiguration = z.infer<typeof networkConfiguration>
