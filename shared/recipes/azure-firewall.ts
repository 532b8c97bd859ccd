import type { Collections, NetworkRule, RuleCollection } from './azure-firewall-collections.ts'
import { omittedLines } from './comment.ts'

const SCHEMA = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#'
const API_VERSION = '2024-05-01'
const SOURCES = "[parameters('sourceAddresses')]"

/** Priorities inside the group; the parameters of the template change them. */
export const PRIORITIES = {
  'Deny-network': 100,
  'Allow-network': 200,
  'Deny-application': 300,
  'Allow-application': 400,
} as const
export const GROUP_PRIORITY = 1000

/** The name of a collection, and of the parameters that are about it. */
export function collectionName({ action, kind }: RuleCollection): keyof typeof PRIORITIES {
  return `${action}-${kind}`
}

/** A rule collection group of a firewall policy, as an ARM template; without rules, one that deploys nothing. */
export function azureFirewallTemplate(
  { collections, left }: Collections,
  remarks: readonly string[],
): string {
  const resource = {
    type: 'Microsoft.Network/firewallPolicies/ruleCollectionGroups',
    apiVersion: API_VERSION,
    name: "[concat(parameters('firewallPolicyName'), '/', parameters('ruleCollectionGroupName'))]",
    properties: {
      priority: "[parameters('ruleCollectionGroupPriority')]",
      ruleCollections: collections.map(collectionOf),
    },
  }
  const empty = collections.length === 0
  const template = {
    $schema: SCHEMA,
    contentVersion: '1.0.0.0',
    metadata: {
      description: [...(empty ? [] : [about(collections)]), ...remarks].join(' '),
      leftOut: omittedLines(left),
    },
    parameters: empty ? {} : parametersOf(collections),
    resources: empty ? [] : [resource],
  }
  return `${JSON.stringify(template, null, 2)}\n`
}

function about(collections: readonly RuleCollection[]): string {
  const byName = collections.some(
    (c) => c.kind === 'network' && c.rules.some((r) => r.fqdns.length > 0),
  )
  const dns =
    'Network rules by name need the DNS proxy of the firewall, and clients that resolve through it.'
  return ['What the configuration needs of Azure Firewall.', ...(byName ? [dns] : [])].join(' ')
}

function parametersOf(collections: readonly RuleCollection[]): Record<string, object> {
  const each = collections.map((collection) => {
    const name = collectionName(collection)
    const key = parameterOf(name)
    return {
      [`${key}Name`]: { type: 'string', defaultValue: name.toLowerCase() },
      [`${key}Priority`]: { ...priority(PRIORITIES[name]) },
    }
  })
  return {
    firewallPolicyName: {
      type: 'string',
      metadata: { description: 'The policy that gets the rules' },
    },
    sourceAddresses: {
      type: 'array',
      minLength: 1,
      metadata: { description: 'Prefixes of the subnets that need this, and of no others' },
    },
    ruleCollectionGroupName: { type: 'string', defaultValue: 'perimeter' },
    ruleCollectionGroupPriority: priority(GROUP_PRIORITY),
    ...Object.assign({}, ...each),
  }
}

function priority(defaultValue: number) {
  return { type: 'int', defaultValue, minValue: 100, maxValue: 65_000 }
}

/** `Deny-network` as a parameter: denyNetwork. */
function parameterOf(name: string): string {
  return name.toLowerCase().replace(/-(.)/, (_, letter: string) => letter.toUpperCase())
}

function collectionOf(collection: RuleCollection) {
  const key = parameterOf(collectionName(collection))
  return {
    ruleCollectionType: 'FirewallPolicyFilterRuleCollection',
    name: `[parameters('${key}Name')]`,
    priority: `[parameters('${key}Priority')]`,
    action: { type: collection.action },
    rules:
      collection.kind === 'network'
        ? collection.rules.map(networkRule)
        : collection.rules.map(({ targetFqdn, ...rule }) => ({
            ruleType: 'ApplicationRule',
            ...rule,
            sourceAddresses: SOURCES,
            targetFqdns: [targetFqdn],
            terminateTLS: false,
          })),
  }
}

function networkRule({ name, description, ipProtocol, ports, fqdns, addresses }: NetworkRule) {
  return {
    ruleType: 'NetworkRule',
    name,
    description,
    ipProtocols: [ipProtocol],
    sourceAddresses: SOURCES,
    destinationAddresses: addresses,
    destinationFqdns: fqdns,
    destinationPorts: [ports],
  }
}
