import { collectionName, GROUP_PRIORITY, PRIORITIES } from './azure-firewall.ts'
import {
  type ApplicationRule,
  azureFirewallCollections,
  type NetworkRule,
  type RuleCollection,
} from './azure-firewall-collections.ts'
import { shown, whyLines } from './comment.ts'
import { type EndpointKind, endpointsOf, zonesOf } from './dns-zone-commands.ts'
import { withoutZone, zonedNeeds } from './dns-zones.ts'
import { type HclBlock, hcl, hclBlock, hclName, hclText, hclVariable, nested } from './hcl.ts'
import type { Need } from './need.ts'
import type { Rendered } from './rendered.ts'
import { comments } from './shell.ts'

/**
 * The rule collection group of an Azure Firewall policy, and private zones with their links, as Terraform for the
 * provider hashicorp/azurerm. Sources: registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/
 * firewall_policy_rule_collection_group, private_dns_zone and private_dns_zone_virtual_network_link
 */
export function azureTerraform(needs: readonly Need[]): Rendered {
  const { collections, left } = azureFirewallCollections(needs)
  const zoned = zonedNeeds(needs)
  const endpoints = endpointsOf(zoned)
  const zones = new Map(
    endpoints.flatMap((one) => zonesOf(one).map((zone) => [zone, one] as const)),
  )
  const elsewhere = withoutZone(needs)
  const told = [...zoned.map(shown), ...elsewhere.map(({ what }) => what)]
  const unfit = [...left.filter(({ what }) => !told.includes(what)), ...elsewhere]
  if (collections.length === 0 && zones.size === 0) return { lines: [], left: unfit }
  return {
    lines: [
      ...PROVIDER,
      ...(collections.length === 0 ? [] : group(collections)),
      ...(zones.size === 0 ? [] : [...ZONE_VARIABLES, ...[...zones].flatMap(zoneLines)]),
    ],
    left: unfit,
  }
}

const PROVIDER = [
  'terraform {',
  '  required_providers {',
  '    azurerm = { source = "hashicorp/azurerm" }',
  '  }',
  '}',
]

function group(collections: readonly RuleCollection[]): readonly string[] {
  return [
    '',
    ...hclVariable('firewall_policy_id', {
      type: 'string',
      description: 'Id of the firewall policy',
    }),
    '',
    ...hclVariable('sources', {
      type: 'list(string)',
      description: 'Prefixes of the subnets that need this',
    }),
    '',
    ...hclBlock('resource "azurerm_firewall_policy_rule_collection_group" "perimeter"', {
      name: 'perimeter',
      firewall_policy_id: hcl('var.firewall_policy_id'),
      priority: GROUP_PRIORITY,
      collections: collections.map(collectionBlock),
    }),
  ]
}

function collectionBlock(collection: RuleCollection): HclBlock {
  const name = collectionName(collection)
  const rules =
    collection.kind === 'network'
      ? collection.rules.map(networkRule)
      : collection.rules.map(applicationRule)
  return nested(`${collection.kind}_rule_collection`, {
    name: name.toLowerCase(),
    priority: PRIORITIES[name],
    action: collection.action,
    rules,
  })
}

function networkRule(rule: NetworkRule): HclBlock {
  const to =
    rule.fqdns.length > 0
      ? { destination_fqdns: rule.fqdns }
      : { destination_addresses: rule.addresses }
  return nested('rule', {
    name: rule.name,
    description: rule.description,
    protocols: [rule.ipProtocol],
    source_addresses: hcl('var.sources'),
    ...to,
    destination_ports: [rule.ports],
  })
}

function applicationRule(rule: ApplicationRule): HclBlock {
  return nested('rule', {
    name: rule.name,
    description: rule.description,
    source_addresses: hcl('var.sources'),
    destination_fqdns: [rule.targetFqdn],
    protocols: rule.protocols.map(({ protocolType, port }) =>
      nested('protocols', { type: protocolType, port }),
    ),
  })
}

const ZONE_VARIABLES = [
  '',
  ...comments([
    'A zone that is linked and lacks the record hides the public name: make the private endpoint and its',
    'private_dns_zone_group in the same change. Name in existing_zones what the hub has already: it is only linked.',
  ]),
  ...hclVariable('resource_group', { type: 'string', description: 'Resource group of the zones' }),
  '',
  ...hclVariable('virtual_network_id', {
    type: 'string',
    description: 'Id of the network that resolves, the hub where DNS is central',
  }),
  '',
  ...hclVariable('existing_zones', {
    type: 'list(string)',
    description: 'Zones that the resource group has already',
    fallback: '[]',
  }),
]

function zoneLines([zone, { service, needs }]: readonly [string, EndpointKind]): readonly string[] {
  const id = hclName(zone)
  return [
    '',
    ...comments([service, ...whyLines(needs, ({ host }) => host)]),
    ...hclBlock(`resource "azurerm_private_dns_zone" "${id}"`, {
      count: hcl(`contains(var.existing_zones, ${hclText(zone)}) ? 0 : 1`),
      name: zone,
      resource_group_name: hcl('var.resource_group'),
    }),
    '',
    ...hclBlock(`resource "azurerm_private_dns_zone_virtual_network_link" "${id}"`, {
      name: 'perimeter',
      resource_group_name: hcl('var.resource_group'),
      private_dns_zone_name: zone,
      virtual_network_id: hcl('var.virtual_network_id'),
      registration_enabled: hcl('false'),
      depends_on: hcl(`[azurerm_private_dns_zone.${id}]`),
    }),
  ]
}
