import { nsg, routeTable, service } from '../../shared/cloud-network/arm.ts'
import { zone } from '../../shared/cloud-network/arm-dns.ts'
import { firewall } from '../../shared/cloud-network/gcloud.ts'
import { BLOB, guarded, hub, lab, ZONES } from './azure-lab.ts'
import type { Difference } from './change.ts'
import { apis, LAB, NO_POLICY, WITHOUT_ACCESS } from './google-lab.ts'

type Row = Omit<Difference, 'cloud'>
const azure = (row: Row): Difference => ({ ...row, cloud: 'azure' })
const gcp = (row: Row): Difference => ({ ...row, cloud: 'gcp' })

/** Configurations that were read before a change or after it. */
export const DIFFERENCES: readonly Difference[] = [
  azure({
    shows: 'no rule denies the endpoint that is silent',
    wire: 'network/endpoint-dropped',
    target: 'vault',
    configuration: [...guarded({ 'allow-all': '100 Out Allow * * > * :*' }), ...ZONES],
    says: ['10.50.2.5 port 443 does not answer', 'lets it pass', 'allow-all'],
  }),
  azure({
    shows: 'a rule denies an endpoint that was reached',
    wire: 'network/configured-and-open',
    target: 'vault',
    configuration: guarded({ 'deny-vault': '200 Out Deny Tcp * > 10.50.2.5 :443' }),
    says: ['kvlab.vault.azure.net was reached at 10.50.2.5', 'blocks it', 'deny-vault'],
  }),
  azure({
    shows: 'a route leads nowhere, and the host was reached',
    wire: 'network/closed-port',
    target: 'control',
    configuration: [
      ...lab({ table: 'rt' }),
      routeTable('rt', { blackhole: '198.18.10.0/24 > None' }),
    ],
    says: ['good.shop.example was reached', 'route blackhole'],
  }),
  azure({
    shows: 'a firewall denies a host that was reached',
    wire: 'healthy/by-address',
    target: 'address',
    configuration: [
      ...lab({ table: 'rt' }),
      routeTable('rt', { out: '0.0.0.0/0 > 10.60.1.4' }, true),
      ...hub({ 'net 100 network Deny': { 'no-shop': '* > 198.18.0.0/15 TCP:*' } }),
    ],
    says: ['198.18.12.4 was reached', 'no-shop'],
  }),
  azure({
    shows: 'the zone is linked and has the record, and the answer is public',
    wire: 'dns/zone-not-linked',
    target: 'storage',
    configuration: [...lab(), ...ZONES],
    says: ['resolves to 20.60.1.4', 'record stlab', '10.50.2.4'],
  }),
  azure({
    shows: 'the record has another address than the answer',
    wire: 'network/endpoint-gone',
    target: 'storage',
    configuration: [...lab(), ...zone(BLOB, ['vnet-hub'], ['stlab A 10.50.2.77'])],
    says: ['resolves to 10.50.2.99', '10.50.2.77'],
  }),
  azure({
    shows: 'the zone is not linked, and the answer is private',
    wire: 'network/endpoint-dropped',
    target: 'storage',
    configuration: [...lab(), ...zone(BLOB, ['vnet-gone'], ['stlab A 10.50.2.4'])],
    says: ['resolves to 10.50.2.4', 'not linked'],
  }),
  azure({
    shows: 'the zone has no record, and the answer is private',
    wire: 'network/endpoint-dropped',
    target: 'storage',
    configuration: [...lab(), ...zone(BLOB, ['vnet-hub'], ['other A 10.50.2.9'])],
    says: ['resolves to 10.50.2.4', 'has no record'],
  }),
  azure({
    shows: 'the zone has the record, and the name does not exist',
    wire: 'dns/own-zone-record-missing',
    target: 'queue',
    configuration: [...lab(), ...zone('corp.contoso.test', ['vnet-hub'], ['queue A 10.50.2.8'])],
    says: ['resolves to nothing', '10.50.2.8'],
  }),
  azure({
    shows: 'the resource lets everyone in, and denies',
    wire: 'http/vault-denies',
    target: 'vault',
    configuration: [
      ...lab(),
      service('Microsoft.KeyVault/vaults', 'kvlab', { publicNetworkAccess: 'Enabled' }),
    ],
    says: ['denies this network with status 403', 'lets public callers in'],
  }),
  azure({
    shows: 'a rule denies both targets, and one of them was reached',
    wire: 'network/endpoint-dropped',
    target: 'storage',
    configuration: [
      ...lab({ nsg: 'nsg-probe' }),
      nsg('nsg-probe', { 'deny-endpoints': '200 Out Deny * * > 10.50.2.0/24 :*' }),
    ],
    says: ['stlab.blob.core.windows.net was reached at 10.50.2.4', 'deny-endpoints'],
  }),
  gcp({
    shows: 'no rule denies the VIP that is silent',
    wire: 'google/vip-dropped',
    target: 'storage',
    configuration: [...LAB, NO_POLICY, firewall('allow', '900 allow tcp > 199.36.153.4/30')],
    says: ['port 443 does not answer', 'firewall rule allow'],
  }),
  gcp({
    shows: 'Private Google Access is off, and the VIP was reached',
    wire: 'google/vip-and-no-internet',
    target: 'storage',
    configuration: WITHOUT_ACCESS,
    says: ['storage.googleapis.com was reached', 'Private Google Access of subnet probe is off'],
  }),
  gcp({
    shows: 'the zone is visible, and the answer is public',
    wire: 'google/vip-not-used',
    target: 'storage',
    configuration: [...LAB, NO_POLICY, ...apis(['net'])],
    says: ['resolves to 142.250.207.27', 'restricted.googleapis.com'],
  }),
]
