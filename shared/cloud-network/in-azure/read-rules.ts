import { z } from 'zod'
import { lastOf, listOf, maybe, oneOrMany, reference, texts } from '../row.ts'

const ids = listOf(z.object({ id: z.string() })).transform((list) => list.map(({ id }) => id))

/** Source: https://learn.microsoft.com/azure/templates/microsoft.network/networksecuritygroups */
const securityRule = z
  .object({
    name: z.string(),
    priority: z.int(),
    direction: z.enum(['Inbound', 'Outbound']),
    access: z.enum(['Allow', 'Deny']),
    protocol: z.string(),
    sourceAddressPrefix: maybe,
    sourceAddressPrefixes: texts,
    destinationAddressPrefix: maybe,
    destinationAddressPrefixes: texts,
    destinationPortRange: maybe,
    destinationPortRanges: texts,
    sourcePortRange: maybe,
    sourcePortRanges: texts,
    sourceApplicationSecurityGroups: ids,
    destinationApplicationSecurityGroups: ids,
  })
  .transform((r) => ({
    name: r.name,
    priority: r.priority,
    direction: r.direction,
    access: r.access,
    protocol: r.protocol,
    sources: oneOrMany(r.sourceAddressPrefix, r.sourceAddressPrefixes),
    sourceGroups: r.sourceApplicationSecurityGroups,
    destinations: oneOrMany(r.destinationAddressPrefix, r.destinationAddressPrefixes),
    destinationGroups: r.destinationApplicationSecurityGroups,
    ports: oneOrMany(r.destinationPortRange, r.destinationPortRanges),
    sourcePorts: oneOrMany(r.sourcePortRange, r.sourcePortRanges),
  }))

export const securityGroup = z
  .object({
    id: z.string(),
    name: z.string(),
    securityRules: listOf(securityRule),
    defaultSecurityRules: listOf(securityRule),
  })
  .transform(({ id, name, securityRules, defaultSecurityRules }) => ({
    id,
    name,
    rules: [...securityRules, ...defaultSecurityRules],
  }))

/** Source: https://learn.microsoft.com/azure/templates/microsoft.network/routetables */
export const routeTable = z
  .object({
    id: z.string(),
    name: z.string(),
    disableBgpRoutePropagation: z.boolean().nullish(),
    routes: listOf(
      z
        .object({
          name: z.string(),
          addressPrefix: z.string(),
          nextHopType: z.string(),
          nextHopIpAddress: maybe,
        })
        .transform((r) => ({
          name: r.name,
          prefix: r.addressPrefix,
          nextHop: r.nextHopType,
          address: r.nextHopIpAddress,
        })),
    ),
  })
  .transform(({ id, name, disableBgpRoutePropagation, routes }) => ({
    id,
    name,
    bgp: disableBgpRoutePropagation !== true,
    routes,
  }))

/** Source: https://learn.microsoft.com/azure/templates/microsoft.network/networkinterfaces */
export const networkInterface = z
  .object({
    id: z.string(),
    name: maybe,
    privateEndpoint: reference,
    networkSecurityGroup: reference,
    ipConfigurations: listOf(
      z.object({
        privateIPAddress: maybe,
        applicationSecurityGroups: ids,
        subnet: reference,
        publicIPAddress: reference,
        loadBalancerBackendAddressPools: ids,
      }),
    ),
  })
  .transform(({ id, name, privateEndpoint, networkSecurityGroup, ipConfigurations }) => ({
    id,
    endpoint: privateEndpoint,
    name: name ?? lastOf(id),
    subnet: ipConfigurations.find(({ subnet }) => subnet !== null)?.subnet ?? null,
    addresses: ipConfigurations.flatMap(({ privateIPAddress: address }) => address ?? []),
    securityGroup: networkSecurityGroup,
    outbound: ipConfigurations.some(
      ({ publicIPAddress, loadBalancerBackendAddressPools: pools }) =>
        publicIPAddress !== null || pools.length > 0,
    ),
    groups: ipConfigurations.flatMap(({ privateIPAddress: address, applicationSecurityGroups }) =>
      address === null ? [] : applicationSecurityGroups.map((group) => ({ group, address })),
    ),
  }))

/** Source: https://learn.microsoft.com/azure/templates/microsoft.network/virtualnetworkgateways */
export const gateway = z
  .object({
    id: z.string(),
    name: z.string(),
    ipConfigurations: listOf(z.object({ subnet: reference })),
  })
  .transform(({ id, name, ipConfigurations }) => ({
    id,
    name,
    subnet: ipConfigurations.find(({ subnet }) => subnet !== null)?.subnet ?? '',
  }))

/**
 * A peering leads to the prefixes that it has, which the other network may have outgrown: until it is synced. Source:
 * https://learn.microsoft.com/azure/virtual-network/update-virtual-network-peering-address-space
 */
const peering = z
  .object({
    name: z.string(),
    peeringState: z.string(),
    remoteVirtualNetwork: z.object({ id: z.string() }),
    remoteAddressSpace: z.object({ addressPrefixes: texts }).nullish(),
    remoteVirtualNetworkAddressSpace: z.object({ addressPrefixes: texts }).nullish(),
    useRemoteGateways: z.boolean().nullish(),
    allowVirtualNetworkAccess: z.boolean().nullish(),
  })
  .transform((p) => {
    const now = p.remoteVirtualNetworkAddressSpace?.addressPrefixes ?? []
    const prefixes = p.remoteAddressSpace?.addressPrefixes ?? now
    return {
      name: p.name,
      state: p.peeringState,
      remote: p.remoteVirtualNetwork.id,
      prefixes,
      unsynced: now.filter((prefix) => !prefixes.includes(prefix)),
      access: p.allowVirtualNetworkAccess !== false,
      remoteGateway: p.useRemoteGateways === true,
    }
  })

const subnet = z
  .object({
    id: z.string(),
    name: maybe,
    addressPrefix: maybe,
    addressPrefixes: texts,
    networkSecurityGroup: reference,
    routeTable: reference,
    natGateway: reference,
    defaultOutboundAccess: z.boolean().nullish(),
    serviceEndpoints: listOf(z.object({ service: z.string(), locations: texts })),
    privateEndpointNetworkPolicies: maybe,
  })
  .transform((s) => ({
    id: s.id,
    name: s.name ?? lastOf(s.id),
    network: s.id.split('/').slice(0, -2).join('/'),
    prefixes: oneOrMany(s.addressPrefix, s.addressPrefixes),
    securityGroup: s.networkSecurityGroup,
    routeTable: s.routeTable,
    natGateway: s.natGateway,
    defaultOutbound: s.defaultOutboundAccess !== false,
    serviceEndpoints: s.serviceEndpoints.map(({ service }) => service),
    storageRegions: s.serviceEndpoints
      .filter(({ service }) => service.toLowerCase() === 'microsoft.storage')
      .flatMap(({ locations }) => locations)
      .filter((region) => region !== '*'),
    endpointPolicies: s.privateEndpointNetworkPolicies ?? 'Disabled',
  }))

/** Source: https://learn.microsoft.com/azure/templates/microsoft.network/virtualnetworks */
export const virtualNetwork = z
  .object({
    id: z.string(),
    name: z.string(),
    addressSpace: z.object({ addressPrefixes: texts }),
    dhcpOptions: z.object({ dnsServers: texts }).nullish(),
    virtualNetworkPeerings: listOf(peering),
    subnets: listOf(subnet),
  })
  .transform((v) => ({
    network: {
      id: v.id,
      name: v.name,
      prefixes: v.addressSpace.addressPrefixes,
      dnsServers: v.dhcpOptions?.dnsServers ?? [],
      peerings: v.virtualNetworkPeerings,
    },
    subnets: v.subnets,
  }))
