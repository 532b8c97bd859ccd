import { urlOfHost } from '../target/url-of-host.ts'
import { isPublicAccessOff } from './azure-access.ts'
import { azureCatalog } from './azure-catalogs.ts'
import { hostOfResource } from './azure-host.ts'
import { type AzureKind, azureKind } from './azure-kinds.ts'
import { azureNetwork } from './azure-network.ts'
import { type AzureResource, keyOf } from './azure-resource.ts'
import { hostIn } from './host-in.ts'
import { textAt } from './lookup.ts'
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
  const hosts = hostsOf(resource, kind)
  if (hosts.length === 0) {
    return found({ notes: [`${what}: the file does not have its host name; add it under targets`] })
  }
  const isPrivate = kind.isInside || isPublicAccessOff(resource)
  return found({
    targets: hosts.map((host) => ({
      ...{ ...plainTarget(urlOfHost(host), what), isPrivate },
      resource: keyOf(resource),
    })),
  })
}

function hostsOf({ type, name, region, facts }: AzureResource, kind: AzureKind): readonly string[] {
  const given = kind.hosts.flatMap((path) => hostIn(textAt(facts, path)) ?? [])
  if (given.length > 0) return kind.every ? given : given.slice(0, 1)
  const built = hostOfResource({ type, name, region, groupId: null })
  return built === null ? [] : [built]
}
