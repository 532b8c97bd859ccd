import { z } from 'zod'
import { cause } from './cause.ts'
import { cloud } from './cloud.ts'
import { configured } from './configured.ts'
import { ENDINGS } from './evidence.ts'
import { certificate, dnsAnswer } from './facts.ts'
import { finding, verdict } from './finding.ts'
import { observation } from './observation.ts'
import { sandboxName } from './sandbox.ts'
import { path, targetSummary } from './target.ts'

/** The place a probe runs in. */
export const vantage = z.strictObject({
  name: z.string(),
  cloud,
  region: z.string().nullable(),
  app: z.string().nullable(),
  resolvers: z.array(z.string()).describe('The resolvers of the system, IP:port'),
  addresses: z.array(z.string()).describe('The addresses of the host, without loopback'),
  privateRanges: z.array(z.string()).describe('The prefixes that count as private here, CIDR'),
  node: z.string(),
  os: z.string(),
  facts: z.record(z.string(), z.string()).describe('What else the platform says of itself'),
})
export type Vantage = z.infer<typeof vantage>

/** Durations in ms; null where the step did not take place or did not succeed. */
export const timings = z.strictObject({
  dns: z.number().nullable(),
  connect: z.number().nullable(),
  tls: z.number().nullable(),
  ttfb: z.number().nullable(),
  total: z.number().nullable(),
})
export type Timings = z.infer<typeof timings>

export const targetResult = z.strictObject({
  target: targetSummary,
  path,
  verdict,
  ending: z.enum(ENDINGS).describe('Whether the check came to its end, or what cut it short'),
  findings: z.array(finding).describe('The root cause first'),
  observations: z
    .array(observation)
    .describe('What each step saw; empty where `evidenceIn` names the report that has it'),
  timings,
  openedAfter: z
    .number()
    .nullable()
    .default(null)
    .describe(
      'Within how many ms of the sweep’s start the path of a fresh instance opened; null: it was open, or did not open',
    ),
  addresses: z
    .array(z.string())
    .default([])
    .describe('What the application gets for its name in this sweep, or was connected to'),
  cause: z
    .string()
    .nullable()
    .default(null)
    .describe('The id of its cause among `causes`; null: it passes, or nothing explains it'),
  evidenceIn: z
    .string()
    .nullable()
    .default(null)
    .describe(
      'The report whose observations are valid for this sweep, which saw the same; null: this one has its own',
    ),
  checkedAt: z.iso
    .datetime()
    .exactOptional()
    .describe(
      'It was not due, and the pass of an earlier sweep stands: the start of that sweep; absent: this sweep checked it',
    ),
})
export type TargetResult = z.infer<typeof targetResult>

/** Whether the sweep of the report checked the target, and does not carry the pass of an earlier one. */
export function wasChecked({ checkedAt }: Pick<TargetResult, 'checkedAt'>): boolean {
  return checkedAt === undefined
}

/** The start of the sweep that checked the target: that of the report, or the earlier one whose pass it carries. */
export function checkedAtOf(
  { checkedAt }: Pick<TargetResult, 'checkedAt'>,
  { startedAt }: { readonly startedAt: string },
): string {
  return checkedAt ?? startedAt
}

export const capabilityResult = z.strictObject({
  id: z.string(),
  name: z.string(),
  catalog: z.string().nullable(),
  verdict,
  symptom: z.string().describe('What the user will see break'),
  sandbox: sandboxName
    .nullable()
    .default(null)
    .describe('The first of `sandboxes`, for readers of reports from before these were several'),
  sandboxes: z
    .array(sandboxName)
    .default([])
    .describe(
      'The parts of the platform that carry it out besides the app: a pass does not prove their paths; docs/catalogs.md says what is left open',
    ),
  blockedBy: z.array(z.string()).describe('Ids of the targets that keep it from working'),
})
export type CapabilityResult = z.infer<typeof capabilityResult>

export const KINDS = ['scheduled', 'on-demand', 'cli'] as const

/** One sweep of one vantage. The same document in every store, API answer and CLI output. */
export const report = z.strictObject({
  schema: z.literal(1),
  id: z.string(),
  kind: z.enum(KINDS).describe('Only scheduled ones move alerts'),
  vantage,
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  configuration: z
    .strictObject({
      hash: z.string().describe('Of what is checked and how; secrets have no part in it'),
      catalogs: z.record(z.string(), z.string()).describe('Versions of the catalogs by name'),
      disabled: z
        .array(
          z.strictObject({
            kind: z.enum(['receiver', 'catalog', 'target']),
            name: z.string().describe('As a sentence names it: the receiver slack'),
            problem: z.string(),
            remedy: z.string(),
            host: z
              .string()
              .nullable()
              .describe('Of the reference that the platform did not resolve; null: there is none'),
          }),
        )
        .optional()
        .describe('What cannot be used of it and was left out; absent: nothing'),
    })
    .optional()
    .describe('What the sweep was given; absent in reports of older releases'),
  network: z
    .strictObject({
      takenAt: z.iso.datetime().nullable().describe('When it was read; null: not said'),
      place: z.string().nullable().describe('The subnet of the probe; null: not found'),
      unread: z
        .array(z.strictObject({ what: z.string(), why: z.string() }))
        .describe('What could not be read, or is not evaluated'),
      configured: configured.exactOptional(),
    })
    .optional()
    .describe('The configuration of the network that was judged with; absent: none'),
  warmUp: z
    .number()
    .nonnegative()
    .describe('Until when, in ms from the start, the path of a fresh instance may not be open yet'),
  summary: z.strictObject({
    pass: z.number().int(),
    warn: z.number().int(),
    fail: z.number().int(),
    inconclusive: z.number().int(),
  }),
  results: z.array(targetResult),
  causes: z
    .array(cause)
    .default([])
    .describe('What explains the targets that do not pass, the most severe first'),
  capabilities: z.array(capabilityResult),
  dns: z.record(z.string(), dnsAnswer).describe('Answers by key, shared by all observations'),
  certificates: z.record(z.string(), certificate).describe('By SHA-256 fingerprint, hexadecimal'),
})
export type Report = z.infer<typeof report>
