import { nsg, type SubnetOf, vnet } from '../../shared/cloud-network/arm.ts'
import { inbound, zone } from '../../shared/cloud-network/arm-dns.ts'
import { collections, firewall, policy } from '../../shared/cloud-network/arm-firewall.ts'

export const BLOB = 'privatelink.blob.core.windows.net'
export const VAULT = 'privatelink.vaultcore.azure.net'

type Own = Omit<SubnetOf, 'prefix'>

/** The network of the lab; its resolvers (10.50.0.10 and on) are inbound endpoints in the network of the hub. */
export function lab(probe: Own = {}, endpoints: Own = {}, remoteGateway = false) {
  return [
    vnet(
      'vnet-lab',
      '10.50.0.0/16',
      {
        probe: { prefix: '10.50.1.0/24', ...probe },
        endpoints: { prefix: '10.50.2.0/24', ...endpoints },
        proxy: { prefix: '10.50.3.0/24' },
        dns: { prefix: '10.50.0.0/24' },
      },
      {
        peers: { 'vnet-hub': '10.60.0.0/16 Connected', 'vnet-gone': '10.70.0.0/16 Disconnected' },
        remoteGateway,
      },
    ),
    vnet('vnet-hub', '10.60.0.0/16', { AzureFirewallSubnet: { prefix: '10.60.1.0/26' } }),
    ...Array.from({ length: 40 }, (_, i) => inbound(`in-${i}`, 'vnet-hub', `10.50.0.${i + 10}`)),
  ]
}

/** The same with a security group at the subnet of the probe. */
export const guarded = (rules: Readonly<Record<string, string>>) => [
  ...lab({ nsg: 'nsg-probe' }),
  nsg('nsg-probe', rules),
]

/** The firewall in the hub, its policy and the one above it; routes of the probe lead there. */
export const hub = (
  own: Readonly<Record<string, Readonly<Record<string, string>>>>,
  above: typeof own = {},
) => [
  firewall('afw-hub', 'vnet-hub/AzureFirewallSubnet', '10.60.1.4', 'afwp-hub'),
  policy('afwp-base'),
  policy('afwp-hub', 'afwp-base'),
  collections('afwp-base', 'base', 100, above),
  collections('afwp-hub', 'own', 200, own),
]

/** Both zones as they are when all is well. */
export const ZONES = [
  ...zone(BLOB, ['vnet-hub', 'vnet-lab'], ['stlab A 10.50.2.4']),
  ...zone(VAULT, ['vnet-hub', 'vnet-lab'], ['kvlab A 10.50.2.5']),
]
