import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { list } from '../../text.ts'

/**
 * A published list of names (Azure Arc's allow-list of relays) names others than at the last sweep. What is new
 * is checked in this sweep already; an allow-list of a firewall or proxy kept by hand must follow. A first list
 * has nothing to be compared with. Source:
 * https://learn.microsoft.com/azure/azure-arc/servers/network-requirements (the list changes from time to time).
 */
export const allowListChanged: Rule = {
  code: 'allow-list-changed',
  judge(view) {
    const { host, id } = view.target
    const known = view.sweep.lists.get(id)
    if (known === undefined || known.before === null || known.now.size === 0) return null
    const added = [...known.now.difference(known.before)].sort()
    const dropped = [...known.before.difference(known.now)].sort()
    if (added.length + dropped.length === 0) return null
    const parts = [
      added.length > 0 ? `now names ${list(added)}` : '',
      dropped.length > 0 ? `no longer names ${list(dropped)}` : '',
    ]
    return {
      subject: host,
      summary: `The list that ${host} publishes has changed since the last sweep: it ${parts.filter((part) => part !== '').join(', and ')}`,
      evidence: cite(...view.legs.map((leg) => leg.request)),
    }
  },
}
