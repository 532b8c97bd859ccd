import { z } from 'zod'
import { SEVERITIES } from './finding.ts'
import { FINDING_CODES } from './finding-codes.ts'
import { networkObject } from './network-object.ts'

/** The dimensions that a network has, as far as a cause can be told by them. */
const SCOPE_DIMENSIONS = [
  'resolver',
  'zone',
  'suffix', // of names: vault.azure.net
  'address-class',
  'prefix',
  'address',
  'port',
  'server-name',
  'proxy',
  'family', // IPv4 or IPv6
  'issuer', // the authority at the top of a chain
  'certificate', // a leaf, by its fingerprint
  'resource', // an account, a registry, an app: what several names are names of
  'path',
  'subject', // the subject of the finding itself: nothing wider was proved
] as const

const scopePart = z.strictObject({
  dimension: z.enum(SCOPE_DIMENSIONS),
  values: z.array(z.string()).describe('Any of these; parts of a scope hold together'),
})
export type ScopePart = z.infer<typeof scopePart>

/** What the evidence of the sweep says for and against a statement. */
const contrast = z.strictObject({
  failing: z.number().int().positive().describe('Targets in the scope that fail in this way'),
  passing: z
    .number()
    .int()
    .nonnegative()
    .describe('Targets outside the scope that came through the very step that fails inside'),
  examples: z.array(z.string()).describe('Ids of some of those that came through'),
})

/**
 * The smallest statement that covers targets that fail in one way and spares those that came through the same step.
 */
export const cause = z.strictObject({
  id: z
    .string()
    .describe('The code and the subject: the same cause has the same id in every sweep'),
  code: z.enum(FINDING_CODES),
  subject: z
    .string()
    .describe('What is at fault, in a few words that do not change from sweep to sweep'),
  severity: z.enum(SEVERITIES).describe('The most severe among its targets'),
  statement: z.string().describe('One sentence: what fails, what does not, and what follows'),
  scope: z.array(scopePart),
  targets: z.array(z.string()),
  capabilities: z.array(z.string()).describe('Ids of the capabilities that do not work for it'),
  contrast,
  cause: z.string(),
  fix: z.string().describe('For the whole scope'),
  docs: z.url(),
  object: networkObject
    .exactOptional()
    .describe('What decides for all of its targets, in the configuration of the network'),
})
export type Cause = z.infer<typeof cause>
