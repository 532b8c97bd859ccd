import { idOf, ref, resource } from './arm.ts'

const SUBNET = `${idOf('virtualNetworks', 'vnet')}/subnets/app`
const rule = {
  ...{ name: 'one', priority: 200, direction: 'Outbound', access: 'Deny', protocol: 'Tcp' },
  ...{ sourceAddressPrefix: '10.1.0.0/16', sourceAddressPrefixes: ['10.2.0.0/16'] },
  ...{ destinationAddressPrefix: 'Internet', destinationAddressPrefixes: ['10.3.0.0/16'] },
  ...{ destinationPortRange: '443', destinationPortRanges: ['80', '8080-8090'] },
  ...{ sourcePortRange: '*', sourcePortRanges: ['1024-65535'] },
  sourceApplicationSecurityGroups: [ref('applicationSecurityGroups', 'from')],
  destinationApplicationSecurityGroups: [ref('applicationSecurityGroups', 'to')],
}
const firewallRule = {
  ...{ name: 'web', ruleType: 'ApplicationRule', ipProtocols: ['TCP'] },
  protocols: [{ protocolType: 'Https', port: 443 }],
  ...{ sourceAddresses: ['10.1.0.0/16'], sourceIpGroups: ['group-a'] },
  ...{ destinationAddresses: ['10.9.0.0/16'], destinationIpGroups: ['group-b'] },
  ...{ targetFqdns: ['Shop.Example'], destinationFqdns: ['Sql.Example'], fqdnTags: ['Updates'] },
  ...{ targetUrls: ['shop.example/a'], webCategories: ['games'], destinationPorts: ['443'] },
  terminateTLS: true,
}
const collection = (name: string, type = 'Deny') => ({
  ...{ name, priority: 100, action: { type }, rules: [firewallRule] },
})
const connection = (status: string, group: string) => ({
  ...{ privateLinkServiceId: '/service', groupIds: [group] },
  privateLinkServiceConnectionState: { status },
})
const zoneId = idOf('privateDnsZones', 'Corp.Example')
const below = (path: string, properties: object) => ({
  ...{ id: `${zoneId}/${path}`, name: path.split('/').at(-1) },
  type: `microsoft.network/privatednszones/${path.split('/')[0]}`,
  properties,
})
const rulesetId = idOf('dnsForwardingRulesets', 'rs')
const servicesId = '/subscriptions/0/resourceGroups/rg/providers'

/** Resources of Azure with each property that is read, by what they are. */
export const WHOLE_AZURE: Readonly<Record<string, readonly object[]>> = {
  'security group': [
    resource('networkSecurityGroups', 'nsg', {
      securityRules: [{ name: 'one', properties: rule }],
      defaultSecurityRules: [{ name: 'last', properties: { ...rule, name: 'last' } }],
    }),
  ],
  'route table': [
    resource('routeTables', 'rt', {
      disableBgpRoutePropagation: true,
      routes: [
        {
          name: 'out',
          properties: {
            ...{ addressPrefix: '0.0.0.0/0', nextHopType: 'VirtualAppliance' },
            nextHopIpAddress: '10.9.0.4',
          },
        },
      ],
    }),
  ],
  'network interface': [
    resource('networkInterfaces', 'nic', {
      networkSecurityGroup: ref('networkSecurityGroups', 'nsg-nic'),
      ipConfigurations: [
        {
          properties: {
            ...{ privateIPAddress: '10.1.1.7', subnet: { id: SUBNET } },
            ...{ publicIPAddress: { id: '/ip' }, loadBalancerBackendAddressPools: [{ id: '/lb' }] },
            applicationSecurityGroups: [ref('applicationSecurityGroups', 'to')],
          },
        },
      ],
    }),
  ],
  gateway: [
    resource('virtualNetworkGateways', 'vgw', {
      ipConfigurations: [{ properties: { subnet: { id: `${SUBNET}-gw` } } }],
    }),
  ],
  network: [
    resource('virtualNetworks', 'vnet', {
      addressSpace: { addressPrefixes: ['10.1.0.0/16'] },
      dhcpOptions: { dnsServers: ['10.0.0.4'] },
      subnets: [
        {
          ...{ id: SUBNET, name: 'app' },
          properties: {
            ...{ addressPrefix: '10.1.1.0/24', addressPrefixes: ['10.1.2.0/24'] },
            networkSecurityGroup: ref('networkSecurityGroups', 'nsg'),
            routeTable: ref('routeTables', 'rt'),
            ...{ natGateway: { id: '/nat' }, defaultOutboundAccess: false },
            serviceEndpoints: [{ service: 'Microsoft.Storage' }],
            privateEndpointNetworkPolicies: 'Enabled',
          },
        },
      ],
      virtualNetworkPeerings: [
        {
          name: 'to-hub',
          properties: {
            ...{ peeringState: 'Connected', useRemoteGateways: true },
            allowVirtualNetworkAccess: false,
            remoteVirtualNetwork: ref('virtualNetworks', 'hub'),
            remoteAddressSpace: { addressPrefixes: ['10.7.0.0/16'] },
            remoteVirtualNetworkAddressSpace: { addressPrefixes: ['10.7.0.0/16', '10.8.0.0/16'] },
          },
        },
      ],
    }),
  ],
  'firewall with rules of its own': [
    resource('azureFirewalls', 'afw', {
      ipConfigurations: [
        { properties: { privateIPAddress: '10.7.1.4', subnet: { id: `${SUBNET}-fw` } } },
      ],
      hubIPAddresses: { privateIPAddress: '10.7.1.5' },
      firewallPolicy: ref('firewallPolicies', 'afwp'),
      threatIntelMode: 'Deny',
      natRuleCollections: [{ name: 'nat', properties: collection('nat', 'Dnat') }],
      networkRuleCollections: [{ name: 'net', properties: collection('net') }],
      applicationRuleCollections: [{ name: 'app', properties: collection('app', 'Allow') }],
    }),
  ],
  'firewall policy': [
    resource('firewallPolicies', 'afwp', {
      basePolicy: ref('firewallPolicies', 'base'),
      dnsSettings: { enableProxy: true, servers: ['10.0.0.4'] },
      threatIntelMode: 'Alert',
    }),
    {
      ...{ id: `${idOf('firewallPolicies', 'afwp')}/ruleCollectionGroups/all`, name: 'afwp/all' },
      type: 'microsoft.network/firewallpolicies/rulecollectiongroups',
      properties: {
        priority: 200,
        ruleCollections: [
          { ...collection('web'), ruleCollectionType: 'FirewallPolicyFilterRuleCollection' },
          { ...collection('dnat', 'DNAT'), ruleCollectionType: 'FirewallPolicyNatRuleCollection' },
        ],
      },
    },
    resource('ipGroups', 'group-a', { ipAddresses: ['10.4.0.0/16'] }),
  ],
  zone: [
    {
      id: zoneId,
      name: 'Corp.Example',
      type: 'microsoft.network/privatednszones',
      properties: { numberOfVirtualNetworkLinks: 1 },
    },
    below('virtualNetworkLinks/link', {
      virtualNetwork: ref('virtualNetworks', 'vnet'),
      ...{ registrationEnabled: true, resolutionPolicy: 'NxDomainRedirect' },
    }),
    below('A/Erp', { aRecords: [{ ipv4Address: '10.9.0.1' }, { ipv4Address: '10.9.0.2' }] }),
    below('CNAME/Www', { cnameRecord: { cname: 'Erp.Corp.Example.' } }),
    below('SOA/@', {}),
  ],
  resolver: [
    {
      ...{ id: `${idOf('dnsResolvers', 'dnspr')}/inboundEndpoints/in`, name: 'dnspr/in' },
      type: 'microsoft.network/dnsresolvers/inboundendpoints',
      properties: {
        ipConfigurations: [{ privateIpAddress: '10.0.0.4', subnet: { id: `${SUBNET}-in` } }],
      },
    },
    { id: rulesetId, name: 'rs', type: 'microsoft.network/dnsforwardingrulesets', properties: {} },
    {
      ...{ id: `${rulesetId}/virtualNetworkLinks/l`, name: 'l' },
      type: 'microsoft.network/dnsforwardingrulesets/virtualnetworklinks',
      properties: { virtualNetwork: ref('virtualNetworks', 'vnet') },
    },
    {
      ...{ id: `${rulesetId}/forwardingRules/r`, name: 'rs/r' },
      type: 'microsoft.network/dnsforwardingrulesets/forwardingrules',
      properties: {
        ...{ domainName: 'Onprem.Example.', forwardingRuleState: 'Disabled' },
        targetDnsServers: [{ ipAddress: '192.168.0.53', port: 53 }],
      },
    },
  ],
  'private endpoint': [
    resource('privateEndpoints', 'pe', {
      ...{ subnet: { id: SUBNET }, networkInterfaces: [ref('networkInterfaces', 'nic-pe')] },
      customDnsConfigs: [{ fqdn: 'st.blob.core.windows.net', ipAddresses: ['10.1.1.4'] }],
      ipConfigurations: [{ properties: { privateIPAddress: '10.1.1.5' } }],
      privateLinkServiceConnections: [{ properties: connection('Approved', 'blob') }],
      manualPrivateLinkServiceConnections: [{ properties: connection('Pending', 'dfs') }],
    }),
    resource('networkInterfaces', 'nic-pe', {
      privateEndpoint: ref('privateEndpoints', 'pe'),
      ipConfigurations: [{ properties: { privateIPAddress: '10.1.1.6' } }],
    }),
  ],
  app: [
    {
      ...{ id: `${servicesId}/Microsoft.Web/sites/app`, name: 'app', type: 'Microsoft.Web/sites' },
      properties: {
        ...{ virtualNetworkSubnetId: SUBNET, vnetRouteAllEnabled: true },
        siteConfig: { vnetRouteAllEnabled: true },
        outboundVnetRouting: { allTraffic: true, applicationTraffic: false },
      },
    },
  ],
  ...Object.fromEntries(
    ['Microsoft.Storage/storageAccounts', 'Microsoft.DocumentDB/databaseAccounts'].map((type) => [
      type,
      [
        {
          ...{ id: `${servicesId}/${type}/one`, name: 'one', type },
          properties: {
            ...{ publicNetworkAccess: 'disabled', network: { publicNetworkAccess: 'Enabled' } },
            networkAcls: {
              defaultAction: 'deny',
              ipRules: [{ value: '20.1.2.3', action: 'Allow' }],
              virtualNetworkRules: [{ id: SUBNET }],
            },
            networkRuleSet: {
              ipRules: [{ ipAddressOrRange: '20.1.2.4' }],
              virtualNetworkRules: [{ virtualNetworkResourceId: `${SUBNET}-b` }],
            },
            ipRules: [{ ipAddressOrRange: '20.1.2.5' }],
            virtualNetworkRules: [{ id: `${SUBNET}-c` }],
            vaultUri: 'https://one.vault.azure.net/',
          },
        },
      ],
    ]),
  ),
}
