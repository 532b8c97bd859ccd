import { quoted } from '../document/shell-word.ts'
import { collectionName, GROUP_PRIORITY, PRIORITIES } from './azure-firewall.ts'
import type { ApplicationRule, NetworkRule, RuleCollection } from './azure-firewall-collections.ts'
import { command, comments, script } from './shell.ts'

const GROUP = ['az network firewall policy rule-collection-group']
const WHERE = '--resource-group "$RESOURCE_GROUP" --policy-name "$FIREWALL_POLICY"'

/** The same collections as commands of the Azure CLI with its extension azure-firewall. */
export function azureFirewallCommands(collections: readonly RuleCollection[]): readonly string[] {
  if (collections.length === 0) return []
  const variables = {
    RESOURCE_GROUP: 'resource group of the firewall policy',
    FIREWALL_POLICY: 'name of the firewall policy',
    SOURCES: 'prefixes of the subnets that need this, separated by spaces',
  }
  return script(variables, [
    ...comments(['Needs the extension: az extension add --name azure-firewall']),
    ...command([...GROUP, 'create'], [`${WHERE}`, `--name perimeter --priority ${GROUP_PRIORITY}`]),
    ...collections.flatMap(collectionCommands),
  ])
}

function collectionCommands(collection: RuleCollection): readonly string[] {
  const name = collectionName(collection)
  const at = [WHERE, '--rule-collection-group-name perimeter']
  const rules =
    collection.kind === 'network'
      ? collection.rules.map((rule) => ({ rule, options: networkOptions(rule) }))
      : collection.rules.map((rule) => ({ rule, options: applicationOptions(rule) }))
  return rules.flatMap(({ rule, options }, i) => {
    const about = `--description ${quoted(rule.description)}`
    const first = [
      `--name ${name.toLowerCase()} --collection-priority ${PRIORITIES[name]} --action ${collection.action}`,
      `--rule-name ${quoted(rule.name)}`,
    ]
    const later = [`--collection-name ${name.toLowerCase()} --name ${quoted(rule.name)}`]
    const words = i === 0 ? 'collection add-filter-collection' : 'collection rule add'
    return [
      '',
      ...command([...GROUP, words], [...at, ...(i === 0 ? first : later), ...options, about]),
    ]
  })
}

// Not in quotes: the shell makes several words of the prefixes, zsh likewise.
const SOURCES = '--source-addresses $(echo "$SOURCES")'

function applicationOptions({ protocols, targetFqdn }: ApplicationRule): readonly string[] {
  const ports = protocols.map(({ protocolType, port }) => `${protocolType}=${port}`).join(' ')
  return [
    `--rule-type ApplicationRule --protocols ${ports}`,
    `--target-fqdns ${quoted(targetFqdn)}`,
    SOURCES,
  ]
}

function networkOptions({ ipProtocol, ports, fqdns, addresses }: NetworkRule): readonly string[] {
  const to =
    fqdns.length > 0
      ? `--destination-fqdns ${fqdns.map(quoted).join(' ')}`
      : `--destination-addresses ${addresses.map(quoted).join(' ')}`
  return [
    `--rule-type NetworkRule --ip-protocols ${ipProtocol} --destination-ports ${ports}`,
    to,
    SOURCES,
  ]
}
