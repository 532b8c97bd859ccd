import { isFlex } from '../../platform.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { list, serverName, shown } from '../../text.ts'

/**
 * Custom DNS servers are set on an app of Flex Consumption, which takes those of the VNet. Said where the answer
 * matters: certain addresses are expected, or the name did not resolve. Source:
 * https://learn.microsoft.com/azure/azure-functions/flex-consumption-plan; no page says whether the settings have any
 * effect there, so a server that the system does ask is not counted.
 */
export const vnetDnsSettingIgnored: Rule = {
  code: 'vnet-dns-setting-ignored',
  judge({ platform, target, expect, names }) {
    if (platform.cloud !== 'azure' || !isFlex(platform)) return null
    const asked = platform.resolvers.map((server) => serverName(server))
    const { dnsServer, dnsAltServer } = platform.facts
    const idle = [dnsServer, dnsAltServer].filter(
      (server) => server !== undefined && server !== '' && !asked.includes(server),
    )
    const { resolution, zone, addresses } = expect
    const expected = resolution !== 'any' || zone !== undefined || addresses !== undefined
    const matters = expected || names.application.length === 0
    if (idle.length === 0 || names.lookup === null || !matters) return null
    return {
      subject: 'DNS settings of the app',
      summary: `${target.host} was not resolved by ${list(idle.map((server) => shown(String(server), 60)))}: on Flex Consumption the DNS setting of the app counts for nothing, and ${list(asked) || 'no resolver'} is asked`,
      evidence: cite(names.lookup),
    }
  },
}
