import { networkUrl } from './gcloud.ts'

const API = 'https://www.googleapis.com/compute/v1/projects/p1'
const REGION = `${API}/regions/asia-northeast1`
const at = (kind: string, path: string, more: object) => ({
  ...{ kind, name: path.split('/').at(-1), selfLink: `${API}/${path}`, ...more },
})
const match = {
  ...{ destIpRanges: ['10.9.0.0/16'], srcIpRanges: ['10.1.0.0/16'] },
  layer4Configs: [{ ipProtocol: 'tcp', ports: ['443'] }],
  ...{ destFqdns: ['shop.example'], destRegionCodes: ['JP'], destThreatIntelligences: ['iplist'] },
  ...{ destAddressGroups: ['groups/a'], destNetworkType: 'INTERNET', destNetworkContext: 'VPC' },
  ...{ srcSecureTags: [{ name: 'tagValues/1' }], srcAddressGroups: ['groups/b'] },
}

/** Resources of Google Cloud with each property that is read, by what they are. */
export const WHOLE_GOOGLE: Readonly<Record<string, readonly object[]>> = {
  network: [
    at('compute#network', 'global/networks/net', {
      networkFirewallPolicyEnforcementOrder: 'BEFORE_CLASSIC_FIREWALL',
      peerings: [
        { name: 'to-hub', network: networkUrl('hub'), state: 'ACTIVE', importCustomRoutes: true },
      ],
    }),
  ],
  subnetwork: [
    at('compute#subnetwork', 'regions/asia-northeast1/subnetworks/sub', {
      ...{ network: networkUrl('net'), region: REGION, ipCidrRange: '10.2.1.0/24' },
      ...{ ipv6CidrRange: '2600:1::/64', internalIpv6Prefix: 'fd20::/64' },
      ...{ externalIpv6Prefix: '2600:2::/64', privateIpGoogleAccess: true },
      secondaryIpRanges: [{ ipCidrRange: '10.3.0.0/16' }, { ipCidrRange: '10.4.0.0/16' }],
    }),
  ],
  route: [
    at('compute#route', 'global/routes/out', {
      ...{ network: networkUrl('net'), destRange: '0.0.0.0/0', priority: 900, tags: ['a'] },
      ...{ nextHopNetwork: networkUrl('net'), nextHopPeering: 'to-hub', nextHopIp: '10.2.1.9' },
      ...{ nextHopInstance: `${API}/zones/z/instances/vm`, nextHopVpnTunnel: `${REGION}/vpn` },
      ...{ nextHopIlb: `${REGION}/ilb`, nextHopHub: 'hubs/hub', nextHopGateway: `${API}/gw` },
    }),
  ],
  firewall: [
    at('compute#firewall', 'global/firewalls/fw', {
      ...{ network: networkUrl('net'), direction: 'EGRESS', priority: 900, disabled: true },
      denied: [{ IPProtocol: 'tcp', ports: ['443'] }],
      allowed: [{ IPProtocol: 'udp', ports: ['53'] }],
      ...{ destinationRanges: ['10.9.0.0/16'], sourceRanges: ['10.8.0.0/16'] },
      ...{ targetTags: ['to'], targetServiceAccounts: ['to@p1'] },
      ...{ sourceTags: ['from'], sourceServiceAccounts: ['from@p1'] },
    }),
  ],
  'firewalls in effect': [
    {
      network: networkUrl('net'),
      firewalls: [
        at('compute#firewall', 'global/firewalls/of-all', { network: networkUrl('net') }),
      ],
      firewallPolicys: [
        {
          ...{ name: '123', shortName: 'short', displayName: 'shown', type: 'NETWORK_REGIONAL' },
          region: REGION,
          rules: [
            {
              ...{ priority: 100, action: 'deny', direction: 'EGRESS', disabled: true, match },
              ...{ tlsInspect: true, targetResources: [networkUrl('net')] },
              targetServiceAccounts: ['to@p1'],
              targetSecureTags: [{ name: 'tagValues/2' }],
            },
          ],
        },
      ],
    },
  ],
  router: [
    at('compute#router', 'regions/asia-northeast1/routers/router', {
      ...{ network: networkUrl('net'), region: REGION },
      nats: [
        {
          ...{ name: 'nat', sourceSubnetworkIpRangesToNat: 'LIST_OF_SUBNETWORKS', type: 'PUBLIC' },
          endpointTypes: ['ENDPOINT_TYPE_VM'],
          subnetworks: [{ name: `${REGION}/subnetworks/sub` }],
        },
        { name: 'private', type: 'PRIVATE' },
        { name: 'for proxies', endpointTypes: ['ENDPOINT_TYPE_MANAGED_PROXY_LB'] },
      ],
    }),
  ],
  endpoint: [
    at('compute#forwardingRule', 'regions/asia-northeast1/forwardingRules/psc', {
      ...{ IPAddress: '10.2.1.5', target: `${REGION}/serviceAttachments/a` },
      ...{ network: networkUrl('net'), pscConnectionStatus: 'PENDING', region: REGION },
      allowPscGlobalAccess: true,
    }),
    at('compute#forwardingRule', 'global/forwardingRules/apis', {
      ...{ IPAddress: '10.2.1.6', target: 'all-apis' },
    }),
    at('compute#forwardingRule', 'global/forwardingRules/lb', {
      ...{ IPAddress: '10.2.1.7', target: `${API}/targetHttpProxies/p` },
    }),
    at('compute#address', 'regions/asia-northeast1/addresses/in', {
      ...{ address: '10.2.1.8', purpose: 'DNS_RESOLVER' },
      subnetwork: `${REGION}/subnetworks/sub`,
    }),
  ],
  zone: [
    {
      ...{ kind: 'dns#managedZone', name: 'corp', dnsName: 'Corp.Example.', visibility: 'private' },
      selfLink: `${API}/managedZones/corp`,
      privateVisibilityConfig: { networks: [{ networkUrl: networkUrl('net') }] },
      forwardingConfig: {
        targetNameServers: [
          { ipv4Address: '10.0.0.4', ipv6Address: 'fd00::4', domainName: 'ns.example' },
        ],
      },
      peeringConfig: { targetNetwork: { networkUrl: networkUrl('hub') } },
    },
    {
      ...{ kind: 'dns#resourceRecordSet', name: 'Erp.Corp.Example.', type: 'A' },
      ...{ rrdatas: ['10.9.0.1'], managedZone: 'corp' },
    },
    {
      ...{ kind: 'dns#resourceRecordSet', name: 'www.corp.example.', type: 'CNAME' },
      rrdatas: ['Erp.Corp.Example.'],
    },
    { kind: 'dns#resourceRecordSet', name: 'corp.example.', type: 'SOA', rrdatas: ['ns'] },
  ],
  policies: [
    {
      ...{ kind: 'dns#policy', name: 'inbound', id: 7 },
      networks: [{ networkUrl: networkUrl('net') }],
      alternativeNameServerConfig: { targetNameServers: [{ ipv4Address: '10.0.0.5' }] },
    },
    {
      ...{ kind: 'dns#responsePolicy', responsePolicyName: 'rp', selfLink: 'policies/rp', id: 8 },
      networks: [{ networkUrl: networkUrl('net') }],
    },
    {
      ...{ kind: 'dns#responsePolicyRule', ruleName: 'sink', dnsName: '*.Games.Example.' },
      ...{ behavior: 'bypassResponsePolicy', responsePolicy: 'rp' },
      localData: {
        localDatas: [
          { type: 'A', rrdatas: ['0.0.0.0'] },
          { type: 'CNAME', rrdatas: ['Sink.Example.'] },
        ],
      },
    },
  ],
}
