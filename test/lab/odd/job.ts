import type { Endpoint } from '../world/schema.ts'

/** What one process of odd servers is to do. */
export interface Job {
  readonly resolvers: readonly OddResolver[]
  readonly endpoints: readonly OddEndpoint[]
  readonly firewall: FirewallJob | null
}

export interface OddResolver {
  readonly address: string
  readonly behaves: 'silent' | 'servfail' | 'slow' | 'ipv4-only' | 'alternates'
  /** The resolvers that it hands its questions on to, in turn; none when it answers itself or not at all. */
  readonly to: readonly string[]
  /** ms */
  readonly delay: number
}

export interface OddEndpoint {
  readonly address: string
  readonly port: number
  readonly odd: Exclude<NonNullable<Endpoint['odd']>, 'closed'>
  /** Its certificate, or that of its issuer for any-name; null when it never comes to TLS. */
  readonly files: { readonly chainFile: string; readonly keyFile: string } | null
}

export interface FirewallJob {
  /** JSON, see Policy; read anew for each connection. */
  readonly policyFile: string
  /** The inspecting CA. */
  readonly chainFile: string
  readonly keyFile: string
  /** Roots by which the inspector trusts the servers behind it. */
  readonly rootFile: string
}

/** What the firewall’s own servers may let pass, and whom they ask for its address. */
export interface Policy {
  readonly allow: readonly string[]
  /** What may not pass, whatever `allow` says. */
  readonly deny: readonly string[]
  readonly resolver: string
}
