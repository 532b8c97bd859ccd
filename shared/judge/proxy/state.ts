import type { Statement } from '../../model/claim.ts'
import type { Severity } from '../../model/finding.ts'
import type { hasFailed } from '../seen.ts'
import type { TargetView } from '../target-view.ts'
import { proxyUrl } from './facts.ts'
import { insideTunnel } from './in-tunnel.ts'
import { notReached } from './not-reached.ts'
import { ofPlainAnswer, ofTunnel } from './refusal.ts'

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

/** What the proxy did wrong, or null when the target is direct or the proxy did its part. */
export function proxyState(view: TargetView): ProxyState | null {
  const { way, target } = view
  if (way === null || target.proxy === null) return null
  const proxy = proxyUrl(target.proxy)
  const part =
    notReached(view, way, proxy) ??
    (way.tunnel === null || isOver(way.tunnel) ? null : ofTunnel(view, way.tunnel)) ??
    insideTunnel(view, proxy) ??
    ofPlainAnswer(view)
  return part === null ? null : { reason: '', ...part, proxy }
}

/** Nothing is said of a step that the probe itself broke off. */
function isOver(tunnel: Parameters<typeof hasFailed>[0]): boolean {
  return tunnel.failure?.code === 'interrupted' || tunnel.failure?.code === 'probe_fault'
}
