import type { Statement } from '../../model/claim.ts'
import type { Severity } from '../../model/finding.ts'

/** What the proxy on the way did wrong. */
export interface ProxyState {
  readonly kind: 'unreachable' | 'auth' | 'denied' | 'upstream'
  readonly proxy: string
  readonly severity?: Severity
  /** The proxy, where what it does is not about this target; otherwise host:port of the target. */
  readonly subject: string
  readonly summary: string
  readonly cause: string
  readonly fix: string
  readonly evidence: readonly number[]
  readonly claims?: readonly Statement[]
  /** What the proxy says of its own failure (X-Squid-Error and the like); empty when it does not. */
  readonly reason: string
}

/** A state as its own part of judgement makes it. */
export type ProxyPart = Omit<ProxyState, 'proxy' | 'reason'> & { readonly reason?: string }
