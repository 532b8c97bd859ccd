import type { Document } from './documents-azure.ts'

const REGION = { location: 'Japan East' }
const VAULT = { type: 'Microsoft.KeyVault/vaults', name: 'kv' }
const BEHIND = '/subscriptions/0/resourceGroups/r/providers'

function network(type: string, name: string, properties: object) {
  return { type: `Microsoft.Network/${type}`, name, ...REGION, properties }
}

function state(type: string, ...attributes: readonly object[]) {
  const instances = attributes.map((one) => ({ attributes: one }))
  return { terraform_version: '1.9.0', resources: [{ type, instances }] }
}

function endpoint(name: string, ...connections: readonly object[]) {
  return network('privateEndpoints', name, { privateLinkServiceConnections: connections })
}

export const NETWORKS: readonly Document[] = [
  {
    name: 'a network: prefixes that look public are ranges, DNS servers are notes',
    document: [
      network('virtualNetworks', 'vnet', {
        addressSpace: { addressPrefixes: ['10.0.0.0/16', '203.0.113.0/24', '100.64.0.0/10', 'x'] },
        dhcpOptions: { dnsServers: ['10.0.0.4', 'dns.corp.example'] },
      }),
      network('virtualNetworks', 'vnet-b', {
        addressSpace: { addressPrefixes: ['203.0.113.0/24', '198.51.100.0/24'] },
      }),
    ],
  },
  {
    name: 'records: of a name, of the zone itself, of a private link zone, without an address',
    document: [
      [
        'corp.example/erp',
        { aRecords: [{ ipv4Address: '10.9.0.1' }, { ipv4Address: '10.9.0.2' }] },
      ],
      ['corp.example/@', { aRecords: [{ ipv4Address: '10.9.0.3' }] }],
      [
        'corp.example/out',
        { aRecords: [{ ipv4Address: '10.9.0.4' }, { ipv4Address: '20.1.1.1' }] },
      ],
      ['privatelink.vaultcore.azure.net/kv', { aRecords: [{ ipv4Address: '10.9.0.5' }] }],
      ['corp.example/none', { aRecords: [{ ipv4Address: 'soon' }] }],
    ].map(([name, properties]) => network('privateDnsZones/A', String(name), properties as object)),
  },
  {
    name: 'records of a state: the zone beside the name, or in the id, also of IPv6',
    document: state(
      'azurerm_private_dns_a_record',
      { name: 'erp', zone_name: 'corp.example', records: ['10.9.0.1'] },
      {
        ...{ name: 'six', records: ['fd00::6'] },
        id: '/subscriptions/0/resourceGroups/r/providers/Microsoft.Network/privateDnsZones/corp.example/A/six',
      },
    ),
  },
  {
    name: 'inbound endpoints of a DNS resolver, one without an address',
    document: [
      network('dnsResolvers/inboundEndpoints', 'in-a', {
        ipConfigurations: [{ privateIpAddress: '10.0.0.5' }],
      }),
      network('dnsResolvers/inboundEndpoints', 'in-b', {
        ipConfigurations: [{ privateIpAddress: 'dynamic' }],
      }),
    ],
  },
  {
    name: 'a load balancer: each private front at each port of TCP',
    document: network('loadBalancers', 'lb', {
      frontendIPConfigurations: [
        { properties: { privateIPAddress: '10.0.0.10' } },
        { properties: { privateIPAddress: '10.0.0.11' } },
        { properties: {} },
      ],
      loadBalancingRules: [
        { properties: { protocol: 'Tcp', frontendPort: 443 } },
        { properties: { protocol: 'Tcp', frontendPort: 8080 } },
        { properties: { protocol: 'Udp', frontendPort: 53 } },
        { properties: { protocol: 'Tcp', frontendPort: 0 } },
        { properties: { protocol: 'All', frontendPort: 0 } },
      ],
    }),
  },
  {
    name: 'private endpoints: by the records of the file, else by the resource behind',
    document: [
      network('privateEndpoints', 'pe-dns', {
        customDnsConfigs: [
          { fqdn: 'kv-a.vault.azure.net', ipAddresses: ['10.0.1.4', 'none'] },
          { fqdn: 'not a host', ipAddresses: ['10.0.1.5'] },
        ],
      }),
      network('privateEndpoints', 'pe-zone', {
        privateDnsZoneConfigs: [
          {
            recordSets: [
              { fqdn: 'kv-b.privatelink.vaultcore.azure.net', ipAddresses: ['10.0.1.6'] },
            ],
          },
        ],
      }),
      endpoint('pe-blob-file', {
        groupIds: ['blob', 'file'],
        privateLinkServiceId: `${BEHIND}/Microsoft.Storage/storageAccounts/stone`,
      }),
      endpoint('pe-first', {
        privateLinkServiceId: `${BEHIND}/Microsoft.Storage/storageAccounts/sttwo`,
      }),
      endpoint('pe-unknown', {
        groupIds: ['x'],
        privateLinkServiceId: `${BEHIND}/Contoso.X/things/one`,
      }),
      endpoint('pe-nobody', {}),
      network('privateEndpoints', 'pe-manual', {
        manualPrivateLinkServiceConnections: [
          { groupIds: ['sites'], privateLinkServiceId: `${BEHIND}/Microsoft.Web/sites/web-a` },
        ],
      }),
    ],
  },
  {
    name: 'a vault with a private endpoint, of which one says the name and the other that it is private',
    document: [
      {
        ...{ type: 'Microsoft.KeyVault/vaults', name: 'kv-both', ...REGION, vaultUri: null },
        properties: { vaultUri: 'https://kv-both-a1.vault.azure.net/' },
      },
      network('privateEndpoints', 'pe-both', {
        customDnsConfigs: [{ fqdn: 'kv-both-a1.vault.azure.net' }],
        privateLinkServiceConnections: null,
      }),
    ],
  },
  {
    name: 'private endpoints by the state of their connection: approved, pending, rejected, none given',
    document: [
      ...['Approved', 'Pending', 'Rejected', null].map((status, n) =>
        endpoint(`pe-${n}`, {
          privateLinkServiceId: `/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/kv-${n}`,
          groupIds: ['vault'],
          ...(status !== null && { privateLinkServiceConnectionState: { status } }),
        }),
      ),
      endpoint('pe-graph', {
        properties: {
          privateLinkServiceId:
            '/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/kv-graph',
          groupIds: ['vault'],
          privateLinkServiceConnectionState: { status: 'Disconnected' },
        },
      }),
    ],
  },
  {
    name: 'a private endpoint of a host that several zones may answer for',
    document: [
      network('privateEndpoints', 'pe-ml', {
        customDnsConfigs: [
          { fqdn: 'one.japaneast.inference.ml.azure.com', ipAddresses: ['10.0.1.7'] },
        ],
      }),
    ],
  },
  {
    name: 'private endpoints of a state, with the address beside the connection',
    document: state(
      'azurerm_private_endpoint',
      {
        ...{ name: 'pe-kv', location: 'japaneast' },
        private_service_connection: [
          {
            ...{ subresource_names: ['vault'], private_ip_address: '10.0.1.7' },
            private_connection_resource_id: `${BEHIND}/Microsoft.KeyVault/vaults/kv-c`,
          },
        ],
      },
      {
        ...{ name: 'pe-kusto', location: 'usgovvirginia' },
        private_service_connection: [
          {
            ...{ subresource_names: ['Registry'], private_ip_address: '' },
            private_connection_resource_id: `${BEHIND}/Microsoft.ContainerRegistry/registries/acrg`,
          },
        ],
      },
    ),
  },
  {
    name: 'settings under which no public address answers',
    document: [
      ['kv-1', { publicNetworkAccess: 'Disabled' }],
      ['kv-2', { network: { publicNetworkAccess: 'disabled' } }],
      ['kv-3', { public_network_access: 'Disabled' }],
      ['kv-4', { public_network_access_enabled: false }],
      ['kv-5', { virtualNetworkType: 'Internal' }],
      ['kv-6', { network: { delegatedSubnetResourceId: '/subnets/one' } }],
      ['kv-7', { delegated_subnet_id: '/subnets/one' }],
      ['kv-8', { public_network_access_enabled: true, virtualNetworkType: 'External' }],
    ].map(([name, properties]) => ({ ...VAULT, name, properties })),
  },
  {
    name: 'systems with a private endpoint: their catalogs say so, others of their kind do not',
    document: [
      ...['acrnear', 'acrfar'].map((name) => ({
        ...{ type: 'Microsoft.ContainerRegistry/registries', name, ...REGION },
      })),
      ...['func-near', 'func-far'].map((name) => ({
        ...{ type: 'Microsoft.Web/sites', name, kind: 'functionapp', ...REGION },
      })),
      endpoint('pe-acr', {
        groupIds: ['registry'],
        privateLinkServiceId: `${BEHIND}/Microsoft.ContainerRegistry/registries/acrnear`,
      }),
      endpoint('pe-func', {
        groupIds: ['sites'],
        privateLinkServiceId: `${BEHIND}/Microsoft.Web/sites/func-near`,
      }),
    ],
  },
  {
    name: 'one endpoint that three resources and more name stands once',
    document: ['a', 'b', 'c', 'd'].map((name) => ({
      ...{
        ...VAULT,
        name: `kv-${name}`,
        properties: { vaultUri: 'https://kv-same.vault.azure.net' },
      },
    })),
  },
]
