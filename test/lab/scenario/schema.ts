import { z } from 'zod'
import { verdict } from '../../../shared/model/finding.ts'
import { FINDING_CODES } from '../../../shared/model/finding-codes.ts'
import { pinned } from '../../../shared/model/target.ts'
import { resolver } from '../world/schema.ts'
import { rule } from './rule.ts'

const code = z.enum(FINDING_CODES)

/** What a target must be told. What is absent is not looked at. */
const told = z.strictObject({
  verdict: verdict.exactOptional(),
  first: code
    .nullable()
    .exactOptional()
    .describe('The finding that comes first; null: none at all'),
  also: z.array(code).default([]).describe('Findings that must be there, at any place'),
  never: z.array(code).default([]).describe('Findings that must not be there'),
  says: z
    .array(z.string())
    .default([])
    .describe('Texts that the first finding must hold in its summary, cause or fix'),
})
export type Told = z.infer<typeof told>

/** A cause that must be told. */
export type CauseTold = z.infer<typeof causeTold>
const causeTold = z.strictObject({
  code,
  subject: z.string().exactOptional().describe('Not looked at when absent'),
  targets: z.number().int().positive().describe('How many it explains'),
})

/** A scenario: what is broken, what is checked, and what must be told. */
export const scenario = z.strictObject({
  shows: z.string().describe('One sentence'),
  resolver: z
    .union([z.string(), z.array(z.string()).min(1), resolver])
    .default('azure')
    .describe('Names of the lab’s resolvers, in the order of resolv.conf, or one of its own'),
  resolvConf: z
    .string()
    .default('timeout:1 attempts:1')
    .describe('The line options of resolv.conf'),
  search: z.string().exactOptional().describe('The line search of resolv.conf'),
  hosts: z
    .record(z.string(), z.string())
    .default({})
    .describe('Lines of the hosts file: name to address'),
  firewall: z.array(rule).default([]),
  estate: z
    .string()
    .exactOptional()
    .describe('A configuration of many targets, estates/NAME.yaml; `config` adds to it and wins'),
  inventory: z
    .string()
    .exactOptional()
    .describe(
      'A file that perimeter init reads, inventories/NAME; `config` goes over what it writes',
    ),
  config: z
    .record(z.string(), z.unknown())
    .default({})
    .describe('perimeter.yaml, as a user would write it'),
  network: z
    .strictObject({
      subnet: z.string().describe('Where the probe stands in it: vnet-lab/probe'),
      resources: z.array(z.unknown()).describe('As az, Resource Graph or gcloud print them'),
    })
    .exactOptional()
    .describe('The configuration of the network that the probe is given'),
  baseline: z
    .record(z.string(), pinned)
    .exactOptional()
    .describe('What is pinned of the targets, by id, as perimeter baseline writes it'),
  expect: told.extend({
    targets: z
      .record(z.string(), told)
      .default({})
      .describe('By name, id or URL; the rest must be told the above'),
    capabilities: z.record(z.string(), verdict).default({}).describe('By id'),
    causes: z
      .array(causeTold)
      .exactOptional()
      .describe('All causes of the sweep, in their order; not looked at when absent'),
  }),
})
export type Scenario = z.infer<typeof scenario>

export interface NamedScenario extends Scenario {
  /** Its file below scenarios/, without .yaml. */
  readonly name: string
}
