import { emptyPrivateZone } from '../../empty-zone.ts'
import { isMonitorZone, MONITOR_WITHOUT_SCOPE } from '../../monitor-zone.ts'
import { privateLinkZone } from '../../names.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { serverName } from '../../text.ts'

/**
 * The private link zone answers, and has no record for the name. Seen as NXDOMAIN behind an alias into the
 * zone or with the zone’s SOA, or as the alias alone without an address (App Service’s embedded resolver).
 * Source: azure.md 3.1 and 3.2, D4, D4b, D10, D11.
 */
export const dnsPrivateRecordMissing: Rule = {
  code: 'dns-private-record-missing',
  judge(view) {
    const empty = emptyPrivateZone(view)
    if (empty === null || !empty.privateLink) return null
    const { zone, name, by } = empty
    const proof = empty.azure ? ', by the SOA a private zone of Azure,' : ''
    return {
      subject: `${zone} ${name}`,
      summary: `${view.target.host} leads into ${privateLinkZone(zone) ?? zone}, and this zone${proof} has no address for it (asked ${serverName(by.server)})`,
      ...(isMonitorZone(privateLinkZone(zone) ?? zone) && MONITOR_WITHOUT_SCOPE),
      evidence: cite(view.names.lookup, by.seen),
    }
  },
}
