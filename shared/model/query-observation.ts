import { z } from 'zod'
import { dnsRecord, RECORD_TYPES } from './dns-record.ts'
import { TRANSPORTS } from './facts.ts'
import { common } from './observed.ts'

/** One question for the records of one type, put to one server. */
export const queryObservation = z.strictObject({
  step: z.literal('query'),
  ...common,
  name: z.string(),
  type: z.enum(RECORD_TYPES),
  server: z.string().describe('IP:port of the resolver asked'),
  transport: z.enum(TRANSPORTS).nullable().describe('tcp: the UDP answer was cut'),
  rcode: z.string().nullable().describe('NOERROR, NXDOMAIN …; null: no answer that can be read'),
  aliases: z.array(z.string()).describe('Where the CNAME chain leads, in order'),
  records: z.array(dnsRecord),
  omitted: z
    .number()
    .int()
    .positive()
    .exactOptional()
    .describe('Records of the answer that are too much to be kept'),
  zone: z
    .string()
    .nullable()
    .describe('Of the SOA in the authority section: the zone that says that there is none'),
})
export type QueryObservation = z.infer<typeof queryObservation>
