import { handshakesFailing, handshakesOf } from '../handshakes.ts'
import { cite, isCutAfterHello } from '../seen.ts'
import type { TargetView } from '../target-view.ts'
import { list, words } from '../text.ts'
import type { ProxyPart } from './part.ts'

/** One server may be out of order; that two unrelated ones are so in the same way is the proxy’s doing. */
const MANY = 2

/**
 * The proxy said that a tunnel is open, and behind every one of them something else answers than TLS, or nothing does:
 * the proxy keeps the connections to itself. Null where any target came through TLS.
 */
export function insideTunnel(view: TargetView, proxy: string): ProxyPart | null {
  const facts = view.sweep.proxies.get(proxy)
  if (facts === undefined || view.way?.tunnel?.failure !== null || facts.spokeTls.size > 0)
    return null
  const odd = handshakesFailing(view, new Set(['ssl_not_spoken']))
  if (odd.length > 0 && facts.spokeElse.size >= MANY) {
    return {
      kind: 'denied',
      subject: proxy,
      summary: `The proxy ${proxy} says that tunnels are open, and sends something else than TLS in all of them (${list([...facts.spokeElse])})`,
      cause:
        'What answers is not a tunnel to the targets: the proxy serves a page of its own (a login or a block page) after its 200, or it is a web server',
      fix: 'Open one of these targets with a browser through the proxy and read the page; then log in, or have these hosts allowed for this source',
      evidence: cite(view.way.tunnel, ...odd),
    }
  }
  const cut = handshakesOf(view).filter(isCutAfterHello)
  if (cut.length === 0 || facts.cut.size < MANY || facts.spokeElse.size > 0) return null
  return {
    kind: 'upstream',
    subject: proxy,
    summary: `The proxy ${proxy} says that tunnels are open, and not one byte comes back through any of them (${list([...facts.cut])}): ${words(cut[0]?.failure ?? null)}`,
    cause:
      'The proxy answers before it has a connection, and then gets none: its own path outward is blocked, its DNS fails, or its policy cuts the connections by server name',
    fix: 'Connect to one of these hosts from the proxy’s own host, and read the proxy’s log for this source',
    evidence: cite(view.way.tunnel, ...cut),
  }
}
