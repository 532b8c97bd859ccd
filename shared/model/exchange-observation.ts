import { z } from 'zod'
import { common } from './observed.ts'
import { DATAGRAM_PROTOCOLS } from './scheme.ts'

/** What an NTP server says of itself and of the time (RFC 5905, 7.3). */
const ntpReply = z.strictObject({
  leap: z.number().int().describe('Leap indicator; 3: its clock is not synchronised'),
  stratum: z.number().int().describe('0: a kiss code; 1: a primary server; 16: not synchronised'),
  reference: z
    .string()
    .describe('Kiss code of stratum 0, source of stratum 1 (GPS, PPS), else an address or a hash'),
  offset: z
    .number()
    .nullable()
    .describe(
      'Its clock less the one of this machine, in ms; null: it gives no time. It may be off by half of `delay`',
    ),
  delay: z.number().describe('Round trip less the time that the server took, in ms'),
})

/** One datagram to one address, and the reply to it. */
export const exchangeObservation = z.strictObject({
  step: z.literal('exchange'),
  ...common,
  address: z.string(),
  port: z.number().int(),
  protocol: z.enum(DATAGRAM_PROTOCOLS),
  sentBytes: z.number().int(),
  replyBytes: z.number().int().nullable().describe('null: no reply came'),
  reply: z.string().describe('The start of the reply as text, limited'),
  replyHex: z.string().describe('The start of the reply, hexadecimal, limited'),
  ntp: ntpReply.exactOptional(),
})
export type ExchangeObservation = z.infer<typeof exchangeObservation>
export type NtpReply = z.infer<typeof ntpReply>
