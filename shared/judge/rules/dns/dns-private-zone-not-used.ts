import { suffixToForward } from '../../../zone/suffix-to-forward.ts'
import {
  answersA,
  answersJudged,
  privateLinkAlias,
  privateLinkZone,
  unique,
  type WireAnswer,
} from '../../names.ts'
import { addressText, isPrivateAnswer, unmetAddresses, wantsPrivate } from '../../resolution.ts'
import type { Claim, Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import type { TargetView } from '../../target-view.ts'
import { list, serverName } from '../../text.ts'

/**
 * An alias into a private link zone, and still a public address: a private endpoint exists, and this resolver
 * does not use its zone. A second resolver that answers privately proves that the record is there and the
 * first does not forward (D6); an alias into another zone than the expected one proves the wrong name (D8).
 * Without either, a zone that is not linked, a custom DNS server without a forwarder, a wrong zone name and
 * the resolution policy NxDomainRedirect look the same (D3, D5, D6, D8 of azure.md 3.2), and it says so.
 */
export const dnsPrivateZoneNotUsed: Rule = {
  code: 'dns-private-zone-not-used',
  judge(view) {
    const { names, target } = view
    const wrong = unmetAddresses(view)
    const alias = privateLinkAlias(names)
    if (!wantsPrivate(view) || wrong.length === 0 || alias === null) return null
    const zone = privateLinkZone(alias.alias) ?? alias.alias
    const some = wrong.length < names.judged.length ? 'in part ' : ''
    const publicly = answersJudged(names).filter((w) => !isPrivateAnswer(view, w))
    const by = list(unique(publicly).map(serverName))
    return {
      subject: zone,
      summary: `${target.host} is an alias of ${alias.alias}, yet ${by} answers ${some}with the public ${list(wrong.map(addressText))}`,
      ...proof(view, zone, by, suffixText(target.host, alias)),
      evidence: cite(
        names.lookup,
        alias.by.seen,
        ...publicly.map((w) => w.seen),
        ...privately(view).map((w) => w.seen),
      ),
    }
  },
}

function privately(view: TargetView): readonly WireAnswer[] {
  return answersA(view.names.wire).filter((w) => isPrivateAnswer(view, w))
}

/** What a DNS server of one's own must forward: made from the host and its aliases, never cut out of the zone. */
function suffixText(host: string, { by }: { readonly by: WireAnswer }): string {
  const chain = by.facts?.chain.map(({ target }) => target) ?? []
  return `the public suffix ${suffixToForward(host, chain) ?? `of ${host}`}`
}

function proof(
  view: TargetView,
  zone: string,
  publicly: string,
  suffix: string,
): Pick<Claim, 'cause' | 'fix'> {
  const good = privately(view)
  if (good.length > 0) {
    const who = list(unique(good).map(serverName))
    return {
      cause: `${who} answers the private ${list(good.flatMap((w) => w.seen.addresses))}, so the zone ${zone} and its record exist; ${publicly} does not get there: it lacks a forwarder, or its network lacks the link`,
      fix: `On ${publicly}, forward ${suffix} (not ${zone}) to ${who}, or link the zone to the network that ${publicly} resolves in`,
    }
  }
  const expected = view.expect.zone
  if (expected !== undefined && expected !== zone) {
    return {
      cause: `The alias leads into ${zone}, and the zone expected is ${expected}: a zone of another name is never asked`,
      fix: `Name the private zone ${zone}, move the record there, and set expect.zone to it`,
    }
  }
  return {
    cause: `One of these, which look the same from here: the zone ${zone} is not linked to the network of ${publicly}; ${publicly} is a custom DNS server that does not forward to Azure; the zone has another name; its link has the resolution policy NxDomainRedirect and the record is missing`,
    fix: `Check, in this order: the link of ${zone} to the network that ${publicly} resolves in; the forwarder of ${suffix} (not of ${zone}) to 168.63.129.16 or a private resolver; the exact zone name; the A record. To tell them apart, add 168.63.129.16 to \`resolvers\``,
  }
}
