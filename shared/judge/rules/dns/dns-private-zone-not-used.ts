import { privateSideOf } from '../../../zone/private-names.ts'
import { recordSubject } from '../../../zone/record-subject.ts'
import { endOf } from '../../authority.ts'
import { emptyPrivateZone } from '../../empty-zone.ts'
import { nameTrouble } from '../../name-trouble.ts'
import { answersJudged, privateLinkAlias, unique } from '../../names.ts'
import { ownZoneOfTarget, sideOf } from '../../private-side.ts'
import { calledIn, isPrivateAnswer, unmetAddresses, wantsPrivate } from '../../resolution.ts'
import type { Claim, Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import type { TargetView } from '../../target-view.ts'
import { list, serverName } from '../../text.ts'
import { whyNotUsed } from '../../zone-not-used.ts'
import { siblingsIn } from '../../zone-siblings.ts'
import { denyingOf } from './dns-name-not-found.ts'

/**
 * A private endpoint exists, and this resolver does not use its zone: an alias into a private link zone and still a
 * public address; or a name that lies in a zone which private DNS alone serves, and a resolver that says NXDOMAIN by
 * another zone. What the sweep shows narrows the causes; those that then look the same from here are all named. Source:
 * https://learn.microsoft.com/azure/private-link/private-endpoint-dns.
 */
export const dnsPrivateZoneNotUsed: Rule = {
  code: 'dns-private-zone-not-used',
  judge(view) {
    return publicInstead(view) ?? unknownInstead(view)
  },
}

function publicInstead(view: TargetView): Claim | null {
  if (!wantsPrivate(view)) return null
  const { names, target } = view
  const wrong = unmetAddresses(view)
  const alias = privateLinkAlias(names)
  const own = ownZoneOfTarget(view)
  if (wrong.length === 0 || (alias === null && own === null)) return null
  const zone = alias === null ? (own ?? '') : (privateSideOf(alias.alias) ?? alias.alias)
  const whose = alias === null ? `lies in ${zone}` : `is an alias of ${alias.alias}`
  const some = wrong.length < names.judged.length ? 'in part ' : ''
  const publicly = answersJudged(names).filter((w) => !isPrivateAnswer(view, w))
  const servers = unique(publicly).map(serverName)
  const answer = servers.length > 1 ? 'answer' : 'answers'
  const name = alias?.alias ?? target.host
  const why = whyNotUsed(view, { zone, name }, unique(publicly))
  return {
    subject: subjectOf(view, { zone, name }, unique(publicly)),
    summary: `${target.host} ${whose}, yet ${list(servers)} ${answer} ${some}with ${calledIn(wrong)}`,
    ...why.claim,
    evidence: cite(
      names.lookup,
      alias?.by.seen ?? null,
      ...publicly.map((w) => w.seen),
      ...why.seen,
    ),
  }
}

/** The zone is at fault for all of its names; where another one comes out of it, the record alone is. */
function subjectOf(
  view: TargetView,
  { zone, name }: { readonly zone: string; readonly name: string },
  servers: readonly string[],
): string {
  return siblingsIn(view, zone, servers) === null ? zone : recordSubject(zone, name)
}

function unknownInstead(view: TargetView): Claim | null {
  if (nameTrouble(view) !== 'not-found' || emptyPrivateZone(view)?.privateLink) return null
  const { names, target } = view
  const denying = denyingOf(view).filter((w) => sideOf(view, endOf(w)) !== null)
  const [by] = denying
  const end = by === undefined ? target.host : endOf(by)
  const zone = sideOf(view, end)
  if (zone === null || (by === undefined && denyingOf(view).length > 0)) return null
  const servers = unique(denying)
  const who = servers.length === 0 ? 'the system’s lookup' : list(servers.map(serverName))
  const said = by?.facts?.soa?.zone
  const whose = said === undefined ? '' : `, by the zone ${said === '.' ? '. (the root)' : said}`
  const leads = end === target.host ? 'lies in' : `is an alias of ${end} in`
  const why = whyNotUsed(view, { zone, name: end }, servers)
  return {
    subject: zone,
    summary: `${target.host} ${leads} ${zone}, which private DNS alone serves, and ${who} says that it does not exist${whose}`,
    ...why.claim,
    evidence: cite(names.lookup, ...denying.map((w) => w.seen), ...why.seen),
  }
}
