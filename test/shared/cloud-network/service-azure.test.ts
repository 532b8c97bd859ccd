import { describe, expect, test } from 'vitest'
import { endpointHop } from '../../../shared/cloud-network/in-azure/evaluate.ts'
import { azurePlace } from '../../../shared/cloud-network/in-azure/place.ts'
import {
  endpointsOf,
  hasKnownNames,
  serviceHop,
} from '../../../shared/cloud-network/in-azure/service.ts'
import { readNetwork } from '../../../shared/cloud-network/read.ts'
import { endpoint, idOf, service, vnet } from './arm.ts'

function placed(resources: readonly unknown[], endpoints: readonly string[] = []) {
  const home = vnet('vnet-app', '10.1.0.0/16', { 'snet-app': { prefix: '10.1.1.0/24', endpoints } })
  const { azure } = readNetwork(JSON.stringify([home, ...resources]), 'network.json')
  const none = { app: null, addresses: [], tags: new Map() }
  const place = azurePlace(azure, { subnet: 'vnet-app/snet-app', ...none })
  if (place === null) throw new Error('no place')
  return place
}

const STORAGE = 'Microsoft.Storage/storageAccounts'
const COSMOS = 'Microsoft.DocumentDB/databaseAccounts'
const VAULT = 'Microsoft.KeyVault/vaults'
const SEARCH = 'Microsoft.Search/searchServices'
const RULES_BELOW = [
  'Microsoft.Sql/servers',
  'Microsoft.DBforPostgreSQL/flexibleServers',
  'Microsoft.DBforMySQL/flexibleServers',
  'Microsoft.ServiceBus/namespaces',
  'Microsoft.EventHub/namespaces',
]
const SUFFIX: Readonly<Record<string, string>> = {
  [STORAGE]: 'blob.core.windows.net',
  [COSMOS]: 'documents.azure.com',
  [VAULT]: 'vault.azure.net',
  [SEARCH]: 'search.windows.net',
  'Microsoft.Sql/servers': 'database.windows.net',
  'Microsoft.DBforPostgreSQL/flexibleServers': 'postgres.database.azure.com',
  'Microsoft.DBforMySQL/flexibleServers': 'mysql.database.azure.com',
  'Microsoft.ServiceBus/namespaces': 'servicebus.windows.net',
  'Microsoft.EventHub/namespaces': 'servicebus.windows.net',
}
const RANGE = [{ ipAddressOrRange: '203.0.113.0/24' }]

/**
 * Sources: https://learn.microsoft.com/azure/storage/common/storage-network-security and
 * https://learn.microsoft.com/azure/cosmos-db/how-to-configure-firewall
 */
describe('public callers of a resource', () => {
  test.for([
    { type: STORAGE, of: {}, outcome: 'unreadable', says: 'its properties were not exported' },
    { type: VAULT, of: { vaultUri: 'x' }, outcome: 'pass', says: 'lets public callers in' },
    {
      type: VAULT,
      of: { publicNetworkAccess: 'enabled' },
      outcome: 'pass',
      says: 'lets public callers in',
    },
    {
      type: VAULT,
      of: { publicNetworkAccess: 'disabled' },
      outcome: 'blocked',
      says: 'public network access of one is Disabled',
    },
    {
      type: STORAGE,
      of: { publicNetworkAccess: 'SecuredByPerimeter' },
      outcome: 'unreadable',
      says: 'a network security perimeter decides',
    },
    {
      type: SEARCH,
      of: { publicNetworkAccess: 'enabled', networkRuleSet: { ipRules: [] } },
      outcome: 'pass',
      says: 'lets public callers in',
    },
    {
      type: SEARCH,
      of: {
        publicNetworkAccess: 'enabled',
        networkRuleSet: { ipRules: [{ value: '203.0.113.1' }] },
      },
      outcome: 'blocked',
      says: 'of one let in 1 address range and no subnet, and deny the rest',
    },
    ...RULES_BELOW.map((type) => ({
      type,
      of: { publicNetworkAccess: 'Enabled' },
      outcome: 'unreadable',
      says: 'the firewall rules of one are not in the configuration',
    })),
    ...RULES_BELOW.map((type) => ({
      type,
      of: { network: { publicNetworkAccess: 'Disabled' } },
      outcome: 'blocked',
      says: 'public network access of one is Disabled',
    })),
    {
      type: STORAGE,
      of: { publicNetworkAccess: 'Disabled' },
      outcome: 'blocked',
      says: 'public network access of one is Disabled',
    },
    {
      type: STORAGE,
      of: { publicNetworkAccess: 'Enabled', networkAcls: { defaultAction: 'Allow' } },
      outcome: 'pass',
      says: 'lets public callers in',
    },
    {
      type: STORAGE,
      of: { networkAcls: { defaultAction: 'Deny', ipRules: [{ value: '203.0.113.1' }] } },
      outcome: 'blocked',
      says: 'of one let in 1 address range and no subnet, and deny the rest',
    },
    {
      type: COSMOS,
      of: { ipRules: [], virtualNetworkRules: [] },
      outcome: 'pass',
      says: 'lets public callers in',
    },
    {
      type: COSMOS,
      of: { ipRules: RANGE, virtualNetworkRules: [] },
      outcome: 'blocked',
      says: 'of one let in 1 address range and no subnet, and deny the rest',
    },
    {
      type: COSMOS,
      of: { ipRules: RANGE, virtualNetworkRules: [{ id: 'subnet' }] },
      outcome: 'blocked',
      says: 'of one let in 1 address range and 1 subnet, and deny the rest',
    },
  ])('$type with $of: $outcome', ({ type, of, outcome, says }) => {
    const hop = serviceHop(placed([service(type, 'one', of)]), `one.${SUFFIX[type]}`)
    expect(hop?.outcome).toBe(outcome)
    expect(hop?.says).toContain(says)
  })

  const own = { id: `${idOf('virtualNetworks', 'vnet-app')}/subnets/snet-app` }
  const closed = (key: string) => ({ [key]: { defaultAction: 'Deny', virtualNetworkRules: [own] } })

  test.for([
    [VAULT, [], 'blocked', 'has no service endpoint Microsoft.KeyVault'],
    [VAULT, ['Microsoft.Storage'], 'blocked', 'has no service endpoint Microsoft.KeyVault'],
    [VAULT, ['Microsoft.KeyVault'], 'pass', 'let in subnet snet-app by its service endpoint'],
    [STORAGE, [], 'blocked', 'has no service endpoint Microsoft.Storage'],
    [STORAGE, ['Microsoft.Storage'], 'unreadable', 'let in subnet snet-app'],
    [STORAGE, ['Microsoft.Storage.Global'], 'pass', 'let in subnet snet-app'],
  ] as const)(
    '%s lets in the subnet of the probe, which has %j: %s',
    ([type, endpoints, outcome, says]) => {
      const place = placed([service(type, 'one', closed('networkAcls'))], endpoints)
      const hop = serviceHop(place, `one.${SUFFIX[type]}`)
      expect(hop?.outcome).toBe(outcome)
      expect(hop?.says).toContain(says)
    },
  )

  test('of a resource that is not in the configuration nothing is said', () => {
    const place = placed([service(STORAGE, 'one', {})])
    expect(serviceHop(place, 'two.blob.core.windows.net')).toBeNull()
  })
})

/** Source: https://learn.microsoft.com/azure/private-link/private-endpoint-overview */
test('which names an endpoint serves is known by its resource; without one it is not', () => {
  const kvapp = endpoint(
    'kvapp',
    'vnet-app/snet-app',
    '10.1.1.5',
    'Approved',
    'Microsoft.KeyVault/vaults vault',
  )
  const lone = { ...kvapp, id: `${kvapp.id}-2`, name: 'lone' }
  const web = { ...kvapp, id: `${kvapp.id}-3`, name: 'web' }
  const [connection] = kvapp.properties.privateLinkServiceConnections
  const site = kvapp.properties.subnet.id.replace(/Network\/.*/, 'Web/sites/web')
  const place = placed([
    kvapp,
    {
      ...web,
      properties: {
        ...web.properties,
        privateLinkServiceConnections: [
          { properties: { ...connection?.properties, privateLinkServiceId: site } },
        ],
      },
    },
    { ...lone, properties: { ...lone.properties, privateLinkServiceConnections: [] } },
  ])
  expect(place.azure.endpoints.map((one) => [one.name, hasKnownNames(one)])).toEqual([
    ['kvapp', true],
    ['web', false],
    ['lone', false],
  ])
  // Nor is its state.
  expect(place.azure.endpoints.map((one) => endpointHop(one).outcome)).toEqual([
    'pass',
    'pass',
    'unreadable',
  ])
  const names = endpointsOf(place, 'kvapp.vault.azure.net').map(({ name }) => name)
  expect(names).toEqual(['kvapp'])
})

test('an endpoint serves the part of its resource that it is for, and no other', () => {
  const at = (name: string, group: string, address: string) => {
    const made = endpoint(name, 'vnet-app/snet-app', address, 'Approved', `${STORAGE} ${group}`)
    return { ...made, id: `${made.id}-${group}`, name: `${name}-${group}` }
  }
  const place = placed([at('st', 'queue', '10.1.1.5'), at('st', 'file', '10.1.1.6')])
  const serving = (host: string) => endpointsOf(place, host).map(({ name }) => name)
  expect(serving('st.queue.core.windows.net')).toEqual(['st-queue'])
  expect(serving('ST.file.core.windows.net')).toEqual(['st-file'])
  expect(serving('st.blob.core.windows.net')).toEqual([])
  expect(serving('other.queue.core.windows.net')).toEqual([])
})
