/** Resources of Azure in the shape that ARM and Resource Graph give them. */

const SUBSCRIPTION = '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-net'

export function idOf(type: string, name: string): string {
  return `${SUBSCRIPTION}/providers/Microsoft.Network/${type}/${name}`
}

export function resource<T extends object>(type: string, name: string, properties: T) {
  return {
    id: idOf(type, name),
    name,
    type: `microsoft.network/${type}`.toLowerCase(),
    tags: { owner: 'secret-tag' },
    properties,
  }
}

export const ref = (type: string, name: string | undefined) =>
  name === undefined ? null : { id: idOf(type, name) }

/** `100 Out Deny Tcp * > 10.0.0.0/8 :443` as a rule; asg:NAME is an application security group. */
export function rule(name: string, line: string) {
  const m = /^(\d+) (In|Out) (Allow|Deny) (\S+) (\S+) > (\S+) :(\S+)$/.exec(line)
  if (m === null) throw new Error(`no rule: ${line}`)
  const [, priority, direction, access, protocol, from = '', to = '', ports = ''] = m
  return {
    name,
    properties: {
      priority: Number(priority),
      direction: `${direction}bound`,
      access,
      protocol,
      sourcePortRange: '*',
      destinationPortRange: ports.includes(',') ? '' : ports,
      destinationPortRanges: ports.includes(',') ? ports.split(',') : [],
      ...end('source', from),
      ...end('destination', to),
    },
  }
}

function end(side: 'source' | 'destination', text: string) {
  const terms = text.split(',')
  const groups = terms
    .filter((t) => t.startsWith('asg:'))
    .map((t) => ref('applicationSecurityGroups', t.slice(4)))
  if (groups.length > 0) return { [`${side}ApplicationSecurityGroups`]: groups }
  return terms.length > 1
    ? { [`${side}AddressPrefixes`]: terms }
    : { [`${side}AddressPrefix`]: terms[0] }
}

/** https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview (default rules) */
const DEFAULTS = {
  AllowVnetInBound: '65000 In Allow * VirtualNetwork > VirtualNetwork :*',
  AllowAzureLoadBalancerInBound: '65001 In Allow * AzureLoadBalancer > * :*',
  DenyAllInBound: '65500 In Deny * * > * :*',
  AllowVnetOutBound: '65000 Out Allow * VirtualNetwork > VirtualNetwork :*',
  AllowInternetOutBound: '65001 Out Allow * * > Internet :*',
  DenyAllOutBound: '65500 Out Deny * * > * :*',
}

const rules = (of: Readonly<Record<string, string>>) =>
  Object.entries(of).map(([name, line]) => rule(name, line))

export function nsg(name: string, own: Readonly<Record<string, string>>, defaults = true) {
  return resource('networkSecurityGroups', name, {
    securityRules: rules(own),
    defaultSecurityRules: defaults ? rules(DEFAULTS) : [],
  })
}

/** Routes as `prefix > hop` or `prefix > 10.0.1.4` for an appliance. */
export function routeTable(name: string, routes: Readonly<Record<string, string>>, noBgp = false) {
  return resource('routeTables', name, {
    disableBgpRoutePropagation: noBgp,
    routes: Object.entries(routes).map(([route, line]) => {
      const [addressPrefix, hop = ''] = line.split(' > ')
      const appliance = /^[\d.]+$/.test(hop)
      return {
        name: route,
        properties: {
          addressPrefix,
          nextHopType: appliance ? 'VirtualAppliance' : hop,
          ...(appliance && { nextHopIpAddress: hop }),
        },
      }
    }),
  })
}

export interface SubnetOf {
  readonly prefix: string
  readonly nsg?: string
  readonly table?: string
  /** `Microsoft.Storage`, or with where it leads: `Microsoft.Storage japaneast`. */
  readonly endpoints?: readonly string[]
  readonly policies?: string
}

export function vnet(
  name: string,
  prefix: string,
  subnets: Readonly<Record<string, SubnetOf>>,
  more: {
    readonly peers?: Readonly<Record<string, string>>
    readonly dns?: readonly string[]
    readonly remoteGateway?: boolean
  } = {},
) {
  return resource('virtualNetworks', name, {
    addressSpace: { addressPrefixes: [prefix] },
    dhcpOptions: { dnsServers: more.dns ?? [] },
    subnets: Object.entries(subnets).map(([subnet, of]) => ({
      id: `${idOf('virtualNetworks', name)}/subnets/${subnet}`,
      name: subnet,
      properties: {
        addressPrefix: of.prefix,
        networkSecurityGroup: ref('networkSecurityGroups', of.nsg),
        routeTable: ref('routeTables', of.table),
        serviceEndpoints: of.endpoints?.map((text) => {
          const [service, ...locations] = text.split(' ')
          return { service, ...(locations.length > 0 && { locations }) }
        }),
        privateEndpointNetworkPolicies: of.policies ?? 'Disabled',
      },
    })),
    virtualNetworkPeerings: Object.entries(more.peers ?? {}).map(([peer, line]) => {
      const [prefixes, state] = line.split(' ')
      return {
        name: `to-${peer}`,
        properties: {
          peeringState: state,
          remoteVirtualNetwork: ref('virtualNetworks', peer),
          remoteAddressSpace: { addressPrefixes: [prefixes] },
          useRemoteGateways: more.remoteGateway === true,
        },
      }
    }),
  })
}

/** A private endpoint of a storage account, or of another resource as `Microsoft.KeyVault/vaults vault`. */
export function endpoint(
  name: string,
  subnet: string,
  address: string,
  status = 'Approved',
  of = 'Microsoft.Storage/storageAccounts blob',
) {
  const [type = '', group = ''] = of.split(' ')
  return resource('privateEndpoints', name, {
    subnet: {
      id: `${idOf('virtualNetworks', subnet.split('/')[0] ?? '')}/subnets/${subnet.split('/')[1]}`,
    },
    // With a DNS zone group it has the address alone.
    customDnsConfigs:
      group === 'blob'
        ? [{ fqdn: `${name}.blob.core.windows.net`, ipAddresses: [address] }]
        : [{ ipAddresses: [address] }],
    privateLinkServiceConnections: [
      {
        name,
        properties: {
          privateLinkServiceId: `${SUBSCRIPTION}/providers/${type}/${name}`,
          groupIds: [group],
          privateLinkServiceConnectionState: { status },
        },
      },
    ],
  })
}

/** Addresses of an application security group, by a network interface. */
export function member(group: string, address: string) {
  return resource('networkInterfaces', `nic-${group}-${address}`, {
    ipConfigurations: [
      {
        name: 'ip',
        properties: {
          privateIPAddress: address,
          applicationSecurityGroups: [ref('applicationSecurityGroups', group)],
        },
      },
    ],
  })
}

export function gateway(name: string, network: string) {
  return resource('virtualNetworkGateways', name, {
    ipConfigurations: [
      {
        name: 'ip',
        properties: { subnet: { id: `${idOf('virtualNetworks', network)}/subnets/GatewaySubnet` } },
      },
    ],
  })
}

/** A resource with its switch and rules for public callers. */
export function service(type: string, name: string, properties: object) {
  return {
    id: `${SUBSCRIPTION}/providers/${type}/${name}`,
    name,
    type: type.toLowerCase(),
    properties: { ...properties, primaryKey: 'secret-key' },
  }
}

export function site(name: string, network: string, subnet: string, routing: object) {
  return {
    id: `${SUBSCRIPTION}/providers/Microsoft.Web/sites/${name}`,
    name,
    type: 'microsoft.web/sites',
    properties: {
      virtualNetworkSubnetId: `${idOf('virtualNetworks', network)}/subnets/${subnet}`,
      ...routing,
    },
  }
}
