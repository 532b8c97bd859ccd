import { endpoint, nsg, routeTable, service } from '../../shared/cloud-network/arm.ts'
import { collections } from '../../shared/cloud-network/arm-firewall.ts'
import { effective, firewall, route } from '../../shared/cloud-network/gcloud.ts'
import { guarded, hub, lab, ZONES } from './azure-lab.ts'
import type { Silence } from './change.ts'
import { apis, LAB, NO_POLICY, WITHOUT_ROUTES } from './google-lab.ts'

const azure = (row: Omit<Silence, 'cloud'>): Silence => ({ ...row, cloud: 'azure' })
const gcp = (row: Omit<Silence, 'cloud'>): Silence => ({ ...row, cloud: 'gcp' })
/** Denies what no target goes to. */
const ASIDE = {
  'deny-other': '100 Out Deny * * > 192.0.2.0/24 :*',
  'deny-ssh': '110 Out Deny Tcp * > * :22',
  'deny-in': '120 In Deny * * > * :*',
}

export const SILENCES: readonly Silence[] = [
  azure({
    shows: 'a name that nobody has is not a record that is missing',
    wire: 'dns/name-not-found',
    target: 'typo',
    configuration: [...lab(), ...ZONES],
  }),
  azure({
    shows: 'another zone hides the name than the one that is known',
    wire: 'dns/public-zone-shadowed',
    target: 'hidden',
    configuration: [...lab(), ...ZONES],
  }),
  azure({
    shows: 'another zone answered, with the address of the record that is known',
    wire: 'dns/zone-unexpected',
    target: 'other',
    configuration: [...lab(), ...ZONES],
  }),
  azure({
    shows: 'the record is that of the endpoint, and what is expected is old',
    wire: 'dns/inventory-endpoint-made-again',
    target: 'kvlab.vault.azure.net',
    configuration: [
      ...lab(),
      ...ZONES,
      endpoint(
        'kvlab',
        'vnet-lab/endpoints',
        '10.50.2.5',
        'Approved',
        'Microsoft.KeyVault/vaults vault',
      ),
    ],
  }),
  azure({
    shows: 'all is well, with rules that deny other things',
    wire: 'network/configured-and-open',
    target: 'vault',
    configuration: [
      ...guarded(ASIDE),
      ...ZONES,
      endpoint('stlab', 'vnet-lab/endpoints', '10.50.2.4'),
    ],
  }),
  azure({
    shows: 'all is well, with routes to nowhere for other prefixes',
    wire: 'healthy/by-address',
    target: 'address',
    configuration: [
      ...lab({ table: 'rt' }),
      routeTable('rt', { hole: '192.0.2.0/24 > None', half: '198.18.128.0/17 > None' }),
    ],
  }),
  azure({
    shows: 'a service that denies was reached by its private endpoint',
    wire: 'network/configured-and-open',
    target: 'vault',
    configuration: [
      ...lab(),
      ...ZONES,
      service('Microsoft.KeyVault/vaults', 'kvlab', { publicNetworkAccess: 'Disabled' }),
    ],
  }),
  azure({
    shows: 'a refusal is no rule’s: all of them drop',
    wire: 'network/reject-reset',
    target: 'web',
    configuration: guarded({ 'deny-web': '300 Out Deny Tcp * > 142.250.196.100 :443' }),
  }),
  azure({
    shows: 'the certificate of a service says nothing of the network',
    wire: 'tls/expired',
    target: 'expired',
    configuration: guarded({ ...ASIDE }),
  }),
  azure({
    shows: 'a server that hangs up is not the security group',
    wire: 'tls/server-hangs-up',
    target: 'hangup',
    configuration: guarded(ASIDE),
  }),
  azure({
    shows: 'an appliance whose rules nobody has',
    leaves: 'The rules of the appliance 10.60.9.9 are not in the configuration',
    wire: 'network/one-host-dropped',
    target: 'shop',
    configuration: [
      ...lab({ table: 'rt' }),
      routeTable('rt', { out: '0.0.0.0/0 > 10.60.9.9' }, true),
    ],
  }),
  azure({
    shows: 'routes that a gateway may learn',
    wire: 'network/endpoint-gone',
    target: 'storage',
    configuration: lab({ table: 'rt-hidden' }),
  }),
  azure({
    shows: 'a rule on a tag whose ranges nobody has',
    wire: 'network/one-host-dropped',
    target: 'shop',
    configuration: guarded({ 'deny-tag': '100 Out Deny * * > AzureCloud :*' }),
  }),
  azure({
    shows: 'connections that are lost in part are no rule’s',
    wire: 'network/intermittent',
    target: 'api',
    configuration: guarded(ASIDE),
  }),
  azure({
    shows: 'the firewall ends TLS at 443, and this is silence',
    wire: 'network/one-host-dropped',
    target: 'shop',
    configuration: [
      ...lab({ table: 'rt' }),
      routeTable('rt', { out: '198.18.10.1/32 > 10.60.1.4' }, true),
      ...hub({ 'web 200 application Allow': { pair: '* > pair.shop.example Https:443' } }),
    ],
  }),
  azure({
    shows: 'a web category decides, which is not in an export',
    wire: 'tls/cut-by-application-rules',
    target: 'web',
    configuration: [
      ...lab({ table: 'rt' }),
      routeTable('rt', { out: '0.0.0.0/0 > 10.60.1.4', six: '::/0 > 10.60.1.4' }, true),
      ...hub({}),
      collections('afwp-hub', 'more', 300, {
        'web 200 application Allow': {
          news: '* > web:News Https:443',
          shop: '* > *.shop.example Https:443',
        },
      }),
    ],
  }),
  azure({
    shows: 'an application behind a proxy dials nothing itself',
    wire: 'proxy/denies',
    target: 'web',
    configuration: guarded({ ...ASIDE, 'deny-web': '130 Out Deny * * > 142.250.196.100 :443' }),
  }),
  azure({
    shows: 'the groups of another subnet',
    wire: 'network/endpoint-dropped',
    target: 'vault',
    configuration: [
      ...lab({ nsg: 'nsg-hidden' }),
      nsg('nsg-other', { 'deny-all': '100 Out Deny * * > * :*' }),
    ],
  }),
  gcp({
    shows: 'all is well, with rules that deny other things',
    wire: 'google/cloud-sql-healthy',
    target: 'engine',
    configuration: [
      ...LAB,
      NO_POLICY,
      firewall('deny-ssh', '900 deny tcp:22 > 0.0.0.0/0'),
      firewall('deny-other', '900 deny all > 192.0.2.0/24'),
      firewall('deny-tagged', '1 deny all > 0.0.0.0/0 tag:batch'),
      firewall('off', '1 deny all > 0.0.0.0/0 off'),
      ...apis(['net']),
    ],
  }),
  gcp({
    shows: 'the policies in effect are not in the export',
    wire: 'google/vip-dropped',
    target: 'storage',
    configuration: [...LAB, firewall('allow', '900 allow all > 0.0.0.0/0')],
  }),
  gcp({
    shows: 'a rule by names may name it',
    wire: 'google/vip-dropped',
    target: 'storage',
    configuration: [
      ...LAB,
      effective('net', {
        'net-policy NETWORK': ['10 deny tcp:443 > 0.0.0.0/0 fqdn:storage.googleapis.com'],
      }),
    ],
  }),
  gcp({
    shows: 'an appliance is the next hop',
    leaves: 'What is behind the next hop (address) is not in the configuration',
    wire: 'google/vip-and-one-host-silent',
    target: 'registry',
    configuration: [
      ...WITHOUT_ROUTES,
      route('to-registry', '34.96.0.0/16 > 10.50.2.9 100'),
      route('default', '0.0.0.0/0 > internet 1000'),
    ],
  }),
  gcp({
    shows: 'ports of Cloud NAT that are used up: losses in part are no rule’s',
    wire: 'google/nat-ports-used-up',
    target: 'three',
    configuration: [...LAB, NO_POLICY],
  }),
]
