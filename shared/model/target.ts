import { z } from 'zod'
import type { RecordType } from './dns-record.ts'
import { type SandboxName, sandboxName } from './sandbox.ts'
import type { Scheme } from './scheme.ts'

export const RESOLUTIONS = [
  'private',
  'public',
  'google-restricted',
  'google-private',
  'any',
] as const

/** What may be expected of devices that end TLS on the way. */
export const INSPECTED = ['never', 'allowed'] as const

/** Limits of time by phase, in ms. */
const latency = z.strictObject({
  dns: z.number().positive().exactOptional(),
  connect: z.number().positive().exactOptional(),
  total: z.number().positive().exactOptional(),
})

/** What good reports of the past agreed on, as `perimeter baseline` learns it. What is absent is not compared. */
export const pinned = z.strictObject({
  via: z
    .string()
    .exactOptional()
    .describe('The proxy or gateway that it was reached by, scheme://host:port; absent: directly'),
  addresses: z.array(z.string()).exactOptional().describe('Every address that the name had'),
  zone: z.string().exactOptional().describe('The private zone that its alias led into'),
  issuer: z
    .string()
    .exactOptional()
    .describe('Who signed its certificate: O=Microsoft Corporation, or CN=… without one'),
  latency: latency.exactOptional().describe('Far above what it took, in ms'),
})
export type Pinned = z.infer<typeof pinned>

/** What is expected of a target; everything is optional, and what is absent is not judged. */
export const expectation = z.strictObject({
  reachability: z.enum(['reachable', 'blocked']).default('reachable'),
  resolution: z.enum(RESOLUTIONS).default('any'),
  addresses: z.array(z.string()).exactOptional().describe('CIDRs that every address must lie in'),
  zone: z
    .string()
    .exactOptional()
    .describe('The private zone that the name must be answered from, privatelink.azurecr.io'),
  tls: z
    .strictObject({
      issuer: z
        .array(z.string())
        .exactOptional()
        .describe('One of these texts must be in an issuer of the presented chain'),
      minVersion: z.enum(['TLSv1.2', 'TLSv1.3']).exactOptional(),
      expiresInDays: z
        .number()
        .nonnegative()
        .exactOptional()
        .describe('Warn when the leaf is valid for fewer days'),
      inspected: z
        .enum(INSPECTED)
        .exactOptional()
        .describe(
          'never: no device on the way may end TLS; allowed: one is known of, and is right',
        ),
    })
    .exactOptional(),
  http: z
    .strictObject({
      status: z
        .array(
          z.union([
            z.number().int().min(100).max(599),
            z.stringFormat('status class', /^[1-5]xx$/),
          ]),
        )
        .exactOptional(),
      headers: z
        .record(z.string(), z.string())
        .exactOptional()
        .describe('Header name to a text that its value must contain, or /pattern/'),
      body: z.string().exactOptional().describe('A text that the body must contain, or /pattern/'),
    })
    .exactOptional(),
  records: z
    .array(z.string())
    .exactOptional()
    .describe('The DNS records, all of them and no other, each as a text or a /pattern/'),
  reply: z
    .string()
    .exactOptional()
    .describe('A text that the reply to a datagram must contain, a /pattern/, or hex: and bytes'),
  egress: z
    .array(z.string())
    .exactOptional()
    .describe('CIDRs; the body of the answer is our public address, which must lie in one'),
  latency: latency.exactOptional().describe('Upper bounds in ms'),
  pinned: pinned
    .exactOptional()
    .describe('From the file that `baseline` names: what differs is a finding of its own'),
})
export type Expectation = z.infer<typeof expectation>

/** The families of addresses. */
export const FAMILIES = ['ipv4', 'ipv6'] as const
export type Family = (typeof FAMILIES)[number]

/** The way to a target. */
export const path = z.strictObject({
  kind: z
    .enum(['direct', 'proxy', 'gateway'])
    .describe('gateway: the Azure Arc proxy, which hands on to Arc gateway'),
  via: z.string().nullable().describe('The proxy or gateway, scheme://host:port; null when direct'),
})
export type Path = z.infer<typeof path>

/** Whose token a request carries: the platform's own identity, for a Google scope or for an Azure resource. */
export const targetAuth = z.union([
  z.strictObject({ google: z.string().describe('OAuth scope') }),
  z.strictObject({ azure: z.string().describe('Resource, as in https://storage.azure.com') }),
])
export type TargetAuth = z.infer<typeof targetAuth>

/** A target as the report shows it: what was checked and what was expected. */
export const targetSummary = z.strictObject({
  id: z.string().describe('Stable across sweeps: history and incidents depend on it'),
  name: z.string(),
  url: z.string(),
  catalog: z.string().nullable(),
  capabilities: z.array(z.string()),
  discoveredBy: z
    .string()
    .nullable()
    .default(null)
    .describe('The target whose answer named this one; null: the configuration did'),
  dependsOn: z
    .array(z.string())
    .optional()
    .describe('Ids of the targets that it needs, as the configuration says'),
  optional: z.boolean().describe('What depends on it works without it: a failure is a warning'),
  address: z.string().nullable().describe('The address it is pinned to, whatever DNS says'),
  family: z
    .enum(FAMILIES)
    .exactOptional()
    .describe('The one family of addresses that it is connected to; absent: both'),
  redirects: z
    .number()
    .int()
    .exactOptional()
    .describe('How many redirects are followed from here on; absent: none'),
  redirectedFrom: z
    .string()
    .exactOptional()
    .describe(
      'The id of the target whose redirect leads here; its expectations of the answer hold here',
    ),
  interval: z
    .number()
    .positive()
    .exactOptional()
    .describe('As long as it passes it is checked this often, in ms; absent: in each sweep'),
  auth: targetAuth
    .nullable()
    .default(null)
    .describe('What the probe’s own identity asks a token for; null: it sends none'),
  sandboxes: z
    .array(sandboxName)
    .default([])
    .describe(
      'Parts of the platform, other than the app itself, that its capabilities are used from',
    ),
  expect: expectation,
})

/** How to reach a proxy. Credentials never leave the probe. */
export interface HttpProxy {
  readonly scheme: 'http' | 'https'
  readonly host: string
  readonly port: number
  /** The value of Proxy-Authorization, or null. A secret. */
  readonly authorization: string | null
}

/** What a request carries besides its URL. Headers and body may hold secrets. */
export interface Sent {
  readonly method: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
  /** The secrets in them. With one, it is sent only to a server that proved who it is; an echo of it is taken out. */
  readonly secrets: readonly string[]
}

/** What a client shows of itself in TLS, PEM. The key is a secret. */
export interface ClientCertificate {
  /** The leaf, then its issuers. */
  readonly certificate: string
  readonly key: string
}

/** Deadlines (ms) and attempts of a target, in the place of the sweep’s. */
export interface OwnLimits {
  readonly target?: number
  readonly step?: number
  readonly attempts?: number
}

/** A target as the probes take it: where to go, which way, and by which roots to verify. */
export interface Target {
  readonly id: string
  readonly name: string
  readonly url: string
  readonly scheme: Scheme
  /** Lower case; an IPv6 literal without brackets. */
  readonly host: string
  readonly port: number
  /** Path and query of the request; '/' when the URL has none. May hold credentials, which `url` does not. */
  readonly path: string
  /** What a `udp` target sends, hexadecimal. */
  readonly payload?: string
  /** A question of `records`: the type that is asked for. */
  readonly record?: RecordType
  /** `dns` and `records` only: the one server to ask, `IP:port`; without it the name is resolved in every way there is. */
  readonly server?: string
  /** Servers (IP:port) that hold the private zone of its name; asked about it in addition. */
  readonly zoneServers?: readonly string[]
  readonly catalog: string | null
  readonly capabilities: readonly string[]
  readonly expect: Expectation
  /** Needed in some cases only: when it fails, that is a warning, and its capabilities still work. */
  readonly optional?: boolean
  /** Ids of the targets that it needs, as the configuration says. */
  readonly dependsOn?: readonly string[]
  /** Connect to this address, whatever DNS says. */
  readonly address: string | null
  readonly proxy: HttpProxy | null
  /** The request carries a token of the platform's own identity for this. */
  readonly auth?: TargetAuth | null
  /** What its request carries; absent: nothing, and it is a GET. */
  readonly sent?: Sent
  /** The one family of addresses that is connected to; absent: both. */
  readonly family?: Family
  readonly limits?: OwnLimits
  /** As long as it passes it is checked this often, in ms; absent: in each sweep. */
  readonly interval?: number
  /** Shown to a server that asks for one (mutual TLS). */
  readonly client?: ClientCertificate
  /** Places other than the app's own that its capabilities are used from. */
  readonly sandboxes?: readonly SandboxName[]
  readonly pathKind: Path['kind']
  /** Its answer names further targets, each checked by this URL with `{name}` filled in. */
  readonly discovers?: { readonly url: string }
  /** How many redirects are followed from here on, each a target of its own. */
  readonly redirects?: number
  /** The id of the target whose redirect leads here. */
  readonly redirectedFrom?: string
  /** Kinds of addresses that a redirect may lead to although nobody else may: those before it were there. */
  readonly inside?: readonly string[]
  /** Asked about its name in addition: IP:port, or its `tls://` or `https://` form. */
  readonly resolver?: string
  /** The id of the target whose answer named this one. */
  readonly discoveredBy?: string | null
  /** Extra roots, PEM; added to the system's. */
  readonly ca: readonly string[]
}
