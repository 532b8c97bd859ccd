import { z } from 'zod'
import { FINDING_CODES } from '../../../shared/model/finding-codes.ts'
import { rule } from '../scenario/rule.ts'
import { resolver } from '../world/schema.ts'

/** A whole network in which everything works: the configuration and what the network allows. */
export const estate = z.strictObject({
  shows: z.string().describe('One sentence'),
  resolver: z.string().describe('The resolver of the host'),
  firewall: z.array(rule).default([]),
  config: z.record(z.string(), z.unknown()).describe('perimeter.yaml, as a user would write it'),
})

/** A cause that a change must bring, and what it must say. */
export const causeTold = z.strictObject({
  code: z.enum(FINDING_CODES),
  subject: z.string().exactOptional().describe('Not looked at when absent'),
  hits: z
    .array(z.string())
    .min(1)
    .describe('The targets that the change hits, by what they were before; see hits.ts'),
  warns: z
    .boolean()
    .default(false)
    .describe('It hits only what is optional, so that it opens no incident'),
  changed: z
    .array(z.string())
    .exactOptional()
    .describe('What the lines of what changed must hold; empty: nothing differs that is seen'),
})
export type CauseTold = z.infer<typeof causeTold>

/** Zones as another resolver has them, with a change. */
const likeOther = z.strictObject({
  like: z.string().describe('A resolver with zones'),
  without: z.array(z.string()).default([]).describe('Zones that are not linked any more'),
  zones: z.record(z.string(), z.array(z.string())).default({}).describe('Zones as they are now'),
})

/** One state of the network in which it differs from the estate. */
export const change = z.strictObject({
  shows: z.string().describe('One sentence'),
  dns: z
    .union([z.string(), resolver, likeOther])
    .exactOptional()
    .describe('Who answers now at the address of the estate’s resolver'),
  firewall: z.array(rule).default([]).describe('Rules before those of the estate'),
  hosts: z.record(z.string(), z.string()).default({}),
  config: z
    .record(z.string(), z.unknown())
    .default({})
    .describe('Keys of perimeter.yaml that are other than before'),
  expect: z.array(causeTold).describe('In the order in which they must be told'),
})

/** Two independent changes at once, by name. */
export const pairs = z.array(z.tuple([z.string(), z.string()]))

/** Sweeps one after the other; `healthy` is the estate as it is. */
export const lives = z.record(
  z.string(),
  z.strictObject({
    shows: z.string(),
    sweeps: z.array(z.string()).min(2).describe('Names of changes, joined by a plus when at once'),
    incidents: z.number().int().describe('How many there are in the end, open and closed'),
    open: z.number().int().describe('How many of them are open'),
  }),
)

export type Change = z.infer<typeof change>
export type Estate = z.infer<typeof estate>
