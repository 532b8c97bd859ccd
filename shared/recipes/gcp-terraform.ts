import { whyLines } from './comment.ts'
import { ZONE_REACH } from './gcp-dns.ts'
import { fitRanges, type RuleRange } from './gcp-firewall.ts'
import { vipRoutes } from './google-path.ts'
import { type GoogleZone, googleZones } from './google-zones.ts'
import { hcl, hclBlock, hclName, hclVariable, nested } from './hcl.ts'
import type { Need } from './need.ts'
import { direct, type Rendered } from './rendered.ts'
import { googleNames } from './rule-names.ts'
import { comments } from './shell.ts'

const TTL = 300

/**
 * Private zones, egress rules and the routes of a VIP as Terraform, for the provider hashicorp/google. Sources:
 * registry.terraform.io/providers/hashicorp/google/latest/docs/resources/dns_managed_zone, dns_record_set,
 * compute_firewall and compute_route
 */
export function gcpTerraform(needs: readonly Need[]): Rendered {
  const { zones, left } = googleZones(needs)
  const { rest, left: notDirect } = direct(needs)
  const { ranges, unfit } = fitRanges(rest)
  const routes = vipRoutes(rest)
  if (zones.length === 0 && ranges.length === 0) {
    return { lines: [], left: [...left, ...notDirect, ...unfit] }
  }
  const rules = ranges.length === 0 ? [] : [...RULE_VARIABLES, ...ruleLines(ranges)]
  return {
    lines: [
      ...PROVIDER,
      ...PLACE,
      ...(zones.length === 0 ? [] : ['', ...comments(ZONE_REACH), ...zoneVariable(zones)]),
      ...zones.flatMap(zoneLines),
      ...rules,
      ...(routes.length === 0 ? [] : routeLines(routes)),
    ],
    left: [...left, ...notDirect, ...unfit],
  }
}

const PROVIDER = [
  'terraform {',
  '  required_providers {',
  '    google = { source = "hashicorp/google" }',
  '  }',
  '}',
  '',
]

const PLACE = [
  ...hclVariable('project', {
    type: 'string',
    description: 'Project of the network, the host project of a Shared VPC',
  }),
  '',
  ...hclVariable('network', {
    type: 'string',
    description: 'Id of the VPC network: projects/PROJECT/global/networks/NAME',
  }),
]

const RULE_VARIABLES = [
  '',
  ...hclVariable('priority', {
    type: 'number',
    description: 'Of denials; allowances come after them, and both before rules that deny more',
    fallback: '900',
  }),
]

/** What exists already is not made again; a zone that answered in the report must be named. */
function zoneVariable(zones: readonly GoogleZone[]): readonly string[] {
  const known = zones.filter(({ exists }) => exists).map(({ domain }) => domain)
  return [
    ...comments(
      known.length === 0
        ? [
            'Where the network has one of these zones already, name it in existing_zones: only records are added to it.',
          ]
        : [
            `The report saw private zones answer for ${known.join(', ')}: name them in existing_zones.`,
          ],
    ),
    ...hclVariable('existing_zones', {
      type: 'map(string)',
      description: 'Names of private zones that exist already, by domain without the final dot',
      ...(known.length === 0 && { fallback: '{}' }),
    }),
  ]
}

function zoneLines({ domain, records, needs }: GoogleZone): readonly string[] {
  const id = `perimeter_${hclName(domain)}`
  const [name = id] = googleNames([domain])
  const zone = nested('private_visibility_config', {
    networks: [nested('networks', { network_url: hcl('var.network') })],
  })
  return [
    '',
    ...comments(whyLines(needs, ({ host }) => host)),
    ...hclBlock(`resource "google_dns_managed_zone" "${id}"`, {
      count: hcl(`contains(keys(var.existing_zones), "${domain}") ? 0 : 1`),
      project: hcl('var.project'),
      name,
      dns_name: `${domain}.`,
      description: `Leads ${domain} to Google privately`,
      visibility: 'private',
      private_visibility_config: [zone],
    }),
    ...records.flatMap(({ name: host, type, data }) => [
      '',
      ...hclBlock(
        `resource "google_dns_record_set" "${id}_${host.startsWith('*') ? 'below' : 'at'}_${type.toLowerCase()}"`,
        {
          project: hcl('var.project'),
          managed_zone: hcl(`lookup(var.existing_zones, "${domain}", "${name}")`),
          name: host,
          type,
          ttl: TTL,
          rrdatas: data,
          depends_on: hcl(`[google_dns_managed_zone.${id}]`),
        },
      ),
    ]),
  ]
}

function ruleLines(ranges: readonly RuleRange[]): readonly string[] {
  const names = googleNames(ranges.map(({ name }) => name))
  return ranges.flatMap(({ action, prefixes, layer4, needs, note }, i) => {
    const [protocol = '', ports = ''] = layer4.split(':')
    return [
      '',
      ...comments(note === null ? whyLines(needs) : [note]),
      ...hclBlock(`resource "google_compute_firewall" "${hclName(names[i] ?? '')}"`, {
        project: hcl('var.project'),
        name: names[i] ?? '',
        network: hcl('var.network'),
        direction: 'EGRESS',
        priority: hcl(action === 'deny' ? 'var.priority' : 'var.priority + 1'),
        destination_ranges: prefixes,
        [action]: [nested(action, { protocol, ports: [ports] })],
      }),
    ]
  })
}

function routeLines(routes: ReturnType<typeof vipRoutes>): readonly string[] {
  return [
    '',
    ...comments([
      'Of no use where the default route leads to the default internet gateway already. Private Google Access is the',
      'subnet’s: private_ip_google_access = true of google_compute_subnetwork.',
    ]),
    ...hclVariable('create_vip_routes', {
      type: 'bool',
      description: 'Whether to make routes to the VIP, where no default route leads there',
      fallback: 'false',
    }),
    ...routes.flatMap(({ name, prefix }) => [
      '',
      ...hclBlock(`resource "google_compute_route" "${hclName(name)}"`, {
        count: hcl('var.create_vip_routes ? 1 : 0'),
        project: hcl('var.project'),
        name,
        network: hcl('var.network'),
        dest_range: prefix,
        next_hop_gateway: 'default-internet-gateway',
      }),
    ]),
  ]
}
