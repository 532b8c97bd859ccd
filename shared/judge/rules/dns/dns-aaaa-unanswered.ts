import { unique } from '../../names.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { withoutAaaa } from '../../silent-servers.ts'
import { duration, list, seconds, serverName, words } from '../../text.ts'

/**
 * A server gives the IPv4 addresses and no usable reply to the question for IPv6 ones, which getaddrinfo asks along and
 * waits for. A failure when the application gets no address for it, else a warning. Source: RFC 4074 (common
 * misbehaviour against DNS queries for IPv6 addresses).
 */
export const dnsAaaaUnanswered: Rule = {
  code: 'dns-aaaa-unanswered',
  ofFailures: true,
  judge(view) {
    const { names, target } = view
    const bad = names.matters ? withoutAaaa(view) : []
    const [first] = bad
    if (first === undefined || names.lookup === null) return null
    const servers = unique(bad)
    const got = names.application.length > 0
    const lasted = seconds(duration(names.lookup))
    const then = got
      ? `; the system’s lookup took ${lasted}`
      : `; the system’s lookup fails (${words(names.lookup.failure)}) after ${lasted}`
    return {
      severity: got ? 'warn' : 'fail',
      subject: servers.join(', '),
      summary: `${list(servers.map(serverName))} answers A for ${target.host} and not AAAA (${words(first.seen.failure)})${then}`,
      evidence: cite(names.lookup, ...bad.map((w) => w.seen)),
    }
  },
}
