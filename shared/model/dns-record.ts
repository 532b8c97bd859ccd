import { z } from 'zod'

/** Types of DNS records that a target may ask for by name (IANA, DNS Parameters: Resource Record TYPEs). */
// biome-ignore format: one line
export const RECORD_TYPES = ['A', 'AAAA', 'CNAME', 'MX', 'TXT', 'SRV', 'NS', 'SOA', 'PTR', 'CAA'] as const
export type RecordType = (typeof RECORD_TYPES)[number]

/** One record of an answer. */
export const dnsRecord = z.strictObject({
  data: z
    .string()
    .describe('As in a zone file, names in lower case without the final dot, texts without quotes'),
  ttl: z.number().int().nonnegative(),
})
export type DnsRecord = z.infer<typeof dnsRecord>

/** The type that a text means, in whatever case; null for one that cannot be asked for. */
export function recordTypeOf(text: string): RecordType | null {
  const wanted = text.toUpperCase()
  return RECORD_TYPES.find((type) => type === wanted) ?? null
}
