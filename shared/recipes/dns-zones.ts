import { zoneOf } from '../zone/zone-of.ts'
import { type LeftOut, leftOut, whyLines } from './comment.ts'
import { googleDomain } from './google-domains.ts'
import type { Need } from './need.ts'
import type { Rendered } from './rendered.ts'
import { command, comments, quoted, script } from './shell.ts'

const NO_ZONE =
  'Must be private, and Azure has no private link zone for it: the DNS that serves the name must answer'
const GOOGLE = 'Google’s: --for gcp-dns'

/** A zone with what must be answered from it. */
interface Zone {
  readonly name: string
  readonly needs: readonly Need[]
}

/**
 * Azure’s private DNS zones and their links, for what must resolve to private addresses; and forwarders for a DNS
 * server of one’s own, which are about the public suffix: forwarding privatelink.* alone is never asked for.
 */
export function dnsZoneRules(needs: readonly Need[]): Rendered {
  const mine = needs.filter((n) => n.wants.resolve && n.leads === 'private' && n.kind === 'name')
  const left = mine.flatMap(unfit)
  const zones = zonesOf(mine)
  if (zones.length === 0) return { lines: [], left }
  const variables = {
    RESOURCE_GROUP: 'resource group of the zones',
    VNET: 'resource id of the network that resolves, the hub where DNS is central',
    LINK: 'name of the links, such as the name of the network',
  }
  return {
    lines: [
      ...comments([
        'One zone a name and network. A zone that is linked and lacks the record hides the public name (NXDOMAIN).',
        'Link it also to the network of a firewall whose application rules carry the traffic: it resolves again itself.',
      ]),
      ...script(
        variables,
        zones.flatMap((zone, i) => [...(i === 0 ? [] : ['']), ...zoneLines(zone)]),
      ),
      '',
      ...forwarders(mine.filter((need) => need.zones.length > 0)),
    ],
    left,
  }
}

function unfit(need: Need): readonly LeftOut[] {
  if (need.zones.length > 0) return []
  return [leftOut(need, googleDomain(need.host) === null ? NO_ZONE : GOOGLE)]
}

function zonesOf(needs: readonly Need[]): readonly Zone[] {
  const names = [...new Set(needs.flatMap((need) => need.zones))].toSorted()
  return names.map((name) => ({ name, needs: needs.filter((need) => need.zones.includes(name)) }))
}

function zoneLines({ name, needs }: Zone): readonly string[] {
  const groups = [...new Set(needs.flatMap(({ host }) => zoneOf(host)?.groupIds ?? []))]
  const group = `az network private-endpoint dns-zone-group create --resource-group RG --endpoint-name ENDPOINT --name default --zone-name default --private-dns-zone ${name}`
  return [
    ...comments([
      ...whyLines(needs, ({ host }) => host),
      `Records come from the private endpoint, for the sub-resource ${groups.join(' or ') || 'in question'}. Its zone group names the zone:`,
      `  ${group}`,
    ]),
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

function forwarders(needs: readonly Need[]): readonly string[] {
  const suffixes = [...new Set(needs.flatMap(suffixOf))].toSorted()
  return [
    ...comments([
      'Conditional forwarders for a DNS server of your own (BIND). Inside Azure to 168.63.129.16, from elsewhere to the inbound',
      'endpoint of a DNS private resolver. Nothing is printed before this is called: perimeter_forwarders ADDRESS',
    ]),
    'perimeter_forwarders() {',
    'for suffix in \\',
    ...suffixes.map((suffix, i) => `  ${quoted(suffix)}${i < suffixes.length - 1 ? ' \\' : ''}`),
    'do',
    `  printf 'zone "%s" { type forward; forward only; forwarders { %s; }; };\\n' "$suffix" "\${1:-168.63.129.16}"`,
    'done',
    '}',
  ]
}

/** The public suffix of a name: what its zone is the private side of, or all behind the first label. */
function suffixOf({ host, zones }: Need): readonly string[] {
  const stems = zones.map((zone) => zone.replace(/^(.+\.)?privatelink(-global)?\./, ''))
  const stem = stems.find((text) => host.endsWith(`.${text}`))
  if (stem !== undefined) return [stem]
  return host.includes('.') ? [host.slice(host.indexOf('.') + 1)] : []
}
