import type { hasFailed } from '../seen.ts'
import type { TargetView } from '../target-view.ts'
import { proxyUrl } from './facts.ts'
import { insideTunnel } from './in-tunnel.ts'
import { notReached } from './not-reached.ts'
import type { ProxyState } from './part.ts'
import { ofPlainAnswer, ofTunnel } from './refusal.ts'

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
