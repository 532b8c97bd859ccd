import { quoted } from '../document/shell-word.ts'
import { ownZoneOf } from '../zone/own-zone.ts'
import { type PrivateZones, zoneOf } from '../zone/zone-of.ts'
import { whyLines } from './comment.ts'
import { type Need, union } from './need.ts'
import { command, comments } from './shell.ts'

/** What one kind of private endpoint is for: a service’s sub-resource, with the zones of its one zone group. */
export interface EndpointKind {
  readonly service: string
  /** Sub-resources; empty where the zone is not of Azure’s table. */
  readonly groupIds: readonly string[]
  readonly zones: readonly string[]
  readonly needs: readonly Need[]
  /** Whether the zone answers already and only lacks the record, for all of the needs. */
  readonly zoneAnswers: boolean
}

const API_SERVER = 'management'

/** The needs by kind of private endpoint, in the order of services. */
export function endpointsOf(needs: readonly Need[]): readonly EndpointKind[] {
  const byKey = new Map<string, EndpointKind>()
  for (const need of needs) {
    const one = endpointOf(need)
    const key = [one.service, ...one.groupIds, ...(one.groupIds.length > 0 ? [] : one.zones)].join()
    const before = byKey.get(key)
    byKey.set(key, before === undefined ? one : joined(before, one))
  }
  return [...byKey].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, endpoint]) => endpoint)
}

function endpointOf(need: Need): EndpointKind {
  const known = zoneOf(need.host)
  const expected = known !== null && need.zones.some((zone) => known.endpointZones.includes(zone))
  const { service, groupIds, zones } = expected ? ofTable(known) : ofConfiguration(need)
  return { service, groupIds, zones, needs: [need], zoneAnswers: need.wants.record === true }
}

function ofTable({ service, groupIds, endpointZones }: PrivateZones) {
  return { service, groupIds, zones: endpointZones }
}

function ofConfiguration({ zones }: Need) {
  return { service: `Zone of the configuration: ${zones.join(', ')}`, groupIds: [], zones }
}

function joined(a: EndpointKind, b: EndpointKind): EndpointKind {
  return {
    ...a,
    zones: union(a.zones, b.zones),
    needs: [...a.needs, ...b.needs],
    zoneAnswers: a.zoneAnswers && b.zoneAnswers,
  }
}

/** The zones that a script makes for an endpoint: none where AKS makes them, or where they answer already. */
export function zonesOf({ zones, groupIds, zoneAnswers }: EndpointKind): readonly string[] {
  return zoneAnswers || groupIds.includes(API_SERVER) ? [] : zones
}

/** What the endpoint needs: why, its zone group as a comment, and the commands for zones that are not made yet. */
export function zoneCommands(endpoint: EndpointKind, fresh: readonly string[]): readonly string[] {
  const { service, needs, zones, groupIds, zoneAnswers } = endpoint
  const api = groupIds.includes(API_SERVER)
  return [
    ...comments([
      service,
      ...whyLines(needs, ({ host }) => host),
      ...(zoneAnswers
        ? [`The zone answers and lacks the record: do not make it again (${zones.join(', ')})`]
        : []),
      ...(api ? apiServerLines(zones) : groupIds.length === 0 ? [] : zoneGroup(zones, groupIds)),
    ]),
    ...fresh.flatMap(makeAndLink),
  ]
}

/** A zone group belongs to the endpoint: its first zone makes it, `add` brings the others. */
function zoneGroup(zones: readonly string[], groupIds: readonly string[]): readonly string[] {
  const one = zones.length === 1 ? 'names the zone' : `holds all ${zones.length} zones`
  return [
    `Records come from the private endpoint, for the sub-resource ${groupIds.join(' or ')}. Its one zone group ${one}:`,
    ...zones.map((zone, i) => {
      const verb = i === 0 ? 'create' : 'add'
      return `  az network private-endpoint dns-zone-group ${verb} --resource-group RG --endpoint-name ENDPOINT --name default --zone-name ${zone.replaceAll('.', '-')} --private-dns-zone ${zone}`
    }),
  ]
}

/** Source: https://learn.microsoft.com/azure/aks/private-clusters */
function apiServerLines(zones: readonly string[]): readonly string[] {
  return [
    'The cluster makes this zone, or uses yours, and writes the record; only its own network is linked. Link the',
    `network that resolves to the one that it has (${zones.join(' or ')}; az aks show --query privateFqdn shows):`,
    '  az network private-dns link vnet create --resource-group NODE_RESOURCE_GROUP --zone-name ZONE --name LINK --virtual-network VNET --registration-enabled false',
  ]
}

function makeAndLink(name: string): readonly string[] {
  return [
    `az network private-dns zone create --resource-group "$RESOURCE_GROUP" --name ${quoted(name)}`,
    ...command(
      ['az network private-dns link vnet create'],
      [
        `--resource-group "$RESOURCE_GROUP" --zone-name ${quoted(name)}`,
        '--name "$LINK" --virtual-network "$VNET" --registration-enabled false',
      ],
    ),
  ]
}

/** The other way, where the service lies inside the network and has no private endpoint. */
export function ownZoneLines(needs: readonly Need[]): readonly string[] {
  const hosts = [...new Set(needs.map(({ host }) => host))]
  const lines = hosts.flatMap((host) => {
    const own = ownZoneOf(host)
    if (own === null) return []
    const zone = own.zones[0] ?? host
    const other = own.anyBelow ? ', or another name below its suffix' : ''
    return [`${host}: ${own.service}:`, `  zone ${zone}${other}; ${own.records}; ${own.docs}`]
  })
  if (lines.length === 0) return []
  return [
    ...comments([
      'Without a private endpoint, where the service lies inside the network, the zone is another one, linked likewise:',
      ...lines,
    ]),
    '',
  ]
}
