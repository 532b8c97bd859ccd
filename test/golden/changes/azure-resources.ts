import { endpoint, idOf, routeTable, service } from '../../shared/cloud-network/arm.ts'
import { hub, lab, ZONES } from './azure-lab.ts'
import type { Change } from './change.ts'

type Row = Omit<Change, 'cloud' | 'configuration'> & { readonly more: readonly unknown[] }
const azure = (rows: readonly Row[]): readonly Change[] =>
  rows.map(({ more, ...row }) => ({ ...row, cloud: 'azure', configuration: [...lab(), ...more] }))

const STORAGE = 'Microsoft.Storage/storageAccounts'
const VAULTS = 'Microsoft.KeyVault/vaults'
const REGISTRIES = 'Microsoft.ContainerRegistry/registries'
const COSMOS = 'Microsoft.DocumentDB/databaseAccounts'
const DENIES = { defaultAction: 'Deny', ipRules: [{ value: '192.0.2.0/24' }] }
const OWN = { id: `${idOf('virtualNetworks', 'vnet-lab')}/subnets/probe` }

/** What goes to the endpoints passes the firewall, by an application rule for everything. */
const through = [
  routeTable('rt-probe', { 'to-endpoints': '10.50.2.0/24 > 10.60.1.4' }),
  ...hub({ 'web 200 application Allow': { everything: '* > * Https:443' } }),
  ...ZONES,
]
const policed = (rows: readonly unknown[]) =>
  [...lab({ table: 'rt-probe' }, { policies: 'Enabled' }), ...rows] as const

export const AZURE_RESOURCES: readonly Change[] = [
  ...azure([
    {
      shows: 'public access to a vault is off',
      wire: 'http/vault-denies',
      target: 'vault',
      more: [service(VAULTS, 'kvlab', { publicNetworkAccess: 'Disabled' })],
      object: 'service kvlab',
      fix: ['private endpoint', 'properties.publicNetworkAccess=Enabled'],
    },
    {
      shows: 'the rules of a storage account deny by default',
      wire: 'http/storage-denies',
      target: 'storage',
      more: [service(STORAGE, 'stlab', { publicNetworkAccess: 'Enabled', networkAcls: DENIES })],
      object: 'service stlab',
      fix: ['subnet vnet-lab/probe'],
    },
    {
      shows: 'the rules of a storage account let the subnet in, which has no service endpoint',
      wire: 'http/storage-denies',
      target: 'storage',
      more: [service(STORAGE, 'stlab', { networkAcls: { ...DENIES, virtualNetworkRules: [OWN] } })],
      object: 'service stlab',
      fix: ['--service-endpoints Microsoft.Storage', 'vnet-lab/subnets/probe'],
    },
    {
      shows: 'the rule set of a registry denies by default',
      wire: 'http/registry-denies',
      target: 'registry',
      more: [service(REGISTRIES, 'acrlab', { networkRuleSet: DENIES })],
      object: 'service acrlab',
      fix: ['Let the network in at acrlab'],
    },
    {
      shows: 'the list of Cosmos DB lets others in',
      wire: 'http/cosmos-denies',
      target: 'cosmos',
      more: [service(COSMOS, 'cosmoslab', { ipRules: [{ ipAddressOrRange: '192.0.2.1' }] })],
      object: 'service cosmoslab',
      fix: ['Let the network in at cosmoslab'],
    },
    {
      shows: 'public access to a database is off',
      wire: 'database/denied-by-firewall',
      target: 'orders',
      more: [
        service('Microsoft.DBforPostgreSQL/flexibleServers', 'pgpublic', {
          network: { publicNetworkAccess: 'Disabled' },
        }),
      ],
      object: 'service pgpublic',
      fix: ['Reach pgpublic by a private endpoint'],
    },
    {
      shows: 'a storage account has no private endpoint',
      wire: 'dns/no-private-endpoint',
      target: 'storage',
      more: [
        service(STORAGE, 'stnoendpoint', { publicNetworkAccess: 'Disabled' }),
        endpoint('stlab', 'vnet-lab/endpoints', '10.50.2.4'),
      ],
      object: 'service stnoendpoint',
      fix: ['az network private-endpoint create'],
    },
    {
      shows: 'the only private endpoint waits for approval',
      wire: 'dns/no-private-endpoint',
      target: 'storage',
      more: [
        service(STORAGE, 'stnoendpoint', { publicNetworkAccess: 'Disabled' }),
        endpoint('stnoendpoint', 'vnet-lab/endpoints', '10.50.2.40', 'Pending'),
      ],
      object: 'private-endpoint stnoendpoint',
      fix: ['Approve the connection of stnoendpoint'],
    },
    {
      shows: 'the vault refuses what comes by an endpoint that is not approved',
      wire: 'http/endpoint-pending',
      target: 'vault',
      more: [
        endpoint('kvlab', 'vnet-lab/endpoints', '10.50.2.9', 'Pending', `${VAULTS} vault`),
        service(VAULTS, 'kvlab', { publicNetworkAccess: 'Disabled' }),
      ],
      object: 'private-endpoint kvlab',
      fix: ['Approve the connection of kvlab'],
    },
  ]),
  {
    shows:
      'an application rule takes private endpoint traffic, and the firewall resolves elsewhere',
    wire: 'http/reached-publicly',
    target: 'storage',
    cloud: 'azure',
    configuration: policed(through),
    object: 'firewall-rule afwp-hub everything',
    fix: ['by a network rule instead of'],
  },
  {
    shows: 'the firewall resolves a name to another service',
    wire: 'network/firewall-resolves-otherwise',
    target: 'vault',
    cloud: 'azure',
    configuration: policed([
      ...through,
      endpoint('kvlab', 'vnet-lab/endpoints', '10.50.2.5', 'Approved', `${VAULTS} vault`),
    ]),
    object: 'firewall-rule afwp-hub everything',
    fix: ['Link the private zone to the network that the firewall resolves names in'],
  },
]
