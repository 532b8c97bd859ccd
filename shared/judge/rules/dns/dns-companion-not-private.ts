import { zoneOf } from '../../../zone/zone-of.ts'
import { type Astray, astrayCompanions, isNeeded } from '../../companions.ts'
import { hasSucceeded } from '../../proof.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import type { TargetView } from '../../target-view.ts'
import { list, serverName } from '../../text.ts'

/**
 * The target's own name is private and works, and another name of the same resource that its clients go on to is not:
 * dfs without blob, a Cosmos DB account without its region, a site without scm. Asked on the wire, since nobody listed
 * it. A target that fails has its own findings. Source: the pages that shared/zone/companions.ts names.
 */
export const dnsCompanionNotPrivate: Rule = {
  code: 'dns-companion-not-private',
  judge(view) {
    const astray = astrayCompanions(view)
    const [first] = astray.toSorted((a, b) => rank(view, a) - rank(view, b))
    if (first === undefined || !hasSucceeded(view) || view.expect.resolution === 'public') {
      return null
    }
    const alike = astray.filter(({ companion }) => companion.why === first.companion.why)
    const { host } = view.target
    return {
      severity: isNeeded(view, first) ? 'fail' : 'warn',
      subject: first.companion.host,
      summary: `${host} is private, and ${list(alike.map(telling))} (asked ${serverName(first.by.server)})`,
      cause: `${first.companion.why}: ${CAUSES[first.how]}`,
      fix: fixFor(first),
      evidence: cite(view.names.lookup, ...alike.map(({ by }) => by.seen)),
    }
  },
}

function rank(view: TargetView, astray: Astray): number {
  return isNeeded(view, astray) ? 0 : 1
}

function telling({ companion, by, how }: Astray): string {
  switch (how) {
    case 'public':
      return `${companion.host} is the public ${list(by.seen.addresses)}`
    case 'missing':
      return `${companion.host} has an alias into a private zone and no address there`
    case 'unknown':
      return by.seen.failure?.code === 'dns_no_answer'
        ? `${companion.host} has no address`
        : `${companion.host} does not exist`
    default:
      return how satisfies never
  }
}

const CAUSES = {
  public: 'it has no private endpoint of its own, or its private zone is not used by this resolver',
  missing: 'the zone lacks its record',
  unknown: 'the resolver answers for the first name from a zone of its own and lacks this one',
} as const

function fixFor({ companion: { host }, how }: Astray): string {
  const zones = zoneOf(host)
  const zone = zones?.zones[0] ?? 'its private zone'
  const group = zones?.groupIds[0]
  const endpoint = group === undefined ? '' : ` (sub-resource ${group})`
  return how === 'public'
    ? `Give ${host} a private endpoint${endpoint}, and have ${zone} linked to this network; add it as a target`
    : `Add the record of ${host} to ${zone}, best by the DNS zone group of its private endpoint${endpoint}; add it as a target`
}
