import type { Rule } from '../../rule.ts'
import { cite, gaveNoReply, type Seen } from '../../seen.ts'
import { duration, seconds, serverName } from '../../text.ts'

/** A second is the wait of common stub resolvers before the next try, and long before any of their limits. */
const SLOW = 1000

/**
 * The name resolves, and only after a second or more: a first server that is silent, a slow forwarder, or a
 * long search list. Left unsaid when a silent server already explains it. Source: resolv.conf(5)
 * (`timeout`: how long one server is waited for before the next is asked).
 */
export const dnsResolverSlow: Rule = {
  code: 'dns-resolver-slow',
  judge(view) {
    const { lookup, wire, application, matters } = view.names
    if (!matters || application.length === 0) return null
    if (wire.some((w) => w.system && gaveNoReply(w.seen))) return null
    const answered = wire.filter((w) => w.seen.failure === null).map((w) => w.seen)
    const all: readonly Seen[] = lookup === null ? answered : [...answered, lookup]
    const slow = all.filter((o) => o.step === 'resolve' && duration(o) >= SLOW)
    const worst = slow[0]
    if (worst?.step !== 'resolve') return null
    const who = worst.server === null ? 'The system’s lookup' : serverName(worst.server)
    return {
      subject: worst.server ?? 'the system resolver',
      summary: `${who} took ${seconds(duration(worst))} to resolve ${view.target.host}`,
      evidence: cite(...slow),
    }
  },
}
