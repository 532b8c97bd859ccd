import { zoneOf } from '../../../zone/zone-of.ts'
import { coversSuffix, endOf, isPrivateZone, zoneSaidBy } from '../../authority.ts'
import { emptyPrivateZone } from '../../empty-zone.ts'
import { zoneIncomplete } from '../../google/zone-incomplete.ts'
import { answersA, decisive } from '../../names.ts'
import type { Claim, Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import type { TargetView } from '../../target-view.ts'
import { list, serverName } from '../../text.ts'

/**
 * A private zone carries the name of the public suffix itself (`vault.azure.net`, `googleapis.com`), so it
 * hides every public name in it: names it does not list do not exist, and the one that it lists is answered
 * privately without an alias. Said by the SOA only, since a private address without an alias may as well come from
 * public DNS (a private cluster's public name) or from a zone of the one resource, which hide nothing. Source:
 * https://learn.microsoft.com/azure/private-link/private-endpoint-dns (never name a zone after the public suffix).
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
  const { zone, by } = empty
  const soa = empty.said === null ? null : empty.said.by.seen
  return {
    severity: 'fail',
    subject: zone,
    summary: `A private zone named ${zone} answers for ${host} (asked ${serverName(by.server)}) and does not list it, so the public name is hidden`,
    ...(zoneIncomplete(view, zone, by) ?? fixOf(view, zone)),
    evidence: cite(view.names.lookup, by.seen, soa),
  }
}

function listedName(view: TargetView): Claim | null {
  const { names, target } = view
  for (const by of answersA(decisive(names))) {
    if (by.seen.addresses.length === 0 || endOf(by) !== target.host) continue
    const said = zoneSaidBy(view, by.server, target.host)
    if (said === null || !isPrivateZone(said) || !coversSuffix(said.zone, target.host)) continue
    if (target.expect.zone === said.zone || isGoogle(said.zone)) continue
    return {
      severity: 'warn',
      subject: said.zone,
      summary: `${serverName(by.server)} answers ${target.host} with ${list(by.seen.addresses)} from a zone named ${said.zone}, after the public suffix: it hides all other names in it`,
      ...fixOf(view, said.zone),
      evidence: cite(by.seen, said.by.seen),
    }
  }
  return null
}

/** Google's own recipe names its zones after the public domain; a wildcard record keeps the rest alive. */
function isGoogle(zone: string): boolean {
  return zoneOf(`any.${zone}`) === null
}

/** A zone that other names of the sweep depend on is not to be deleted under them. */
function fixOf(view: TargetView, zone: string): Pick<Claim, 'fix'> {
  const right = zoneOf(view.target.host)?.zones[0]
  if (right === undefined) return {}
  const served = view.sweep.served.get(zone) ?? []
  const depend =
    served.length === 0
      ? ''
      : ` (${list(served)} ${served.length > 1 ? 'depend' : 'depends'} on ${zone} today)`
  return {
    fix: `Create ${right}, link it to this network and let the zone group of each private endpoint write its record there${depend}. When the names resolve through it, remove the links of ${zone}, and then that zone; a name that is needed before then gets a record in ${zone}`,
  }
}
