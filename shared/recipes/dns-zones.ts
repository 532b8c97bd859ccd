import { googleDomain } from '../zone/google-domains.ts'
import { type Omitted, omitted } from './comment.ts'
import { forwarders } from './dns-forwarders.ts'
import {
  type EndpointKind,
  endpointsOf,
  ownZoneLines,
  zoneCommands,
  zonesOf,
} from './dns-zone-commands.ts'
import { zoneRemoval } from './dns-zone-removal.ts'
import { isVip } from './google-vips.ts'
import type { Need } from './need.ts'
import type { Rendered } from './rendered.ts'
import { comments, script } from './shell.ts'

const NO_ZONE =
  'Must be private, and Azure has no private link zone for it: the DNS that serves the name must answer'
const GOOGLE = 'Google’s: --for gcp-dns'

/**
 * Azure’s private DNS zones and their links, for what must resolve to private addresses; and forwarders for a DNS
 * server of one’s own, which are about the public suffix: forwarding privatelink.* alone is never asked for.
 */
export function dnsZoneRules(needs: readonly Need[]): Rendered {
  const left = withoutZone(needs)
  const zoned = zonedNeeds(needs)
  if (zoned.length === 0) return { lines: [], left }
  const endpoints = endpointsOf(zoned)
  return {
    lines: [
      ...comments([
        'One zone a name and network. A zone that is linked and lacks the record hides the public name (NXDOMAIN).',
        'Link it also to the network of a firewall whose application rules carry the traffic: it resolves again itself.',
      ]),
      ...zoneScript(endpoints),
      '',
      ...ownZoneLines(zoned),
      ...forwarders(zoned),
      '',
      ...zoneRemoval(zoned),
    ],
    left,
  }
}

/** The names that a private zone of Azure’s must lead. */
export function zonedNeeds(needs: readonly Need[]): readonly Need[] {
  return needs.filter(({ leads, zones, ...need }) => {
    return isLedName(need) && leads === 'private' && zones.length > 0
  })
}

/** The names that something else must lead, with what that is. */
export function withoutZone(needs: readonly Need[]): readonly Omitted[] {
  return needs.filter(isLedName).flatMap((need) => {
    if (isVip(need.leads)) return [omitted(need, GOOGLE)]
    if (need.leads !== 'private' || need.zones.length > 0) return []
    return [omitted(need, googleDomain(need.host) === null ? NO_ZONE : GOOGLE)]
  })
}

function isLedName({ kind, wants, action }: Pick<Need, 'kind' | 'wants' | 'action'>): boolean {
  return wants.resolve && kind === 'name' && action === 'allow'
}

/** The commands of each service’s endpoint; a zone that several services share is made once. */
function zoneScript(endpoints: readonly EndpointKind[]): readonly string[] {
  const made = new Set<string>()
  const lines = endpoints.flatMap((endpoint, i) => {
    const fresh = zonesOf(endpoint).filter((zone) => !made.has(zone))
    for (const zone of fresh) made.add(zone)
    return [...(i === 0 ? [] : ['']), ...zoneCommands(endpoint, fresh)]
  })
  if (made.size === 0) return lines
  const variables = {
    RESOURCE_GROUP: 'resource group of the zones',
    VNET: 'resource id of the network that resolves, the hub where DNS is central',
    LINK: 'name of the links, such as the name of the network',
  }
  return script(variables, lines)
}
