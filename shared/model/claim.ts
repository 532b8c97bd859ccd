import { z } from 'zod'

const port = z.number().int()

/**
 * What a finding says in a form that can be checked against the evidence of its sweep; its sentences are made from the
 * same. Closed: a program that reads reports knows every kind.
 */
export const claim = z.discriminatedUnion('kind', [
  z
    .strictObject({ kind: z.literal('silent'), address: z.string(), port })
    .describe('No connection to this address and port was answered in the whole sweep'),
  z
    .strictObject({
      kind: z.literal('lost-in-part'),
      address: z.string(),
      port,
      lost: z.number().int().positive(),
      of: z.number().int().positive(),
    })
    .describe('So many of the connections to it failed, over all targets and tries of the sweep'),
  z
    .strictObject({
      kind: z.literal('other-port-open'),
      address: z.string(),
      port,
      open: z.array(port),
    })
    .describe('This port does not answer, and others of the same address accept connections'),
  z
    .strictObject({ kind: z.literal('no-reply'), server: z.string() })
    .describe('This DNS server replied to no question of the sweep'),
  z
    .strictObject({ kind: z.literal('missing-exception'), proxy: z.string(), host: z.string() })
    .describe('Clients reach this host without the proxy, and it was asked of the proxy'),
  z
    .strictObject({ kind: z.literal('unknown-issuer'), issuer: z.string() })
    .describe('No root that this host or `ca` has vouches for this issuer'),
  z
    .strictObject({
      kind: z.literal('contrast'),
      failing: z.array(z.string()).describe('Addresses that do not answer'),
      passing: z.strictObject({ host: z.string(), address: z.string() }),
    })
    .describe('Another host at an address of the same class was reached in the same sweep'),
])
export type Statement = z.infer<typeof claim>
