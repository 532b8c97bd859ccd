import { expectedZone, isWithin } from '../../../zone/expected-zone.ts'
import { zoneOf } from '../../../zone/zone-of.ts'
import { endOf, zoneSaidBy } from '../../authority.ts'
import { answersA, decisive, type WireAnswer } from '../../names.ts'
import { classesOf, isSinkholed, unmetAddresses } from '../../resolution.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import type { TargetView } from '../../target-view.ts'
import { serverName } from '../../text.ts'

/**
 * The answer did not come from the zone that is expected, or came from the one that must not answer: by the SOA of the
 * last name where a server gave it, else by the names on the alias chain. Source: `expect.zone`; RFC 2308, 3.
 */
export const dnsZoneUnexpected: Rule = {
  code: 'dns-zone-unexpected',
  judge(view) {
    const expected = expectedZone(view.expect.zone)
    const { names, target } = view
    if (expected === null || target.proxy !== null || names.application.length === 0) return null
    if (isSinkholed(view) || unmetAddresses(view).length > 0) return null
    const { zone, wanted } = expected
    const wrong = answersA(decisive(names))
      .filter((w) => w.seen.addresses.length > 0)
      .find((w) => cameFrom(view, w, zone) !== wanted && !isDocumented(view, w, zone))
    if (wrong === undefined) return null
    const said = zoneSaidBy(view, wrong.server, endOf(wrong))
    const by = said === null ? `its last name is ${endOf(wrong)}` : `the zone ${said.zone} answered`
    const must = wanted ? `must be answered from ${zone}` : `must not be answered from ${zone}`
    return {
      subject: `${target.host} ${zone}`,
      summary: `${target.host} ${must}, and ${by} (asked ${serverName(wrong.server)})`,
      evidence: cite(names.lookup, wrong.seen, said === null ? null : said.by.seen),
    }
  },
}

/** Whether an answer came from the zone, or from one below it. */
function cameFrom(view: TargetView, w: WireAnswer, zone: string): boolean {
  const said = zoneSaidBy(view, w.server, endOf(w))
  if (said !== null && isWithin(said.zone, zone)) return true
  if (said !== null && endOf(w) === w.seen.name) return false
  if (isWithin(endOf(w), zone)) return true
  // An alias of the zone's own may lead out of it again; public DNS follows the same alias to a public address.
  const chain = w.facts?.chain ?? []
  const passed = chain.some(({ name, target }) => [name, target].some((n) => isWithin(n, zone)))
  return passed && classesOf(view, w).every(({ about }) => about.isPrivate)
}

/** A private answer without an alias serves a service of Azure as well as its private link zone, which is the default. */
function isDocumented(view: TargetView, w: WireAnswer, zone: string): boolean {
  const isTables = zoneOf(view.target.host)?.zones.includes(zone) ?? false
  return isTables && endOf(w) === view.target.host
}
