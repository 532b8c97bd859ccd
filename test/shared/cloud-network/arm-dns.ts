import { idOf, ref } from './arm.ts'

/** A zone with its links (`network`, or `network fallback`) and records (`name A 10.0.0.4`). */
export function zone(name: string, links: readonly string[], records: readonly string[] = []) {
  const id = idOf('privateDnsZones', name)
  return [
    {
      id,
      name,
      type: 'microsoft.network/privatednszones',
      properties: { provisioningState: 'Succeeded' },
    },
    ...links.map((link) => {
      const [network = '', fallback] = link.split(' ')
      return {
        id: `${id}/virtualNetworkLinks/link-${network}`,
        name: `link-${network}`,
        type: 'microsoft.network/privatednszones/virtualnetworklinks',
        properties: {
          virtualNetwork: ref('virtualNetworks', network),
          registrationEnabled: false,
          resolutionPolicy: fallback === undefined ? 'Default' : 'NxDomainRedirect',
        },
      }
    }),
    ...records.map((line) => {
      const [label, type = '', ...values] = line.split(' ')
      const data =
        type === 'A'
          ? { aRecords: values.map((ipv4Address) => ({ ipv4Address })) }
          : { cnameRecord: { cname: values[0] } }
      return {
        id: `${id}/${type}/${label}`,
        name: label,
        type: `Microsoft.Network/privateDnsZones/${type}`,
        properties: { ttl: 10, ...data },
      }
    }),
  ]
}

export function inbound(name: string, network: string, address: string) {
  const id = `${idOf('dnsResolvers', 'dnspr')}/inboundEndpoints/${name}`
  return {
    id,
    name,
    type: 'microsoft.network/dnsresolvers/inboundendpoints',
    properties: {
      ipConfigurations: [
        {
          privateIpAddress: address,
          subnet: { id: `${idOf('virtualNetworks', network)}/subnets/in` },
        },
      ],
    },
  }
}

/** A ruleset with its links, and rules as `domain. > 10.0.0.5`, `off` behind it when disabled. */
export function ruleset(
  name: string,
  links: readonly string[],
  rules: Readonly<Record<string, string>>,
) {
  const id = idOf('dnsForwardingRulesets', name)
  return [
    { id, name, type: 'microsoft.network/dnsforwardingrulesets', properties: {} },
    ...links.map((network) => ({
      id: `${id}/virtualNetworkLinks/${network}`,
      name: network,
      type: 'microsoft.network/dnsforwardingrulesets/virtualnetworklinks',
      properties: { virtualNetwork: ref('virtualNetworks', network) },
    })),
    ...Object.entries(rules).map(([rule, line]) => {
      const [domainName, , server, off] = line.split(' ')
      return {
        id: `${id}/forwardingRules/${rule}`,
        name: rule,
        type: 'microsoft.network/dnsforwardingrulesets/forwardingrules',
        properties: {
          domainName,
          forwardingRuleState: off === 'off' ? 'Disabled' : 'Enabled',
          targetDnsServers: [{ ipAddress: server, port: 53 }],
        },
      }
    }),
  ]
}
