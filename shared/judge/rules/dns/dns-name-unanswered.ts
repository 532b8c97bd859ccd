import { forwardedSuffix, forwarderHint } from '../../forwarders.ts'
import { nameTrouble } from '../../name-trouble.ts'
import { unique } from '../../names.ts'
import { queried } from '../../queried.ts'
import { isDead } from '../../query-trouble.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { silentForName } from '../../silent-servers.ts'
import { list, serverName, words } from '../../text.ts'

/**
 * A resolver answers other questions of the sweep and stays silent about this name: what it asks for the name is
 * silent, a conditional forwarder as a rule, and the resolver gives up later than its clients. Source: RFC 9520, 2
 * (resolution failures by unresponsive servers).
 */
export const dnsNameUnanswered: Rule = {
  code: 'dns-name-unanswered',
  ofFailures: true,
  judge(view) {
    const records = queried(view, 'silent', (query) => !isDead(view, query))
    if (records !== null) return records
    const silent = nameTrouble(view) === 'silent' ? silentForName(view) : []
    const [first] = silent
    if (first === undefined) return null
    const { host } = view.target
    const servers = unique(silent)
    const who = list(servers.map(serverName))
    const suffix = forwardedSuffix(host)
    const facts = view.sweep.resolvers.get(first.server)
    const others = (facts?.names ?? []).filter((name) => name !== host)
    const which = others.length === 0 ? '' : ` (${list(others, 2)})`
    return {
      subject: `${servers.join(', ')} ${suffix}`,
      summary: `${who} gives no reply for ${host} (${words(first.seen.failure)}), and answers other questions of this sweep${which}: ${facts?.replied} of ${facts?.asked}`,
      cause: `What ${who} asks for names in ${suffix} is silent: a conditional forwarder or forwarding rule, a private resolver behind it, or the name servers of the zone${forwarderHint(view)}`,
      evidence: cite(view.names.lookup, ...silent.map((w) => w.seen)),
    }
  },
}
