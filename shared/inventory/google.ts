import { parseIp } from '../address/ip.ts'
import { apiOf, apiUse } from './google-apis.ts'
import { googleCatalog } from './google-catalogs.ts'
import { googleNetwork } from './google-network.ts'
import type { GoogleResource } from './google-resource.ts'
import { hostIn } from './host-in.ts'
import { listAt, textAt, textsAt, valueAt } from './lookup.ts'
import { type Found, found, plainTarget } from './part.ts'
import { isWithoutEndpoint } from './without-endpoint.ts'

/** What a resource of Google Cloud gives to check. */
export function googleFound(resource: GoogleResource): Found {
  const special =
    encryptedRedis(resource) ??
    googleCatalog(resource) ??
    googleNetwork(resource) ??
    endpointOf(resource)
  if (special !== null) return special
  const api = apiOf(resource.type)
  if (api !== null) return apiUse(api)
  return isWithoutEndpoint(resource.type) ? found({}) : found({ unknown: [resource.type] })
}

/**
 * With in-transit encryption an instance listens at another port, and with a certificate of an authority of its own, which
 * TLS would not take: https://docs.cloud.google.com/memorystore/docs/redis/about-in-transit-encryption
 */
function encryptedRedis({ type, name, facts }: GoogleResource): Found | null {
  const ends = [
    [textAt(facts, 'host'), valueAt(facts, 'port')],
    [textAt(facts, 'readEndpoint'), valueAt(facts, 'readEndpointPort')],
  ] as const
  const targets = ends.flatMap(([host, port]) =>
    host !== null && parseIp(host) !== null && typeof port === 'number' && port !== PLAIN_REDIS
      ? [plainTarget(`tcp://${host}:${port}`, `Memorystore for Redis ${name}`)]
      : [],
  )
  return type !== 'google_redis_instance' || targets.length === 0 ? null : found({ targets })
}

const PLAIN_REDIS = 6379

function endpointOf({ type, name, facts }: GoogleResource): Found | null {
  if (type === 'google_cloud_run_v2_service' || type === 'google_cloud_run_service') {
    const host = hostIn(textAt(facts, 'uri', 'status.url'))
    const what = `Cloud Run service ${name}`
    return host === null
      ? found({ notes: [`${what}: the file does not have its URL; add it under targets`] })
      : found({ targets: [plainTarget(`https://${host}/`, what)] })
  }
  if (type === 'google_filestore_instance') {
    const addresses = listAt(facts, 'networks').flatMap((net) =>
      textsAt(net, 'ipAddresses', 'ip_addresses'),
    )
    const what = `Filestore ${name} (NFS)`
    return found({
      targets: addresses
        .filter((address) => parseIp(address) !== null)
        .map((address) => plainTarget(`tcp://${address}:2049`, what)),
    })
  }
  return null
}
