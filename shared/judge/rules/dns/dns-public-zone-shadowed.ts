import { ownZoneOf } from '../../../zone/own-zone.ts'
import { emptyPrivateZone } from '../../empty-zone.ts'
import { answersA, decisive, privateLinkAlias } from '../../names.ts'
import { privateZoneOf } from '../../private-zones.ts'
import { isPrivateAnswer, unmetAddresses, wantsPrivate } from '../../resolution.ts'
import type { Claim, Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import type { TargetView } from '../../target-view.ts'
import { list, serverName } from '../../text.ts'

/**
 * A private zone carries the name of the public suffix itself (`vault.azure.net`, `googleapis.com`), so it
 * hides every public name in it: names it does not list do not exist, and the one that it lists is answered
 * privately without an alias. Sources: azure.md 3.2, D7 (PE-DNS warns of it); gcp.md 4.2, first row.
 */
export const dnsPublicZoneShadowed: Rule = {
  code: 'dns-public-zone-shadowed',
  judge(view) {
    return hiddenName(view) ?? listedName(view)
  },
}

function hiddenName(view: TargetView): Claim | null {
  const empty = emptyPrivateZone(view)
  if (empty === null || empty.privateLink || !empty.shadows) return null
  const { host } = view.target
  return {
    severity: 'fail',
    subject: empty.zone,
    summary: `A private zone named ${empty.zone} answers for ${host} (asked ${serverName(empty.by.server)}) and does not list it, so the public name is hidden`,
    evidence: cite(view.names.lookup, empty.by.seen),
  }
}

function listedName(view: TargetView): Claim | null {
  const { names, target, expect } = view
  const zone = expect.zone ?? privateZoneOf(target.host)
  if (!wantsPrivate(view) || zone === null || unmetAddresses(view).length > 0) return null
  // A service inside a virtual network has a zone of its own name, and no alias leads there.
  if (ownZoneOf(target.host) !== null) return null
  const answers = answersA(decisive(names)).filter((w) => isPrivateAnswer(view, w))
  const direct = answers.filter((w) => w.facts !== null && w.facts.chain.length === 0)
  if (direct.length === 0 || privateLinkAlias(names) !== null || target.host.endsWith(`.${zone}`)) {
    return null
  }
  return {
    severity: 'warn',
    subject: target.host,
    summary: `${list(direct.map((w) => serverName(w.server)))} answers ${target.host} with ${list(direct.flatMap((w) => w.seen.addresses))} without the alias into ${zone}: a zone named after the public suffix hides all other names in it`,
    evidence: cite(...direct.map((w) => w.seen)),
  }
}
