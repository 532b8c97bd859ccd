import { zoneOf } from '../../zone/zone-of.ts'
import type { Hop } from '../decision.ts'
import type { AzureNetwork, PrivateEndpoint } from './model.ts'
import { objectOf } from './objects.ts'
import type { AzurePlace } from './place.ts'

/** The suffixes of names by the type of the resource, whose name is the first label. */
const SUFFIXES: Readonly<Record<string, RegExp>> = {
  'microsoft.storage/storageaccounts':
    /^([^.]+)\.(?:blob|queue|table|file|dfs|web)\.core\.windows\.net$/,
  'microsoft.keyvault/vaults': /^([^.]+)\.vault\.azure\.net$/,
  'microsoft.containerregistry/registries': /^([^.]+)\.azurecr\.io$/,
  'microsoft.documentdb/databaseaccounts': /^([^.]+)\.documents\.azure\.com$/,
  'microsoft.sql/servers': /^([^.]+)\.database\.windows\.net$/,
  'microsoft.appconfiguration/configurationstores': /^([^.]+)\.azconfig\.io$/,
  'microsoft.servicebus/namespaces': /^([^.]+)\.servicebus\.windows\.net$/,
  'microsoft.eventhub/namespaces': /^([^.]+)\.servicebus\.windows\.net$/,
  'microsoft.cognitiveservices/accounts':
    /^([^.]+)\.(?:cognitiveservices|openai|services\.ai)\.azure\.com$/,
  'microsoft.dbforpostgresql/flexibleservers': /^([^.]+)\.postgres\.database\.azure\.com$/,
  'microsoft.dbformysql/flexibleservers': /^([^.]+)\.mysql\.database\.azure\.com$/,
  'microsoft.search/searchservices': /^([^.]+)\.search\.windows\.net$/,
}

/**
 * What the resource behind a name says of callers from public addresses. Sources:
 * https://learn.microsoft.com/azure/storage/common/storage-network-security and
 * https://learn.microsoft.com/azure/key-vault/general/network-security
 */
export function serviceHop({ azure }: AzurePlace, host: string): Hop | null {
  const service = azure.services.find((one) => isOf(one, host))
  return service === undefined ? null : hopOf(service)
}

/** Whether a host is a name of a resource of a type. */
function isOf(
  { type, name }: { readonly type: string; readonly name: string },
  host: string,
): boolean {
  const [, label] = SUFFIXES[type]?.exec(host.toLowerCase()) ?? []
  return label === name.toLowerCase()
}

/** The private endpoints that serve a host: those that say so, and those of its resource for its part of it. */
export function endpointsOf({ azure }: AzurePlace, host: string): readonly PrivateEndpoint[] {
  const groups = zoneOf(host)?.groupIds ?? []
  return azure.endpoints.filter((endpoint) => {
    if (endpoint.fqdns.some((fqdn) => fqdn.toLowerCase() === host.toLowerCase())) return true
    const ofPart = endpoint.groups.some((group) => groups.includes(group))
    return ofPart && isOf(resourceOf(endpoint), host)
  })
}

/** Whether the names that an endpoint serves are known: it lists them, or its resource has names by its own. */
export function hasKnownNames(endpoint: PrivateEndpoint): boolean {
  return endpoint.fqdns.length > 0 || resourceOf(endpoint).type in SUFFIXES
}

function resourceOf({ service }: PrivateEndpoint) {
  const [, type = '', name = ''] = /\/providers\/([^/]+\/[^/]+)\/([^/]+)$/.exec(service ?? '') ?? []
  return { type: type.toLowerCase(), name }
}

/**
 * Whose rules for public callers are resources of their own, below it. Sources:
 * https://learn.microsoft.com/azure/templates/microsoft.sql/servers/firewallrules,
 * https://learn.microsoft.com/azure/templates/microsoft.dbforpostgresql/flexibleservers/firewallrules and
 * https://learn.microsoft.com/azure/templates/microsoft.servicebus/namespaces/networkrulesets
 */
const RULES_BELOW: ReadonlySet<string> = new Set([
  'microsoft.sql/servers',
  'microsoft.dbforpostgresql/flexibleservers',
  'microsoft.dbformysql/flexibleservers',
  'microsoft.servicebus/namespaces',
  'microsoft.eventhub/namespaces',
])

/** Why it is not known whom a resource lets in; null: it is. */
function whatIsNotRead({
  name,
  type,
  publicAccess,
}: AzureNetwork['services'][number]): string | null {
  if (publicAccess === 'SecuredByPerimeter')
    return `a network security perimeter decides whom ${name} lets in, and it is not in the configuration`
  if (publicAccess === 'Unknown')
    return `whom ${name} lets in is not in the configuration: its properties were not exported`
  return publicAccess === 'Enabled' && RULES_BELOW.has(type)
    ? `the firewall rules of ${name} are not in the configuration`
    : null
}

function hopOf(service: AzureNetwork['services'][number]): Hop {
  const { name, publicAccess, defaultAction } = service
  const line = `public access ${publicAccess}, default ${defaultAction}`
  const object = objectOf('service', service, { line })
  const open = whatIsNotRead(service)
  if (open !== null) return { layer: 'service', outcome: 'unreadable', object, says: open }
  if (publicAccess !== 'Enabled') {
    return {
      layer: 'service',
      outcome: 'blocked',
      object,
      says: `public network access of ${name} is ${publicAccess}`,
    }
  }
  if (defaultAction !== 'Deny') {
    return { layer: 'service', outcome: 'pass', object, says: `${name} lets public callers in` }
  }
  // By which address the probe arrives is not in the configuration, and the list may hold it.
  const says = `${name} lets in ${service.prefixes.length} address ranges and ${service.subnets.length} subnets, and denies the rest`
  return { layer: 'service', outcome: 'blocked', object, says }
}
