import { z } from 'zod'
import { common } from './observed.ts'
import { DATABASE_PROTOCOLS } from './scheme.ts'

/** How far the first words of a database protocol came. */
export const GREET_PHASES = [
  'sent', // not one byte came back
  'answered', // something came, and it did not go on to the end
  'done',
] as const

/**
 * The first words of a database protocol, as far as a server goes before credentials: its greeting, the agreement on
 * TLS, and what it says to a user name without a password. No query is sent, and no secret.
 */
export const greetObservation = z.strictObject({
  step: z.literal('greet'),
  ...common,
  address: z.string(),
  port: z.number().int(),
  protocol: z.enum(DATABASE_PROTOCOLS),
  phase: z.enum(GREET_PHASES),
  software: z.string().nullable().describe('The version that the server names'),
  encryption: z
    .string()
    .nullable()
    .describe(
      'The TLS version of the session; where there was none, what the server says of encryption: required, offered, none',
    ),
  chain: z
    .array(z.string())
    .describe('SHA-256 fingerprints of the presented chain, leaf first; keys of `certificates`'),
  asks: z
    .string()
    .nullable()
    .describe(
      'How the server wants to be authenticated to, or `login`: it would take a login next',
    ),
  error: z
    .strictObject({
      code: z.string().describe('SQLSTATE of PostgreSQL; error number of MySQL and SQL Server'),
      message: z.string(),
    })
    .nullable()
    .describe('The error that the server itself answered with; null: none'),
})

export type GreetObservation = z.infer<typeof greetObservation>
