import { isMonitorZone } from '../../../zone/monitor-zone.ts'
import { recordSubject } from '../../../zone/record-subject.ts'
import { type EmptyZone, emptyPrivateZone } from '../../empty-zone.ts'
import { MONITOR_WITHOUT_SCOPE } from '../../monitor-zone.ts'
import { ownZoneOfTarget } from '../../private-side.ts'
import type { Claim, Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import type { TargetView } from '../../target-view.ts'
import { serverName } from '../../text.ts'
import { ofSameResource, restOfResource } from '../../zone-siblings.ts'

/**
 * The private link zone answers, and has no record for the name. Seen as NXDOMAIN behind an alias into the
 * zone or with the zone’s SOA, or as the alias alone without an address (App Service’s embedded resolver). Source:
 * https://learn.microsoft.com/azure/private-link/private-endpoint-dns and RFC 2308 (the SOA names the zone).
 */
export const dnsPrivateRecordMissing: Rule = {
  code: 'dns-private-record-missing',
  judge(view) {
    const empty = emptyPrivateZone(view)
    if (empty === null || !empty.privateLink) return null
    const { zone, name, by, said } = empty
    const proof = empty.azure ? ', by the SOA a private zone of Azure,' : ''
    const leads = view.target.host === name ? 'lies in' : 'leads into'
    return {
      subject: recordSubject(zone, name),
      summary: `${view.target.host} ${leads} ${zone}, and this zone${proof} has no address for it (asked ${serverName(by.server)}${said === null ? ', which leaves out whose answer it passes on' : ''})`,
      ...because(view, empty),
      ...(isMonitorZone(zone) && MONITOR_WITHOUT_SCOPE),
      evidence: cite(view.names.lookup, by.seen, said === null ? null : said.by.seen),
    }
  },
}

const FALLBACK =
  'If there is no endpoint here, set the resolution policy of the zone’s link to NxDomainRedirect so that the public answer is used'

function because(view: TargetView, empty: EmptyZone): Pick<Claim, 'cause' | 'fix'> {
  const { zone, hides, name } = empty
  if (hides !== null) {
    return {
      cause: `The zone ${zone} is linked in addition to ${hides}, where the zone group writes the record, and hides it: the longest zone name wins`,
      fix: `Delete the links of ${zone} and then the zone; ${hides} answers for ${name} from then on`,
    }
  }
  if (zone === ownZoneOfTarget(view)) {
    return {
      cause: `The zone ${zone} answers and does not hold the name: it was never written, deleted, or is on another server of the zone only`,
      fix: `Add ${name} to ${zone} where the zone is kept; where its servers differ, compare the serial in their SOA`,
    }
  }
  const other = ofSameResource(view, zone, empty.by.server)
  if (other !== null) return restOfResource(view, { zone, name }, other)
  if (view.expect.resolution !== 'public') return {}
  return {
    cause: `The resource belongs to somebody else who has a private endpoint of their own, and the linked zone ${zone} hides its public name`,
    fix: `${FALLBACK}; https://learn.microsoft.com/azure/dns/private-dns-fallback`,
  }
}
