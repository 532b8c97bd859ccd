import { z } from 'zod'
import { checkedText, cidr, duration, nonEmpty } from '../document/text.ts'
import { type Expectation, INSPECTED, RESOLUTIONS } from '../model/target.ts'
import { expectedZone } from '../zone/expected-zone.ts'
import { parseHost } from './host.ts'
import { patternOf } from './pattern.ts'

/** A schema for each key of the program's form: what one of them knows and the other does not is an error of types. */
type KeysOf<T> = Readonly<Record<keyof NonNullable<T>, z.ZodType>>

const pattern = checkedText((text) => {
  if (text === '') return { message: 'is empty', remedy: 'Write a text, or a /pattern/' }
  try {
    patternOf(text)
    return null
  } catch {
    return { message: 'is not a valid pattern', remedy: 'Write a JavaScript regular expression' }
  }
})

const reply = pattern.and(
  checkedText((text) =>
    /^hex:([0-9a-f]{2}[ :]?)+$/i.test(text) || !text.startsWith('hex:')
      ? null
      : { message: 'is not hexadecimal', remedy: 'Write two digits a byte: "hex:1c 01"' },
  ),
)

const zoneName = checkedText((text) =>
  parseHost(expectedZone(text)?.zone ?? '').complaint === null
    ? null
    : {
        message: 'is not a valid zone name',
        remedy: 'Write the zone as in privatelink.azurecr.io',
      },
)

const STATUS = 'a status from 100 to 599, or a class such as 2xx'
const status = z.union([
  z.int().min(100).max(599),
  checkedText((text) =>
    /^[1-5]xx$/.test(text)
      ? null
      : { message: 'is not a valid HTTP status', remedy: `Write ${STATUS}` },
  ),
])

const tls = z.strictObject({
  issuer: z
    .array(nonEmpty)
    .min(1)
    .exactOptional()
    .describe('Texts, one of which must be in an issuer of the presented chain: [DigiCert]'),
  minVersion: z
    .enum(['TLSv1.2', 'TLSv1.3'])
    .exactOptional()
    .describe('The oldest TLS version that will do'),
  expiresInDays: z
    .number()
    .min(0)
    .exactOptional()
    .describe('Warn when the certificate is valid for fewer days'),
  inspected: z
    .enum(INSPECTED)
    .exactOptional()
    .describe(
      'never: no device on the way may end TLS, whatever root it has; allowed: one does, as is known',
    ),
} satisfies KeysOf<Expectation['tls']>)

const http = z.strictObject({
  status: z
    .array(status)
    .min(1)
    .exactOptional()
    .describe(`Statuses that are right: a list of ${STATUS}`),
  headers: z
    .record(nonEmpty, pattern)
    .exactOptional()
    .describe('Header names, each with a text that its value must contain, or a /pattern/'),
  body: pattern.exactOptional().describe('A text that the body must contain, or a /pattern/'),
} satisfies KeysOf<Expectation['http']>)

const latency = z.strictObject({
  dns: duration.exactOptional().describe('The longest a name may take to resolve: 200ms'),
  connect: duration.exactOptional().describe('The longest a TCP connection may take: 100ms'),
  total: duration.exactOptional().describe('The longest the whole check may take: 2s'),
} satisfies KeysOf<Expectation['latency']>)

/** What a file may expect of a target. The program's own form, with defaults, is `expectation` in the model. */
export const expectSettings = z.strictObject({
  reachability: z
    .enum(['reachable', 'blocked'])
    .exactOptional()
    .describe('Whether the service must answer (reachable, the default) or must not (blocked)'),
  resolution: z
    .enum(RESOLUTIONS)
    .exactOptional()
    .describe('What kind of address the name must have; any (the default): not judged'),
  addresses: z
    .array(cidr)
    .min(1)
    .exactOptional()
    .describe('Prefixes (CIDR) that every address of the name must lie in'),
  zone: zoneName
    .exactOptional()
    .describe(
      'The private zone that must answer: privatelink.azurecr.io; with ! before it, the one that must not',
    ),
  tls: tls.exactOptional().describe('What the certificate and the handshake must be like'),
  http: http
    .exactOptional()
    .describe('What the HTTP answer must be like; without it any answer of the service will do'),
  records: z
    .array(pattern)
    .min(1)
    .exactOptional()
    .describe('The DNS records, all of them and no other: each as a text, or a /pattern/'),
  reply: reply
    .exactOptional()
    .describe('What the reply to a datagram must contain: a text, a /pattern/, or hex: and bytes'),
  egress: z
    .array(cidr)
    .min(1)
    .exactOptional()
    .describe('Prefixes for our public address, which the body of the answer must be'),
  latency: latency.exactOptional().describe('Upper bounds of the times'),
} satisfies KeysOf<Omit<Expectation, 'pinned'>>)
export type ExpectSettings = z.output<typeof expectSettings>
