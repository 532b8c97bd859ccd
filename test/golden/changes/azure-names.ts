import { endpoint } from '../../shared/cloud-network/arm.ts'
import { ruleset, zone } from '../../shared/cloud-network/arm-dns.ts'
import { firewall, policy } from '../../shared/cloud-network/arm-firewall.ts'
import { BLOB, lab, VAULT, ZONES } from './azure-lab.ts'
import type { Change } from './change.ts'

type Row = Omit<Change, 'cloud' | 'configuration'> & { readonly more: readonly unknown[] }
const azure = (rows: readonly Row[]): readonly Change[] =>
  rows.map(({ more, ...row }) => ({ ...row, cloud: 'azure', configuration: [...lab(), ...more] }))

const VAULTS = 'Microsoft.KeyVault/vaults vault'
/** The endpoints as they are: the vault’s has 10.50.2.5. */
const ENDPOINTS = [
  endpoint('stlab', 'vnet-lab/endpoints', '10.50.2.4'),
  endpoint('kvlab', 'vnet-lab/endpoints', '10.50.2.5', 'Approved', VAULTS),
]
const OWN = 'corp.contoso.test'

export const AZURE_NAMES = azure([
  {
    shows: 'the zone is linked to another network only',
    wire: 'dns/zone-not-linked',
    target: 'storage',
    more: zone(BLOB, ['vnet-lab'], ['stlab A 10.50.2.4']),
    object: `dns-zone ${BLOB}`,
    fix: ['az network private-dns link vnet create', '--name link-vnet-hub'],
  },
  {
    shows: 'one of two zones is linked',
    wire: 'dns/zone-not-linked',
    target: 'vault',
    more: [
      ...zone(VAULT, ['vnet-gone'], ['kvlab A 10.50.2.5']),
      ...zone('privatelink.azurecr.io', ['vnet-hub'], ['acrlab A 10.50.2.6']),
    ],
    object: `dns-zone ${VAULT}`,
    fix: [`--zone-name ${VAULT}`],
  },
  {
    shows: 'the zone of a registry is not linked',
    wire: 'systems/registry-zone-not-linked',
    target: 'acrlab.azurecr.io',
    more: zone('privatelink.azurecr.io', ['vnet-lab'], ['acrlab A 10.50.2.6']),
    object: 'dns-zone privatelink.azurecr.io',
    fix: ['link vnet create'],
  },
  {
    shows: 'a forwarding rule leads the public suffix elsewhere',
    wire: 'dns/ruleset-over-zone',
    target: 'storage',
    more: [
      ...ruleset('rs-hub', ['vnet-hub'], { onprem: 'core.windows.net. > 192.168.0.53' }),
      ...zone(VAULT, ['vnet-hub'], ['kvlab A 10.50.2.5']),
    ],
    object: 'dns-forwarding-rule rs-hub onprem',
    fix: ['az dns-resolver forwarding-rule update', '--forwarding-rule-state Disabled'],
  },
  {
    shows: 'the forwarding rule of the longest domain leads to a server that fails',
    wire: 'dns/forwarder-dead',
    target: 'vault',
    more: ruleset('rs-hub', ['vnet-hub'], {
      rest: '. > 192.168.0.53',
      vaults: 'vault.azure.net. > 192.168.0.54',
    }),
    object: 'dns-forwarding-rule rs-hub vaults',
    fix: ['--ruleset-name rs-hub --name vaults'],
  },
  {
    shows: 'a link falls back to the internet, and the record is missing',
    wire: 'dns/zone-not-linked-proven',
    target: 'storage',
    more: zone(BLOB, ['vnet-hub fallback'], ['other A 10.50.2.9']),
    object: `dns-link ${BLOB} link-vnet-hub`,
    fix: [`Add the record to zone ${BLOB}`],
  },
  {
    shows: 'the zone is linked and has no record',
    wire: 'dns/zone-linked-but-empty',
    target: 'vault',
    more: [...zone(VAULT, ['vnet-hub'], ['other A 10.50.2.9']), ...ENDPOINTS],
    object: `dns-zone ${VAULT}`,
    fix: [
      'az network private-dns record-set a add-record',
      '--record-set-name kvlab --ipv4-address 10.50.2.5',
    ],
  },
  {
    shows: 'the record has another name',
    wire: 'dns/record-misspelt',
    target: 'vault',
    more: [...zone(VAULT, ['vnet-hub'], ['kvalb A 10.50.2.5']), ...ENDPOINTS],
    object: `dns-zone ${VAULT}`,
    fix: ['--record-set-name kvlab'],
  },
  {
    shows: 'the record of a data endpoint is missing',
    wire: 'systems/registry-data-record-missing',
    target: 'acrlab.japaneast.data.azurecr.io',
    more: zone('privatelink.azurecr.io', ['vnet-hub'], ['acrlab A 10.50.2.6']),
    object: 'dns-zone privatelink.azurecr.io',
    fix: ['--record-set-name acrlab.japaneast.data'],
  },
  {
    shows: 'a private zone of one’s own has no record',
    wire: 'dns/own-zone-record-missing',
    target: 'queue',
    more: zone(OWN, ['vnet-hub'], ['db A 10.50.2.4']),
    object: `dns-zone ${OWN}`,
    fix: ['--record-set-name queue --ipv4-address ADDRESS'],
  },
  {
    shows: 'a private zone of one’s own is not linked',
    wire: 'dns/own-zone-unknown',
    target: 'database',
    more: zone(OWN, ['vnet-lab'], ['db A 10.50.2.4']),
    object: `dns-zone ${OWN}`,
    fix: [`--zone-name ${OWN} --name link-vnet-hub`],
  },
  {
    shows: 'the ruleset that forwards the name is not linked',
    wire: 'dns/own-zone-unknown',
    target: 'database',
    more: ruleset('rs', ['vnet-lab'], { own: `${OWN}. > 192.168.0.53` }),
    object: 'dns-forwarding-rule rs own',
    fix: ['az dns-resolver vnet-link create', '--ruleset-name rs --name link-vnet-hub'],
  },
  {
    shows: 'a zone after the public suffix hides the public names',
    wire: 'dns/public-zone-shadowed',
    target: 'hidden',
    more: zone('vault.azure.net', ['vnet-hub'], ['kvlab A 10.50.2.5']),
    object: 'dns-zone vault.azure.net',
    fix: ['--record-set-name kvpublic'],
  },
  {
    shows: 'the record is that of an endpoint made anew',
    wire: 'network/endpoint-gone',
    target: 'storage',
    more: [...zone(BLOB, ['vnet-hub'], ['stlab A 10.50.2.99']), ...ENDPOINTS],
    object: `dns-record ${BLOB} stlab`,
    fix: [
      'record-set a add-record',
      '--ipv4-address 10.50.2.4',
      'record-set a remove-record',
      '--ipv4-address 10.50.2.99',
    ],
  },
  {
    shows: 'the record leads to the endpoint of another resource',
    wire: 'network/endpoint-of-another',
    target: 'vault',
    more: [...zone(VAULT, ['vnet-hub'], ['kvlab A 10.50.2.4']), ...ENDPOINTS],
    object: `dns-record ${VAULT} kvlab`,
    fix: ['--record-set-name kvlab --ipv4-address 10.50.2.5'],
  },
  {
    shows: 'the record leads to a host that refuses',
    wire: 'network/endpoint-refuses',
    target: 'vault',
    more: [...zone(VAULT, ['vnet-hub'], ['kvlab A 10.50.2.22']), ...ENDPOINTS],
    object: `dns-record ${VAULT} kvlab`,
    fix: ['--ipv4-address 10.50.2.22'],
  },
  {
    shows: 'the record set has the old address beside the new one',
    wire: 'dns/second-record-stale',
    target: 'vault',
    more: [...zone(VAULT, ['vnet-hub'], ['kvlab A 10.50.2.5 10.50.2.99']), ...ENDPOINTS],
    object: `dns-record ${VAULT} kvlab`,
    fix: ['remove-record', '--ipv4-address 10.50.2.99'],
  },
  {
    shows: 'the record leads outside the expected prefix',
    wire: 'dns/address-unexpected',
    target: 'vault',
    more: [...zone(VAULT, ['vnet-hub'], ['kvlab A 10.50.9.5']), ...ENDPOINTS],
    object: `dns-record ${VAULT} kvlab`,
    fix: ['--ipv4-address 10.50.9.5'],
  },
  {
    shows: 'the record of a zone of one’s own has another address than expected',
    wire: 'dns/own-zone-other-network',
    target: 'database',
    more: zone(OWN, ['vnet-hub'], ['db A 10.50.2.4']),
    object: `dns-record ${OWN} db`,
    fix: ['Correct the record'],
  },
  {
    shows: 'a zone is linked where public addresses are expected',
    wire: 'dns/private-unexpected',
    target: 'vault',
    more: ZONES,
    object: `dns-record ${VAULT} kvlab`,
    fix: ['remove the link'],
  },
  {
    shows: 'a record blocks a name by 0.0.0.0',
    wire: 'dns/sinkholed',
    target: 'web',
    more: zone('google.com', ['vnet-hub'], ['www A 0.0.0.0']),
    object: 'dns-record google.com www',
    fix: [],
  },
  {
    shows: 'the firewall is the DNS server, and resolves in a network without the zone',
    wire: 'dns/zone-not-linked',
    target: 'storage',
    more: [
      // At the address of the resolver stands the firewall.
      firewall('afw-dns', 'vnet-lab/dns', '10.50.0.53', 'afwp-dns'),
      policy('afwp-dns', undefined, []),
      ...zone(BLOB, ['vnet-gone'], ['stlab A 10.50.2.4']),
    ],
    object: `dns-zone ${BLOB}`,
    fix: ['link vnet create'],
  },
])
