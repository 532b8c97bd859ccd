import type { AzureRow } from '../../../fixtures/azure-api.ts'
import { idOf, nsg, ref, resource, routeTable, vnet } from '../arm.ts'

/**
 * A hub and ten spokes with private endpoints, whose addresses their interfaces have, and zones of private DNS, each
 * with its SOA and a link; an endpoint each has a record.
 */
export function landingZone(of: { endpoints: number; zones: number }): readonly AzureRow[] {
  const spokes = Array.from({ length: 10 }, (_, i) => [
    vnet(`vnet-${i}`, `10.${i}.0.0/16`, {
      pe: { prefix: `10.${i}.1.0/24`, nsg: `nsg-${i}`, table: `rt-${i}` },
    }),
    nsg(`nsg-${i}`, {}),
    routeTable(`rt-${i}`, { out: '0.0.0.0/0 > 10.250.0.4' }),
  ])
  const endpoints = Array.from({ length: of.endpoints }, (_, i) => endpoint(i))
  const zones = Array.from({ length: of.zones }, (_, i) => zone(i, i < of.endpoints))
  return [...spokes, ...endpoints, ...zones].flat() as unknown as readonly AzureRow[]
}

const addressOf = (i: number) => `10.${i % 10}.1.${4 + Math.floor(i / 10)}`

function endpoint(i: number) {
  const nic = `nic-pe-${i}`
  return [
    resource('privateEndpoints', `pe-${i}`, {
      subnet: { id: `${idOf('virtualNetworks', `vnet-${i % 10}`)}/subnets/pe` },
      networkInterfaces: [ref('networkInterfaces', nic)],
      privateLinkServiceConnections: [
        { name: 'c', properties: { privateLinkServiceConnectionState: { status: 'Approved' } } },
      ],
    }),
    resource('networkInterfaces', nic, {
      privateEndpoint: ref('privateEndpoints', `pe-${i}`),
      ipConfigurations: [{ name: 'ip', properties: { privateIPAddress: addressOf(i) } }],
    }),
  ]
}

function zone(i: number, hasRecord: boolean) {
  const id = idOf('privateDnsZones', `zone-${i}.example`)
  const record = (type: string, name: string, properties: object) => ({
    id: `${id}/${type}/${name}`,
    name,
    type: `microsoft.network/privatednszones/${type.toLowerCase()}`,
    properties,
  })
  return [
    { ...resource('privateDnsZones', `zone-${i}.example`, { numberOfVirtualNetworkLinks: 1 }) },
    {
      id: `${id}/virtualNetworkLinks/hub`,
      name: 'hub',
      type: 'microsoft.network/privatednszones/virtualnetworklinks',
      properties: { virtualNetwork: ref('virtualNetworks', 'vnet-0') },
    },
    record('SOA', '@', { soaRecord: { host: 'azureprivatedns.net' } }),
    ...(hasRecord ? [record('A', 'x', { aRecords: [{ ipv4Address: addressOf(i) }] })] : []),
  ]
}
