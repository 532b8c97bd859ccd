import { z } from 'zod'
import { networkObject } from './network-object.ts'

/** The parts of a path that decide, in the order in which a flow meets them. */
export const LAYERS = ['dns', 'route', 'rules', 'firewall', 'nat', 'endpoint', 'service'] as const
export type Layer = (typeof LAYERS)[number]

/** What the configuration of the network says of one part of a target’s path. */
export const configuredHop = z.strictObject({
  layer: z.enum(LAYERS),
  outcome: z.enum(['pass', 'blocked', 'unreadable']),
  object: networkObject.nullable(),
  says: z.string().describe('One clause'),
})
export type ConfiguredHop = z.infer<typeof configuredHop>

/** What holds objects of paths: a security group, a route table, a zone; with the lines of all that it holds. */
const holder = z.strictObject({
  id: z.string(),
  name: z.string(),
  lines: z.record(z.string(), z.string()).describe('By the name of the rule, route or record'),
})
export type Holder = z.infer<typeof holder>

/**
 * What of the configuration of the network lies on the paths of the targets, so that a later report can say what changed.
 * Bounded; hops that paths share are stored once, and all of it once as long as it stays the same.
 */
export const configured = z.strictObject({
  hash: z.string().describe('Of all that follows'),
  heldIn: z.string().nullable().describe('The report that has it; null: this one'),
  hops: z.array(configuredHop),
  paths: z
    .record(z.string(), z.array(z.number().int().nonnegative()))
    .describe('By target id: indexes into `hops`, in the order of the path'),
  holders: z.array(holder),
})
export type Configured = z.infer<typeof configured>
