import type { KnownNetwork } from '../../../../shared/cloud-network/at.ts'
import { endpoint, nsg, routeTable, vnet } from '../../cloud-network/arm.ts'
import { inbound, ruleset, zone } from '../../cloud-network/arm-dns.ts'
import { collections, firewall, policy } from '../../cloud-network/arm-firewall.ts'
import { knownNetwork } from '../known-network.ts'
import { app, BLOB } from '../named-objects.ts'

const OUT = '20.50.1.1'

const through = (
  sets: Parameters<typeof collections>[3],
  routes: Readonly<Record<string, string>> = { default: '0.0.0.0/0 > 10.7.1.4' },
) => [
  app({ table: 'rt' }),
  vnet('vnet-hub', '10.7.0.0/16', { AzureFirewallSubnet: { prefix: '10.7.1.0/26' } }),
  firewall('afw', 'vnet-hub/AzureFirewallSubnet', '10.7.1.4', 'afwp'),
  policy('afwp'),
  routeTable('rt', routes),
  collections('afwp', 'g', 100, sets),
]
const inspecting = (rows: readonly unknown[]): readonly unknown[] =>
  JSON.parse(
    JSON.stringify(rows).replaceAll('"webCategories"', '"terminateTLS":true,"webCategories"'),
  )
const DNS = inbound('in', 'vnet-app', '10.0.0.4')
const ENDPOINT = endpoint('stapp', 'vnet-app/data', '10.1.2.4')
const rule = (line: string) => [app({ nsg: 'nsg' }), nsg('nsg', { one: line })]

const FIREWALLED = through(
  { 'app 100 application Allow': { yes: '* > * Https:443' } },
  { default: '0.0.0.0/0 > 10.7.1.4', data: '10.1.2.0/24 > 10.7.1.4' },
)
const CLOSED = [
  ['Microsoft.Storage/storageAccounts', 'stapp'],
  ['Microsoft.DBforPostgreSQL/flexibleServers', 'orders'],
].map(([type, name]) => ({
  id: `/subscriptions/s/resourceGroups/rg/providers/${type}/${name}`,
  ...{ name, type, properties: { publicNetworkAccess: 'Disabled' } },
}))

const ROWS: Readonly<Record<string, readonly unknown[]>> = {
  'a security rule denies all': rule('200 Out Deny * * > * :*'),
  'a security rule denies UDP': rule('200 Out Deny Udp * > * :*'),
  'a security rule denies TCP': rule('200 Out Deny Tcp * > * :*'),
  'a security rule allows all': rule('200 Out Allow * * > * :*'),
  'a security rule denies one address': rule('200 Out Deny * * > 10.1.2.4 :*'),
  'a route leads nowhere': [app({ table: 'rt' }), routeTable('rt', { hole: '0.0.0.0/0 > None' })],
  'a firewall denies by a network rule': through({
    'net 100 network Deny': { no: '* > * TCP+UDP:*' },
  }),
  'a firewall denies by an application rule': through({
    'app 100 application Deny': { no: '* > *.example Https:443,Http:80,Https:8443,Http:8080' },
  }),
  'a firewall allows other names': through({
    'app 100 application Allow': { other: '* > other.test Https:443,Http:80' },
  }),
  'a firewall allows the names by an application rule': through({
    'app 100 application Allow': { yes: '* > * Https:443,Http:80' },
  }),
  'a firewall looks inside': inspecting(
    through({ 'app 100 application Allow': { yes: '* > * Https:443' } }),
  ),
  'a firewall allows all by a network rule': through({
    'net 100 network Allow': { yes: '* > * Any:*' },
  }),
  'a private endpoint waits': [app(), endpoint('stapp', 'vnet-app/data', '10.1.2.4', 'Pending')],
  'a zone is not linked': [app(), DNS, ...zone(BLOB, ['vnet-hub'], ['stapp A 10.1.2.4'])],
  'a zone is linked': [app(), DNS, ENDPOINT, ...zone(BLOB, ['vnet-app'], ['stapp A 10.1.2.4'])],
  'a zone is linked, with an old record': [
    ...[app(), DNS, endpoint('stapp', 'vnet-app/data', '10.1.2.9')],
    ...zone(BLOB, ['vnet-app'], ['stapp A 10.1.2.4']),
  ],
  'a zone is linked, with a public record': [
    ...[app(), DNS],
    ...zone(BLOB, ['vnet-app'], [`stapp A ${OUT}`]),
  ],
  'a zone is linked, without the record': [app(), DNS, ...zone(BLOB, ['vnet-app'])],
  'a zone of the public name is linked': [
    ...[app(), DNS],
    ...zone('blob.core.windows.net', ['vnet-app'], ['other A 10.1.2.4']),
  ],
  'a zone of the public name sinks it': [
    ...[app(), DNS],
    ...zone('blob.core.windows.net', ['vnet-app'], ['stapp A 0.0.0.0']),
  ],
  'a zone is linked, with an old record, and a rule denies all': [
    ...rule('200 Out Deny * * > * :*'),
    ...[DNS, endpoint('stapp', 'vnet-app/data', '10.1.2.9')],
    ...zone(BLOB, ['vnet-app'], ['stapp A 10.1.2.4']),
  ],
  'a zone is linked, with an old record, and a firewall asks for the name': [
    ...FIREWALLED,
    ...[DNS, endpoint('stapp', 'vnet-app/data', '10.1.2.9')],
    ...zone(BLOB, ['vnet-app'], ['stapp A 10.1.2.4']),
  ],
  'a firewall asks for the name': FIREWALLED,
  'a firewall asks for the name, and the endpoint waits': [
    ...FIREWALLED,
    endpoint('stapp', 'vnet-app/data', '10.1.2.4', 'Pending'),
  ],
  'the resources are closed': [app(), ...CLOSED],
  'the resources are closed, and the endpoint waits': [
    ...[app(), ...CLOSED],
    endpoint('stapp', 'vnet-app/data', OUT, 'Pending'),
  ],
  'a rule hands the name on': [
    ...[app(), DNS],
    ...ruleset('rs', ['vnet-app'], { onprem: 'core.windows.net. > 192.168.0.53' }),
  ],
}

/** What the configuration says. */
export const KNOWN: Readonly<Record<string, KnownNetwork>> = Object.fromEntries(
  Object.entries(ROWS).map(([name, rows]) => [name, knownNetwork(rows, 'vnet-app/app')]),
)
