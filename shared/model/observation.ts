import { z } from 'zod'
import type { StepName } from '../failure/step.ts'
import { exchangeObservation } from './exchange-observation.ts'
import { TRANSPORTS } from './facts.ts'
import { greetObservation } from './greet-observation.ts'
import { grpcAnswer } from './grpc-answer.ts'
import { common, ms } from './observed.ts'
import { queryObservation } from './query-observation.ts'
import { MAIL_PROTOCOLS } from './scheme.ts'

/**
 * One question put to one resolver. `getaddrinfo` is what an application gets (hosts file, search list,
 * caches and all); `dns` is the same name asked of one server on the wire.
 */
export const resolveObservation = z.strictObject({
  step: z.literal('resolve'),
  ...common,
  engine: z.enum(['getaddrinfo', 'dns']),
  name: z
    .string()
    .describe('The name asked for; another than the target’s where the search list made it'),
  type: z
    .enum(['A', 'AAAA', 'SOA', 'any'])
    .describe(
      'any: both families in one call, as getaddrinfo does; SOA: which zone the name lies in',
    ),
  server: z
    .string()
    .nullable()
    .describe(
      'IP:port of the resolver asked, or its tls:// or https:// form; null for getaddrinfo',
    ),
  transport: z.enum(TRANSPORTS).nullable(),
  addresses: z.array(z.string()).describe('The addresses in the answer, in its order'),
  answer: z
    .string()
    .nullable()
    .describe('Key of the whole answer in the report’s `dns`; null when there is none'),
  hosts: z
    .array(z.string())
    .nullable()
    .describe('getaddrinfo only: the addresses that the hosts file gives for the name'),
})

/** One TCP connection attempt to one address. */
export const connectObservation = z.strictObject({
  step: z.literal('connect'),
  ...common,
  address: z.string(),
  port: z.number().int(),
  local: z.string().nullable().describe('Source address of the connection'),
})

/** How far a TLS handshake came; `sent` is the mark of a filter that cuts by server name. */
export const HANDSHAKE_PHASES = [
  'before-hello', // nothing of ours was sent
  'sent', // the ClientHello went out, not one byte came back
  'answered', // the peer answered something, but the handshake did not complete
  'done',
] as const

/**
 * What a ClientHello offers. Clients of today send the first, in two packets; those of some years ago the second; the
 * last asks for nothing that a server has, so that it answers at once and in a few bytes.
 */
export const HELLOS = [
  'full', // with a post-quantum key share (X25519MLKEM768), some 1,600 bytes
  'small', // with classical key exchange alone (X25519, P-256), some 370 bytes
  'h2', // as the first, and HTTP/2 besides HTTP/1.1 (ALPN)
  'refusable', // no cipher suite that exists, some 110 bytes
] as const

/**
 * Whose root vouches for a chain: a public authority’s (Mozilla’s list, which comes with Node), one that this machine’s
 * store holds besides, or one of `ca`. No inspecting device has a root of the first kind.
 */
export const ANCHORS = ['public', 'machine', 'configuration'] as const
export type Anchor = (typeof ANCHORS)[number]

/** One TLS handshake. Verification is data here: an untrusted chain is recorded, not thrown. */
export const handshakeObservation = z.strictObject({
  step: z.literal('handshake'),
  ...common,
  address: z.string(),
  port: z.number().int(),
  serverName: z.string().nullable().describe('The SNI sent; null for an IP literal (RFC 6066)'),
  phase: z.enum(HANDSHAKE_PHASES),
  hello: z
    .enum(HELLOS)
    .exactOptional()
    .describe('What was offered; absent: full. Others follow a full one that got no answer'),
  helloBytes: z.number().int().exactOptional().describe('Bytes of the ClientHello on the wire'),
  version: z.string().nullable().describe('TLSv1.2, TLSv1.3'),
  cipher: z.string().nullable(),
  alpn: z.string().nullable(),
  chain: z
    .array(z.string())
    .describe('SHA-256 fingerprints of the presented chain, leaf first; keys of `certificates`'),
  path: z
    .array(z.string())
    .exactOptional()
    .describe(
      'Fingerprints from the leaf to a root that is known here, by the names of issuers; where the chain is trusted, the chain as verified. Empty: no such way',
    ),
  anchor: z
    .enum(ANCHORS)
    .exactOptional()
    .describe(
      'Whose root the last of `path` is: a public authority’s, one of this machine’s store, or one of `ca`',
    ),
  verification: z
    .string()
    .nullable()
    .describe(
      'OpenSSL’s reason why the chain is not trusted (CERT_HAS_EXPIRED, EE_KEY_TOO_SMALL …), or its words; null: trusted',
    ),
  nameMatches: z.boolean().nullable().describe('Whether the leaf is for the name; null: no leaf'),
  opening: z
    .strictObject({
      protocol: z.enum(MAIL_PROTOCOLS),
      greeting: z.string().nullable().describe('The first line of the server'),
      offered: z
        .boolean()
        .nullable()
        .describe('Whether it offers STARTTLS; null: it was not asked'),
    })
    .exactOptional()
    .describe('What was said in clear before TLS (STARTTLS)'),
  certificateRequested: z
    .literal(true)
    .exactOptional()
    .describe('The peer sent a CertificateRequest (RFC 8446, 4.3.2); absent: none was seen'),
  client: z
    .string()
    .exactOptional()
    .describe(
      'Fingerprint of the client certificate that was there to be shown; a key of `certificates`',
    ),
})

/** What HEAD got where the request itself got no byte. */
const shortAnswer = z.strictObject({
  status: z.number().int(),
  announced: z.number().int().nullable().describe('Content-Length: the bytes of the answer to GET'),
  arrived: z
    .number()
    .int()
    .describe('The most bytes that came at once: in the TLS handshake, or as the answer to HEAD'),
  ms: ms.describe('How long the answer took'),
})
export type ShortAnswer = z.infer<typeof shortAnswer>

/** One HTTP request over the connection that the steps before opened. No redirect is followed. */
export const requestObservation = z.strictObject({
  step: z.literal('request'),
  ...common,
  address: z.string(),
  port: z.number().int(),
  method: z.string(),
  url: z.string(),
  sent: z
    .strictObject({
      headers: z.array(z.string()).describe('Their names'),
      bodyBytes: z.number().int(),
    })
    .exactOptional()
    .describe('What the configuration had the request carry; never the values'),
  status: z.number().int().nullable(),
  headers: z
    .record(z.string(), z.string())
    .describe('The headers that matter, lower case, limited'),
  reason: z
    .string()
    .exactOptional()
    .describe('The reason phrase, where it is not the usual one of the status'),
  headBytes: z
    .number()
    .int()
    .exactOptional()
    .describe('Bytes of the headers, where they exceed the 16 KiB that many clients accept'),
  outOfSpec: z
    .string()
    .exactOptional()
    .describe('Why a strict HTTP parser refuses the answer, which lenient clients (curl) accept'),
  upgrade: z
    .enum(['accepted', 'wrong-key'])
    .exactOptional()
    .describe(
      'The connection changed to WebSocket (101); wrong-key: by an answer to another request (Sec-WebSocket-Accept)',
    ),
  grpc: grpcAnswer.exactOptional().describe('gRPC alone: the answer of the health check'),
  body: z
    .string()
    .describe('The start of the body as text, decompressed, in its own charset, limited'),
  page: z
    .string()
    .exactOptional()
    .describe('Title and visible words of an HTML page of which `body` holds only the start'),
  undecoded: z
    .string()
    .exactOptional()
    .describe('Why the body could not be decompressed; `body` is then as it came'),
  bodyBytes: z
    .number()
    .int()
    .describe('Bytes of the body read, as they came; more may have followed'),
  bodyComplete: z.boolean(),
  shortAnswer: shortAnswer
    .exactOptional()
    .describe('What the same by HEAD got, over a connection of its own, after no byte came'),
  firstByte: ms
    .nullable()
    .describe('When the response headers arrived, in ms from the sweep’s start'),
})

/** One HTTP CONNECT through a proxy. The TCP (and TLS) steps to the proxy are observations before it. */
export const proxyObservation = z.strictObject({
  step: z.literal('proxy'),
  ...common,
  proxy: z.string().describe('scheme://host:port, never with credentials'),
  authority: z.string().describe('host:port asked for in CONNECT'),
  credentials: z
    .enum(['none', 'Basic'])
    .exactOptional()
    .describe('By which scheme credentials were sent; never the credentials'),
  status: z.number().int().nullable(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
})

/** What each step sees: a step without a row does not compile. */
const OBSERVATIONS = {
  query: queryObservation,
  resolve: resolveObservation,
  connect: connectObservation,
  handshake: handshakeObservation,
  request: requestObservation,
  proxy: proxyObservation,
  greet: greetObservation,
  exchange: exchangeObservation,
} as const satisfies { [S in StepName]: z.ZodObject<{ step: z.ZodLiteral<S> }> }

type AnySchema = (typeof OBSERVATIONS)[StepName]

export const observation = z.discriminatedUnion(
  'step',
  Object.values(OBSERVATIONS) as [AnySchema, ...AnySchema[]],
)

export type ResolveObservation = z.infer<typeof resolveObservation>
export type ConnectObservation = z.infer<typeof connectObservation>
export type HandshakeObservation = z.infer<typeof handshakeObservation>
export type RequestObservation = z.infer<typeof requestObservation>
export type ProxyObservation = z.infer<typeof proxyObservation>
export type Observation = z.infer<typeof observation>
export type ObservationOf<S extends StepName> = Extract<Observation, { step: S }>

/** Whether a step belongs to the check itself, and not to the comparison that follows a hello without an answer. */
export function isOfTheCheck(o: Observation): boolean {
  return o.step !== 'handshake' || (o.hello ?? 'full') === 'full'
}
