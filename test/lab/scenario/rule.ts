import { z } from 'zod'
import { PLACE_NAMES } from '../network/topology.ts'

export const ACTIONS = [
  'drop',
  'reject-reset',
  'reject-admin',
  'reject-host',
  'reject-net',
  'reject-port',
  'cut-sni',
  'mute-sni',
  'application-rules',
  'inspect',
  'lead',
] as const

const words = z.union([z.string(), z.array(z.string()).min(1)]).transform((w) => [w].flat())

/** One rule of the firewall in the lab’s words; README.md explains each. */
export const rule = z.strictObject({
  action: z.enum(ACTIONS),
  to: words.describe('Endpoints, places, addresses or prefixes; for cut-sni and mute-sni names'),
  from: z.enum(PLACE_NAMES).default('vnet'),
  ports: z.array(z.number().int().min(1).max(65535)).exactOptional(),
  family: z.union([z.literal(4), z.literal(6)]).exactOptional(),
  every: z.number().int().min(2).exactOptional(),
  percent: z.number().int().min(1).max(99).exactOptional(),
  first: z.number().int().positive().exactOptional(),
  larger: z.number().int().positive().exactOptional().describe('Packets above so many bytes'),
  back: z.boolean().default(false).describe('drop: on the way back as well'),
  for: z.number().int().positive().exactOptional().describe('ms'),
  allow: z
    .array(z.string())
    .default([])
    .describe('application-rules and inspect: names that may pass, *.suffix for all below'),
  deny: z
    .array(z.string())
    .default([])
    .describe('application-rules and inspect: names that may not pass, whatever `allow` says'),
  at: z
    .string()
    .regex(/^[^:]+(:\d+)?$/)
    .exactOptional()
    .describe('lead: the endpoint, resolver or address that answers instead, and its port'),
  resolver: z
    .string()
    .default('public')
    .describe('application-rules and inspect: whom the firewall asks for the names it forwards'),
})
export type Rule = z.infer<typeof rule>
