import { parseIp } from '../address/ip.ts'
import { urlOfHost } from '../target/url-of-host.ts'
import { publicNameOf } from '../zone/public-name.ts'
import { systemName } from './azure-catalogs.ts'
import { hostOfResource } from './azure-host.ts'
import { azureKind } from './azure-kinds.ts'
import { type AzureResource, keyOf, resourceOfId } from './azure-resource.ts'
import { hostIn } from './host-in.ts'
import { listAt, textAt, textsAt } from './lookup.ts'
import { type Found, found, plainTarget } from './part.ts'

const CONNECTIONS = [
  'privateLinkServiceConnections',
  'manualPrivateLinkServiceConnections',
  'privateServiceConnection',
]
const GROUPS = ['groupIds', 'subresource_names']
const ADDRESSES = ['ipAddresses', 'ip_addresses']

interface Name {
  readonly host: string
  readonly addresses: readonly string[]
}

/**
 * The names that a private endpoint answers for, with the very addresses that they must have. They stand in
 * `customDnsConfigs`, or in the records of its zone group; else the name is that of the resource behind it.
 * https://learn.microsoft.com/azure/templates/microsoft.network/privateendpoints
 */
export function privateEndpoint({ name, region, facts }: AzureResource): Found {
  const connections = CONNECTIONS.flatMap((path) => listAt(facts, path))
  const resource = behind(connections)
  const alias = connections.flatMap((one) => textAt(one, 'private_connection_resource_alias') ?? [])
  const label =
    resource === null
      ? (alias[0] ?? 'a service that is not named')
      : `${nameOfType(resource.type)} ${resource.name}`
  const what = `${label}, private endpoint ${name}`
  const names = [...recorded(facts), ...ofResource(connections, region)]
  const hosts = names.filter(({ host }, i) => names.findIndex((one) => one.host === host) === i)
  if (hosts.length === 0) {
    return found({ notes: [`${what}: the file does not have its names; add them under targets`] })
  }
  return found({
    targets: hosts.map(({ host, addresses }) => ({
      ...plainTarget(urlOfHost(host), what),
      ...{ isPrivate: true, hasEndpoint: true, addresses },
      resource: resource === null ? null : keyOf(resource),
    })),
    notes: stateNotes(connections, what),
  })
}

/** A connection that nobody approved carries nothing: https://learn.microsoft.com/azure/private-link/private-endpoint-overview */
function stateNotes(connections: readonly unknown[], what: string): readonly string[] {
  const states = connections.flatMap(
    (one) => textAt(one, 'privateLinkServiceConnectionState.status') ?? [],
  )
  const state = states.find((one) => !/^approved$/i.test(one))
  if (state === undefined) return []
  const needs = /^pending$/i.test(state) ? 'until it is approved' : 'any more: it must be made anew'
  return [`${what}: its connection is ${state}, and carries nothing ${needs}`]
}

/** The names that the file itself has for the endpoint. */
function recorded(facts: unknown): readonly Name[] {
  const records = [
    ...listAt(facts, 'customDnsConfigs'),
    ...listAt(facts, 'privateDnsZoneConfigs').flatMap((zone) => listAt(zone, 'recordSets')),
  ]
  return records.flatMap((record) => {
    const host = hostIn(textAt(record, 'fqdn'))
    return host === null ? [] : [{ host: publicNameOf(host), addresses: ipsOf(record) }]
  })
}

/** The name of the resource, with the address that Terraform has beside the connection. */
function ofResource(connections: readonly unknown[], region: string | null): readonly Name[] {
  return connections.flatMap((connection) => {
    const resource = behind([connection])
    if (resource === null) return []
    const groups = textsAt(connection, ...GROUPS)
    const address = textAt(connection, 'private_ip_address') ?? ''
    return (groups.length === 0 ? [null] : groups).flatMap((groupId) => {
      const host = hostOfResource({ ...resource, region, groupId })
      return host === null ? [] : [{ host, addresses: ips([address]) }]
    })
  })
}

/** What people call a type: registries for one that is not known. */
function nameOfType(type: string): string {
  return azureKind(type)?.name ?? systemName(type) ?? type.split('/')[1] ?? type
}

function behind(connections: readonly unknown[]) {
  const ids = connections.flatMap(
    (connection) =>
      textAt(connection, 'privateLinkServiceId', 'private_connection_resource_id') ?? [],
  )
  return resourceOfId(ids[0] ?? '')
}

function ipsOf(record: unknown): readonly string[] {
  return ips(textsAt(record, ...ADDRESSES))
}

function ips(texts: readonly string[]): readonly string[] {
  return texts.filter((text) => parseIp(text) !== null)
}
