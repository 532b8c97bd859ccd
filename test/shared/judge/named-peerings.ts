import type { vnet } from '../cloud-network/arm.ts'
import { app, azure, lost, type Named } from './named-objects.ts'

/** A network, one of whose peerings has other properties. */
function peering(network: ReturnType<typeof vnet>, name: string, of: object) {
  const { virtualNetworkPeerings: all, ...rest } = network.properties as {
    readonly virtualNetworkPeerings: readonly {
      readonly name: string
      readonly properties: object
    }[]
  }
  const changed = all.map((one) =>
    one.name === name ? { ...one, properties: { ...one.properties, ...of } } : one,
  )
  return { ...network, properties: { ...rest, virtualNetworkPeerings: changed } }
}
/** Commands: https://learn.microsoft.com/cli/azure/network/vnet/peering */
export const NAMED_PEERINGS: readonly Named[] = [
  {
    shows: 'a peering that keeps traffic out',
    of: { allowVirtualNetworkAccess: false },
    address: '10.7.9.4',
    fix: 'az network vnet peering update --resource-group rg-net --vnet-name vnet-app --name to-vnet-hub --set allowVirtualNetworkAccess=true',
  },
  {
    shows: 'a peering that is not synced',
    of: { remoteVirtualNetworkAddressSpace: { addressPrefixes: ['10.7.0.0/16', '10.8.0.0/16'] } },
    address: '10.8.0.4',
    fix: 'az network vnet peering sync --resource-group rg-net --vnet-name vnet-app --name to-vnet-hub',
  },
  {
    shows: 'a peering of one side',
    of: { peeringState: 'Initiated' },
    address: '10.7.9.4',
    fix: 'Make the peering in the other network, too',
  },
].map(({ shows, of, address, fix }) => ({
  shows,
  evidence: lost('https://db.corp', address),
  network: azure(peering(app(), 'to-vnet-hub', of)),
  code: 'tcp-dropped',
  object: 'peering vnet-app to-vnet-hub',
  fix: [fix],
}))
