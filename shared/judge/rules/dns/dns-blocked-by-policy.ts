import { blockedByPolicy } from '../../blocked-by-policy.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { serverName } from '../../text.ts'

/**
 * A DNS security policy that is linked to the network blocks the name: Azure's resolver answers with an alias that it
 * uses for nothing else. Source: https://learn.microsoft.com/azure/dns/dns-security-policy
 */
export const dnsBlockedByPolicy: Rule = {
  code: 'dns-blocked-by-policy',
  judge(view) {
    if (!view.names.matters || view.names.application.length > 0) return null
    const by = blockedByPolicy(view)
    if (by === null) return null
    const { host } = view.target
    return {
      subject: host,
      summary: `${host} is blocked by a DNS security policy of Azure: ${serverName(by.server)} answers with the alias ${by.facts?.chain.at(-1)?.target ?? ''}`,
      evidence: cite(view.names.lookup, by.seen),
    }
  },
}
