import { z } from 'zod'
import { claim } from './claim.ts'
import { FINDING_CODES } from './finding-codes.ts'
import { networkObject } from './network-object.ts'

export const VERDICTS = ['pass', 'warn', 'fail', 'inconclusive'] as const
export const verdict = z.enum(VERDICTS)
export type Verdict = z.infer<typeof verdict>

/** From what must be acted on to what is merely said. */
export const SEVERITIES = ['fail', 'inconclusive', 'warn', 'info'] as const
export type Severity = (typeof SEVERITIES)[number]

/** A conclusion about one target, with the observations it rests on. */
export const finding = z.strictObject({
  code: z.enum(FINDING_CODES),
  severity: z.enum(SEVERITIES),
  subject: z
    .string()
    .describe(
      'What is at fault (a resolver, a proxy, a name, an address): findings with one code and one subject have one cause',
    ),
  summary: z.string().describe('One sentence'),
  cause: z.string(),
  fix: z.string(),
  evidence: z.array(z.number().int().nonnegative()).describe('Indexes into `observations`'),
  docs: z.url(),
  object: networkObject
    .exactOptional()
    .describe(
      'What in the configuration of the network decides, where that and the evidence agree',
    ),
  claims: z
    .array(claim)
    .exactOptional()
    .describe('What it says, in a form that can be checked against the evidence'),
})
export type Finding = z.infer<typeof finding>
