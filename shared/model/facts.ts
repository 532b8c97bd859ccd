import { z } from 'zod'

/** How DNS is asked: over UDP, TCP after a cut answer, TLS (RFC 7858) and HTTPS (RFC 8484). */
export const TRANSPORTS = ['udp', 'tcp', 'tls', 'https'] as const
export type Transport = (typeof TRANSPORTS)[number]

/** One alias on the way from the name asked to its addresses. */
const alias = z.strictObject({
  name: z.string(),
  target: z.string(),
  ttl: z.number().int().nonnegative(),
})

/**
 * One DNS answer as the server sent it. Stands once in a report, whatever number of targets share the name.
 * Names are lower case, without the final dot, and hold printable ASCII only (others as \\DDD, RFC 4343).
 */
export const dnsAnswer = z.strictObject({
  name: z.string(),
  type: z.enum(['A', 'AAAA', 'SOA']),
  server: z.string(),
  transport: z.enum(TRANSPORTS),
  rcode: z
    .string()
    .describe('NOERROR, NXDOMAIN, SERVFAIL, REFUSED …; RCODE<n> where it has no name'),
  flags: z.strictObject({
    aa: z.boolean(),
    tc: z.boolean().describe('The UDP answer was cut, and TCP was used'),
    ra: z.boolean(),
    ad: z.boolean(),
  }),
  edns: z.boolean().describe('Whether the server answered to EDNS; false after the fallback'),
  chain: z.array(alias).describe('The CNAME chain in order, from the name asked'),
  addresses: z.array(z.strictObject({ address: z.string(), ttl: z.number().int().nonnegative() })),
  soa: z
    .strictObject({
      zone: z.string(),
      mname: z.string(),
      rname: z.string(),
      minimum: z.number().int().nonnegative(),
    })
    .nullable()
    .describe(
      'The SOA of the authority section, or of the answer to a question for it: it shows which zone spoke',
    ),
  bytes: z.number().int(),
})
export type DnsAnswer = z.infer<typeof dnsAnswer>

/** What one certificate says. Stands once in a report, by SHA-256 fingerprint. */
export const certificate = z.strictObject({
  subject: z.string().describe('One line, RFC 4514 order: CN=…, O=…'),
  issuer: z.string(),
  names: z.array(z.string()).describe('Subject alternative names: DNS names and IP addresses'),
  notBefore: z.iso.datetime(),
  notAfter: z.iso.datetime(),
  serial: z.string(),
  key: z.string().describe('Type and size: RSA 2048, EC prime256v1'),
  selfSigned: z.boolean(),
  ca: z.boolean(),
  signature: z.string().exactOptional().describe('How it is signed: SHA256-RSA; else the OID'),
  purposes: z
    .array(z.string())
    .exactOptional()
    .describe('Extended key usages by name, else by OID; absent: for every purpose'),
  usages: z.array(z.string()).exactOptional().describe('Key usages; absent: for every use'),
  pathLength: z
    .number()
    .int()
    .exactOptional()
    .describe('How many intermediate authorities may be below it (RFC 5280, 4.2.1.9)'),
  permitted: z
    .array(z.string())
    .exactOptional()
    .describe('Names that it may sign for: DNS:corp.example, IP:10.0.0.0/8'),
  excluded: z.array(z.string()).exactOptional().describe('Names that it must not sign for'),
  criticalExtensions: z
    .array(z.string())
    .exactOptional()
    .describe('OIDs of extensions that are marked critical and that clients do not know'),
  otherNames: z
    .array(z.string())
    .exactOptional()
    .describe('Subject alternative names of other kinds: email, URI, directory …'),
})
export type Certificate = z.infer<typeof certificate>
