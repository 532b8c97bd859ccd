import type { NetworkAt } from '../../cloud-network/at.ts'
import type { NetworkObject } from '../../model/network-object.ts'
import { command, leadIn, projectOf, regionOf } from './command.ts'
import type { Fixes, Fixing } from './fixing.ts'

/** What opens a resource, or the way into it. */
export const RESOURCES: Fixes = {
  'private-endpoint': ({ id, name }, { network }) => {
    const service = network.configuration.azure.endpoints.find((e) => e.id === id)?.service
    if (service == null) return null
    const list = command('az network private-endpoint-connection list', { id: service })
    const approve = command('az network private-endpoint-connection approve', {
      id: 'CONNECTION_ID',
    })
    return `Approve the connection of ${name} at the resource: ${list} has its id for ${approve}`
  },
  app: ({ id, name }) => `Lead all traffic of ${name} into its network: ${leadIn(id)}`,
  service: openService,
  'forwarding-rule': ({ id, name, line }) => {
    if (line === 'global access off') {
      const call = command(`gcloud compute forwarding-rules update ${name}`, {
        project: projectOf(id),
        region: regionOf(id),
        'allow-psc-global-access': '',
      })
      return `Let clients of all regions reach endpoint ${name}: ${call}`
    }
    return `The connection of endpoint ${name} is not accepted (${line}): who publishes the service must accept it`
  },
}

/** The command takes the whole list of a subnet. */
function withServiceEndpoint(missing: string, { place, network, configuration }: NetworkAt) {
  const subnet = configuration.azure.subnets.find(
    (one) => one.network === network.id && place.endsWith(`/${one.name}`),
  )
  const call = command('az network vnet subnet update', {
    ids: subnet?.id ?? 'SUBNET_ID',
    'service-endpoints': [...(subnet?.serviceEndpoints ?? []), missing],
  })
  return `Give subnet ${place} the service endpoint, by which its list of subnets knows it: ${call}`
}

/** A subnet that is let in must have the service endpoint; a private endpoint needs no rule of the resource. */
function openService({ id, name, line }: NetworkObject, { network }: Fixing): string | null {
  if (line.endsWith('no private endpoint')) {
    const call = command('az network private-endpoint create', {
      name: `pe-${name}`,
      'resource-group': 'RESOURCE_GROUP',
      subnet: 'SUBNET_ID',
      'private-connection-resource-id': id,
      'group-id': 'GROUP_ID',
      'connection-name': `pe-${name}`,
    })
    return `Make a private endpoint for ${name}, with a DNS zone group: ${call}`
  }
  const missing = /no service endpoint (\S+)$/.exec(line)?.[1]
  if (missing !== undefined) return withServiceEndpoint(missing, network)
  if (!line.startsWith('public access Enabled'))
    return `Reach ${name} by a private endpoint, or open it to public networks: ${command('az resource update', { ids: id, set: 'properties.publicNetworkAccess=Enabled' })}`
  return `Let the network in at ${name}: its public address, or subnet ${network.place} with the service endpoint; or reach it by a private endpoint`
}
