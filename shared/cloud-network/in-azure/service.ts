import type { NetworkObject } from '../../model/network-object.ts'
import { zoneOf } from '../../zone/zone-of.ts'
import type { Hop } from '../decision.ts'
import { sameId } from '../row.ts'
import type { AzureNetwork, PrivateEndpoint } from './model.ts'
import { objectOf } from './objects.ts'
import type { AzurePlace } from './place.ts'

type Service = AzureNetwork['services'][number]

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
export function serviceHop(place: AzurePlace, host: string): Hop | null {
  const service = place.azure.services.find((one) => isOf(one, host))
  return service === undefined ? null : hopOf(place, service)
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
function whatIsNotRead({ name, type, publicAccess }: Service): string | null {
  if (publicAccess === 'SecuredByPerimeter')
    return `a network security perimeter decides whom ${name} lets in, and it is not in the configuration`
  if (publicAccess === 'Unknown')
    return `whom ${name} lets in is not in the configuration: its properties were not exported`
  return publicAccess === 'Enabled' && RULES_BELOW.has(type)
    ? `the firewall rules of ${name} are not in the configuration`
    : null
}

function hopOf(place: AzurePlace, service: Service): Hop {
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
  return ofSubnet(place, service, object) ?? closedToRest(service, object)
}

/** By which address the probe arrives is not in the configuration, and the list may hold it. */
function closedToRest({ name, prefixes, subnets }: Service, object: NetworkObject): Hop {
  const listed = `${counted(prefixes.length, 'address range')} and ${counted(subnets.length, 'subnet')}`
  const says = `the network rules of ${name} let in ${listed}, and deny the rest`
  return { layer: 'service', outcome: 'blocked', object, says }
}

function counted(count: number, noun: string): string {
  return count === 0 ? `no ${noun}` : `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** The service endpoints by which the types know a subnet, the one that holds in every region first. */
const ENDPOINTS: Readonly<Record<string, readonly string[]>> = {
  'microsoft.storage/storageaccounts': ['Microsoft.Storage.Global', 'Microsoft.Storage'],
  'microsoft.keyvault/vaults': ['Microsoft.KeyVault'],
  'microsoft.containerregistry/registries': ['Microsoft.ContainerRegistry'],
  'microsoft.documentdb/databaseaccounts': ['Microsoft.AzureCosmosDB'],
  'microsoft.cognitiveservices/accounts': ['Microsoft.CognitiveServices'],
}

/**
 * What a list that holds the probe’s own subnet comes to: a subnet is known by its service endpoint alone. Null: it is
 * not in the list. Source: https://learn.microsoft.com/azure/virtual-network/virtual-network-service-endpoints-overview
 */
function ofSubnet({ subnet }: AzurePlace, service: Service, object: NetworkObject): Hop | null {
  const { name, type, defaultAction, subnets } = service
  const wanted = ENDPOINTS[type] ?? []
  if (wanted.length === 0 || !subnets.some((id) => sameId(id, subnet.id))) return null
  const has = wanted.find((one) => subnet.serviceEndpoints.some((own) => sameId(own, one)))
  const says = `the network rules of ${name} let in subnet ${subnet.name}`
  if (has === undefined) {
    const missing = `no service endpoint ${wanted.at(-1)}`
    const line = `public access Enabled, default ${defaultAction}, ${missing}`
    const why = `${says}, which has ${missing} and arrives by a public address`
    return { layer: 'service', outcome: 'blocked', object: { ...object, line }, says: why }
  }
  // That of storage holds for accounts of the subnet’s region and the one paired with it.
  const outcome = has === 'Microsoft.Storage' ? 'unreadable' : 'pass'
  return { layer: 'service', outcome, object, says: `${says} by its service endpoint` }
}
