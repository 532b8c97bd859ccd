import { urlOfEndpoint, urlOfHost } from '../target/url-of-host.ts'
import { hostOfResource } from './azure-host.ts'
import type { AzureResource } from './azure-resource.ts'
import { hostIn } from './host-in.ts'
import { isObject, listAt, textAt, valueAt } from './lookup.ts'

/** An endpoint of a resource whose kind alone does not tell how it is called. */
export interface AzureEndpoint {
  readonly url: string
  /** It is public whatever the resource says: of the whole region, or a record of the public zone. */
  readonly isPublic?: true
}

type Reader = (resource: AzureResource) => readonly AzureEndpoint[]

const READERS: Readonly<Record<string, Reader>> = {
  'microsoft.app/containerapps': containerApp,
  'microsoft.apimanagement/service': apiGateway,
  'microsoft.cognitiveservices/accounts': aiAccount,
  'microsoft.documentdb/mongoclusters': mongoCluster,
  'microsoft.machinelearningservices/workspaces': learningWorkspace,
  'microsoft.relay/namespaces': relay,
}

/** The endpoints of a resource that has rules of its own; none where it has none, or the file does not hold them. */
export function ownEndpoints(resource: AzureResource): readonly AzureEndpoint[] {
  return READERS[resource.type]?.(resource) ?? []
}

/** https://learn.microsoft.com/azure/container-apps/ingress-overview: TCP has a port of its own, else the app’s. */
function containerApp({ facts }: AzureResource): readonly AzureEndpoint[] {
  const at = (name: string) =>
    valueAt(facts, `configuration.ingress.${name}`) ?? valueAt(facts, `ingress.${name}`)
  const host = hostIn(textOf(at('fqdn')))
  const port = [at('exposedPort'), at('targetPort')].find(
    (one) => typeof one === 'number' && one > 0,
  )
  const isTcp = textOf(at('transport'))?.toLowerCase() === 'tcp'
  if (host === null || !isTcp || typeof port !== 'number') return []
  return [{ url: urlOfEndpoint(host, port) }]
}

/** The names that callers of its APIs use, its own among them. */
function apiGateway({ facts }: AzureResource): readonly AzureEndpoint[] {
  const given = [
    textAt(facts, 'gatewayUrl'),
    ...listAt(facts, 'hostnameConfigurations').flatMap((one) =>
      textAt(one, 'type') === 'Proxy' ? textAt(one, 'hostName') : null,
    ),
  ]
  return urlsOf(given)
}

/**
 * An account answers under a name for each of its parts, which have zones of their own:
 * https://learn.microsoft.com/azure/ai-services/cognitive-services-virtual-networks. Names of the region are nobody’s own.
 */
function aiAccount({ facts }: AzureResource): readonly AzureEndpoint[] {
  const main = textAt(facts, 'endpoint')
  const own = hostIn(main)?.split('.')[0]
  const parts = valueAt(facts, 'endpoints')
  if (own === undefined || !isObject(parts)) return []
  return urlsOf([main, ...Object.values(parts).map(textOf)]).filter(
    ({ url }) => hostIn(url)?.split('.')[0] === own,
  )
}

/** Clients look up a record of the name, which has no address itself (`mongodb+srv`). */
function mongoCluster({ type, name, region, facts }: AzureResource): readonly AzureEndpoint[] {
  const [, given] =
    /mongodb\+srv:\/\/(?:[^@/]*@)?([^/?]+)/.exec(textAt(facts, 'connectionString') ?? '') ?? []
  const host = hostIn(given ?? hostOfResource({ type, name, region, groupId: null }))
  return host === null ? [] : [{ url: `dns://_mongodb._tcp.${host}?type=SRV`, isPublic: true }]
}

/** https://learn.microsoft.com/azure/machine-learning/how-to-custom-dns */
function learningWorkspace({ facts }: AzureResource): readonly AzureEndpoint[] {
  const region = hostIn(textAt(facts, 'discoveryUrl'))
  const id = textAt(facts, 'workspaceId')
  if (region === null) return []
  const own = id === null ? null : hostIn(`${id}.workspace.${region}`)
  return own === null ? [{ url: urlOfHost(region), isPublic: true }] : [{ url: urlOfHost(own) }]
}

/** Its clients speak HTTPS and WebSocket: https://learn.microsoft.com/azure/azure-relay/relay-port-settings */
function relay({ facts }: AzureResource): readonly AzureEndpoint[] {
  const host = hostIn(textAt(facts, 'serviceBusEndpoint'))
  return host === null ? [] : [{ url: `https://${host}/` }]
}

function urlsOf(texts: readonly (string | null)[]): readonly AzureEndpoint[] {
  const hosts = new Set(texts.flatMap((text) => hostIn(text) ?? []))
  return [...hosts].map((host) => ({ url: urlOfHost(host) }))
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
