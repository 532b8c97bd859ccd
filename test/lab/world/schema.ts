import { z } from 'zod'

const plainAnswer = z.strictObject({
  status: z.number().int().min(200).max(599),
  headers: z.record(z.string(), z.string()).default({}),
  type: z.string().default('text/plain'),
  body: z.string(),
})
const answer = plainAnswer.extend({
  withToken: plainAnswer.exactOptional().describe('What is said instead to a bearer token'),
})
export type PlainAnswer = z.infer<typeof plainAnswer>
export type Answer = z.infer<typeof answer>

export const ODD = [
  'mute', // accepts the connection and never says a word
  'close-after-hello', // closes when the first bytes come
  'reset-after-hello', // resets when the first bytes come
  'plain-on-tls', // speaks plain HTTP where TLS is expected
  'alerts-after-hello', // answers the ClientHello with the TLS alert handshake_failure
  'denies-connect', // a proxy that answers CONNECT with a bare 403, as Secure Web Proxy does
  'wants-ntlm', // a proxy that asks for Negotiate or NTLM
  'sends-to-login', // a proxy that redirects CONNECT to a login page
  'page-for-tunnel', // a proxy that says 200 to CONNECT and sends a page of its own
  'never-answers', // completes TLS, takes the request and stays silent
  'slow-answer', // completes TLS, answers after 600 ms
  'drip', // completes TLS, sends a long body byte by byte
  'half-a-body', // completes TLS, cuts the body short
  'cuts-request', // completes TLS, closes when the request comes
  'large-head', // completes TLS, answers with 20 KiB of headers
  'bare-line-feeds', // completes TLS, answers with lines that end in a line feed alone
  'http2-only', // completes TLS, sends the SETTINGS frame of HTTP/2
  'gzipped-block', // completes TLS, answers with the block page of a filter, compressed
  'gzipped-denial', // completes TLS, denies as a storage account does, compressed
  'gzipped-text', // completes TLS, answers 200 "status: healthy", compressed
  'any-name', // answers 200 under every name, with a certificate of its issuer for that name
  'postgresql', // a PostgreSQL server that asks for a password
  'postgresql-denies', // one that has no line for the caller’s address, and names it
  'mysql', // a MySQL server that denies the user who is named
  'mysql-denies', // one that admits no account from the caller’s address
  'mysql-busy', // one that has no connection left
  'sqlserver', // a SQL Server, or the gateway of Azure SQL: answers PRELOGIN
  'grpc', // completes TLS, answers the gRPC health check with SERVING
  'grpc-not-serving', // the same with NOT_SERVING
  'grpc-without-health', // the same with UNIMPLEMENTED
  'ntp', // an NTP server, stratum 2; this and the next ones over UDP
  'ntp-not-synchronised', // one that has lost its sources
  'ntp-denies', // one that says DENY
  'ntp-ahead', // one whose clock is ten minutes ahead
  'echoes-datagrams', // says back what it is sent
  'closed', // nobody listens
] as const

/** A server of the lab. README.md says what the words mean. */
export const endpoint = z
  .strictObject({
    in: z.enum(['pe', 'inet']),
    at: z.array(z.string()).min(1),
    names: z.array(z.string()).default([]),
    issuer: z.enum(['microsoft', 'google', 'digicert']).default('microsoft'),
    certificate: z
      .enum([
        'good',
        'expired',
        'future',
        'soon',
        'self-signed',
        'leaf-only',
        'for-clients', // its extended key usage is that of a client
        'no-names', // the host is its common name alone
        'critical-extension', // it holds a critical extension that nobody knows
        'authority-ends-soon', // the certificate of its issuer ends in ten days
        'old-cross-sign', // sent along with it: a certificate that has expired and that nobody needs
      ])
      .default('good'),
    tls: z.enum(['TLSv1.1', 'modern']).default('modern'),
    clientCertificate: z
      .literal('required')
      .exactOptional()
      .describe('Mutual TLS: nginx asks in the handshake, and says 400 to who has none'),
    ports: z.record(z.string().regex(/^\d+$/), z.enum(['tls', 'plain'])).default({ '443': 'tls' }),
    answer: answer.exactOptional(),
    paths: z.record(z.string(), answer).default({}),
    odd: z.enum(ODD).exactOptional(),
  })
  .refine((e) => (e.answer === undefined) !== (e.odd === undefined), {
    message: 'say either what it answers (answer) or how it is odd (odd)',
  })
export type Endpoint = z.infer<typeof endpoint>

const zones = z.record(z.string(), z.array(z.string()))

/** A resolver of the lab. README.md says what the words mean. */
export const resolver = z.union([
  z.strictObject({ zones: zones.describe('Private zones beside the internet: zone to records') }),
  z.strictObject({ behaves: z.enum(['refuses', 'silent', 'closed', 'servfail']) }),
  z.strictObject({
    behaves: z.literal('slow'),
    to: z.string(),
    delay: z.number().int().positive().describe('ms'),
  }),
  z.strictObject({
    behaves: z.literal('ipv4-only').describe('Silent when asked for IPv6 addresses'),
    to: z.string(),
  }),
  z.strictObject({
    behaves: z.literal('alternates'),
    between: z
      .array(z.string())
      .min(2)
      .describe('Resolvers that answer one kind of question in turn'),
  }),
  z.strictObject({
    forwarder: z.enum(['unbound', 'dnsmasq']),
    to: z.string().describe('A resolver, or nowhere: a server that does not answer'),
    options: z.array(z.string()).default([]).describe('Lines of its configuration'),
  }),
])
export type Resolver = z.infer<typeof resolver>
