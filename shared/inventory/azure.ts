import { urlOfHost } from '../target/url-of-host.ts'
import { isPublicAccessOff } from './azure-access.ts'
import { azureCatalog } from './azure-catalogs.ts'
import { type AzureEndpoint, ownEndpoints } from './azure-endpoints.ts'
import { hostOfResource } from './azure-host.ts'
import { type AzureKind, azureKind } from './azure-kinds.ts'
import { azureNetwork } from './azure-network.ts'
import { type AzureResource, keyOf } from './azure-resource.ts'
import { hostIn } from './host-in.ts'
import { listAt, textAt, textsAt } from './lookup.ts'
import { type Found, found, plainTarget } from './part.ts'
import { privateEndpoint } from './private-endpoint.ts'
import { isWithoutEndpoint } from './without-endpoint.ts'

/** What a resource of Azure gives to check. */
export function azureFound(resource: AzureResource): Found {
  if (resource.type === 'microsoft.network/privateendpoints') return privateEndpoint(resource)
  const special = azureCatalog(resource) ?? azureNetwork(resource)
  if (special !== null) return special
  const kind = azureKind(resource.type)
  if (kind !== null) return targetsOf(resource, kind)
  return isWithoutEndpoint(resource.type) ? found({}) : found({ unknown: [resource.given] })
}

function targetsOf(resource: AzureResource, kind: AzureKind): Found {
  const what = `${kind.name} ${resource.name}`
  const endpoints = endpointsOf(resource, kind)
  if (endpoints.length === 0) {
    return found({ notes: [`${what}: the file does not have its host name; add it under targets`] })
  }
  const isPrivate = kind.isInside || isPublicAccessOff(resource)
  return found({
    notes: redirected(resource, what),
    targets: endpoints.map(({ url, isPublic }) => ({
      ...{ ...plainTarget(url, what), isPrivate: isPrivate && isPublic !== true },
      resource: keyOf(resource),
    })),
  })
}

function endpointsOf(resource: AzureResource, kind: AzureKind): readonly AzureEndpoint[] {
  const own = ownEndpoints(resource)
  return own.length > 0 ? own : hostsOf(resource, kind).map((host) => ({ url: urlOfHost(host) }))
}

function hostsOf(resource: AzureResource, kind: AzureKind): readonly string[] {
  const { type, name, region, facts } = resource
  const groupId = cosmosApi(resource)
  const ofApi = groupId === null ? null : hostOfResource({ type, name, region, groupId })
  if (ofApi !== null) return [ofApi]
  const given = kind.hosts.flatMap((path) =>
    textsAt(facts, path).flatMap((text) => hostIn(text) ?? []),
  )
  if (given.length > 0) return kind.every ? given : given.slice(0, 1)
  const built = hostOfResource({ type, name, region, groupId: null })
  return built === null ? [] : [built]
}

/**
 * The API of an account of Cosmos DB whose clients call another name than that of documents, as the sub-resource of its
 * private endpoints: https://learn.microsoft.com/azure/cosmos-db/how-to-configure-private-endpoints
 */
function cosmosApi({ type, facts }: AzureResource): string | null {
  if (type !== 'microsoft.documentdb/databaseaccounts') return null
  const capabilities = listAt(facts, 'capabilities').map((one) => textAt(one, 'name'))
  if (textAt(facts, 'kind') === 'MongoDB' || capabilities.includes('EnableMongo')) return 'MongoDB'
  return capabilities.includes('EnableCassandra') ? 'Cassandra' : null
}

/** https://learn.microsoft.com/azure/azure-sql/database/connectivity-architecture#connection-policy */
function redirected({ type, facts }: AzureResource, what: string): readonly string[] {
  if (type !== 'microsoft.sql/servers' || textAt(facts, 'connectionPolicy') !== 'Redirect')
    return []
  return [
    `${what}: by its connection policy Redirect clients dial ports 11000-11999, too, which a check of 1433 does not prove`,
  ]
}
