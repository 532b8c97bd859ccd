import { blockedByPolicy } from '../../blocked-by-policy.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { serverName } from '../../text.ts'

/**
 * A policy of the DNS server blocks the name: one of Azure that is linked to the network, whose resolver answers with an
 * alias that it uses for nothing else, or a policy zone that denies a name which does not lie in it. Source:
 * https://learn.microsoft.com/azure/dns/dns-security-policy
 */
export const dnsBlockedByPolicy: Rule = {
  code: 'dns-blocked-by-policy',
  judge(view) {
    if (!view.names.matters || view.names.application.length > 0) return null
    const policy = blockedByPolicy(view)
    if (policy === null) return null
    const { host } = view.target
    const { by, zone } = policy
    if (zone !== null) {
      return {
        subject: host,
        summary: `${host} is blocked in DNS: ${policy.said}`,
        cause:
          'The DNS server, or one that it asks, has the name on a list to block (a response policy zone, RPZ, or a filter)',
        fix: `On ${serverName(by.server)}, look the name up in ${zone}, and take it off the list or let it pass (rpz-passthru)`,
        docs: 'https://www.ietf.org/archive/id/draft-vixie-dnsop-dns-rpz-00.html',
        evidence: cite(view.names.lookup, by.seen),
      }
    }
    return {
      subject: host,
      summary: `${host} is blocked by a DNS security policy of Azure: ${serverName(by.server)} answers with the alias ${by.facts?.chain.at(-1)?.target ?? ''}`,
      evidence: cite(view.names.lookup, by.seen),
    }
  },
}
