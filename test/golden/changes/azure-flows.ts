import { endpoint, nsg, routeTable } from '../../shared/cloud-network/arm.ts'
import { collections } from '../../shared/cloud-network/arm-firewall.ts'
import { guarded, hub, lab, ZONES } from './azure-lab.ts'
import type { Change } from './change.ts'

type Row = Omit<Change, 'cloud'>
const azure = (rows: readonly Row[]): readonly Change[] =>
  rows.map((row) => ({ ...row, cloud: 'azure' }))

/** The way to everything that is public leads through the firewall of the hub. */
const routed = [
  ...lab({ table: 'rt-probe' }),
  routeTable('rt-probe', { out: '0.0.0.0/0 > 10.60.1.4' }, true),
]
const VAULT_AT = { wire: 'network/endpoint-dropped', target: 'vault' }
const WEB = { wire: 'network/dropped', target: 'web' }
const HOST = { wire: 'network/one-host-dropped', target: 'shop' }
const PORT = { wire: 'network/one-port-dropped', target: 'shop-admin' }
const VAULTS = 'Microsoft.KeyVault/vaults vault'
const GOOGLE_WEB = '142.250.196.100,2607:f8b0:4004:c1b::68'

export const AZURE_FLOWS = azure([
  {
    ...VAULT_AT,
    shows: 'a security rule denies one private endpoint',
    configuration: guarded({ 'deny-vault': '200 Out Deny Tcp * > 10.50.2.5 :443' }),
    object: 'security-rule nsg-probe deny-vault',
    fix: ['--priority 199', '--destination-address-prefixes 10.50.2.5'],
  },
  {
    ...VAULT_AT,
    shows: 'a security rule denies, and allow rules of higher numbers do not help',
    configuration: guarded({
      'allow-storage': '100 Out Allow Tcp * > 10.50.2.4 :443',
      'deny-endpoints': '110 Out Deny * * > 10.50.2.0/24 :*',
      'allow-vault': '120 Out Allow Tcp * > 10.50.2.5 :443',
    }),
    object: 'security-rule nsg-probe deny-endpoints',
    fix: ['--priority 109'],
  },
  {
    ...VAULT_AT,
    shows: 'a security rule at the endpoint’s own subnet, which has network policies',
    configuration: [
      ...lab({}, { nsg: 'nsg-endpoints', policies: 'Enabled' }),
      endpoint('kvlab', 'vnet-lab/endpoints', '10.50.2.5', 'Approved', VAULTS),
      nsg('nsg-endpoints', { 'deny-vault': '200 In Deny * * > 10.50.2.5 :*' }),
    ],
    object: 'security-rule nsg-endpoints deny-vault',
    fix: ['--direction Inbound'],
  },
  {
    ...VAULT_AT,
    shows: 'the connection of the endpoint was rejected',
    configuration: [
      ...lab(),
      endpoint('kvlab', 'vnet-lab/endpoints', '10.50.2.5', 'Rejected', VAULTS),
      endpoint('stlab', 'vnet-lab/endpoints', '10.50.2.4'),
    ],
    object: 'private-endpoint kvlab',
    fix: ['az network private-endpoint-connection approve'],
  },
  {
    ...VAULT_AT,
    shows: 'the resource of the endpoint is gone',
    configuration: [
      ...lab(),
      endpoint('kvlab', 'vnet-lab/endpoints', '10.50.2.5', 'Disconnected', VAULTS),
      ...ZONES,
    ],
    object: 'private-endpoint kvlab',
    fix: ['az network private-endpoint-connection list'],
  },
  {
    ...VAULT_AT,
    shows: 'a route to nowhere for one address',
    configuration: [
      ...lab({ table: 'rt-probe' }),
      routeTable('rt-probe', { blackhole: '10.50.2.5/32 > None' }),
    ],
    object: 'route rt-probe blackhole',
    fix: ['az network route-table route create'],
  },
  {
    ...VAULT_AT,
    shows: 'a route leads to the firewall, whose network rule denies',
    configuration: [
      ...lab({ table: 'rt-probe' }),
      routeTable('rt-probe', { 'to-vault': '10.50.2.5/32 > 10.60.1.4' }),
      ...hub({ 'vaults 100 network Deny': { 'no-vault': '10.50.1.0/24 > 10.50.2.5 TCP:443' } }),
    ],
    object: 'firewall-rule afwp-hub no-vault',
    fix: ['rule no-vault of collection vaults'],
  },
  {
    ...VAULT_AT,
    shows: 'the parent policy denies before the own policy allows',
    configuration: [
      ...lab({ table: 'rt-probe' }),
      routeTable('rt-probe', { 'to-vault': '10.50.2.5/32 > 10.60.1.4' }),
      ...hub(
        { 'vaults 100 network Allow': { vault: '* > 10.50.2.5 TCP:443' } },
        { 'base 100 network Deny': { 'base-deny': '* > 10.50.2.0/24 TCP:*' } },
      ),
    ],
    object: 'firewall-rule afwp-base base-deny',
    fix: ['afwp-base'],
  },
  {
    ...WEB,
    shows: 'a security rule denies addresses of both families',
    configuration: guarded({ 'deny-web': `300 Out Deny Tcp * > ${GOOGLE_WEB} :80,443` }),
    object: 'security-rule nsg-probe deny-web',
    fix: [
      '--priority 299',
      '--destination-address-prefixes 142.250.196.100 2607:f8b0:4004:c1b::68 --dest',
    ],
  },
  {
    ...HOST,
    shows: 'a route to nowhere for a prefix of the internet',
    configuration: [
      ...lab({ table: 'rt-probe' }),
      routeTable('rt-probe', { quarantine: '198.18.10.0/24 > None' }),
    ],
    object: 'route rt-probe quarantine',
    fix: ['--address-prefix 198.18.10.1/32'],
  },
  {
    ...HOST,
    shows: 'the narrower of two routes leads to nowhere',
    configuration: [
      ...lab({ table: 'rt-probe' }),
      routeTable('rt-probe', {
        wide: '198.18.0.0/15 > Internet',
        narrow: '198.18.10.1/32 > None',
      }),
    ],
    object: 'route rt-probe narrow',
    fix: [],
  },
  {
    ...HOST,
    shows: 'a security rule of the smaller number wins over one that allows the internet',
    configuration: guarded({
      'allow-internet': '400 Out Allow Tcp * > Internet :443',
      'deny-shop': '390 Out Deny Tcp * > 198.18.10.0/28 :443',
    }),
    object: 'security-rule nsg-probe deny-shop',
    fix: ['--priority 389'],
  },
  {
    ...HOST,
    shows: 'a network rule of the firewall denies a prefix',
    configuration: [
      ...routed,
      ...hub({
        'bad 100 network Deny': { 'bad-prefix': '* > 198.18.10.0/24 TCP:443' },
        'web 200 network Allow': { web: '* > * TCP:443' },
      }),
    ],
    object: 'firewall-rule afwp-hub bad-prefix',
    fix: ['collection bad'],
  },
  {
    wire: 'google/cloud-sql-connectors-only',
    target: 'engine',
    shows: 'no rule of the firewall allows a port',
    configuration: [
      ...lab({ table: 'rt-probe' }),
      routeTable('rt-probe', { database: '10.50.2.121/32 > 10.60.1.4' }, true),
      ...hub({ 'data 200 network Allow': { database: '* > 10.50.2.121 TCP:3307' } }),
    ],
    object: 'firewall afwp-hub',
    fix: ['perimeter rules --for azure-firewall-cli --missing'],
  },
  {
    ...PORT,
    shows: 'a security rule denies one port',
    configuration: guarded({ 'no-admin': '100 Out Deny Tcp * > Internet :8000-8999' }),
    object: 'security-rule nsg-probe no-admin',
    fix: ['No number before rule no-admin is free'],
  },
  {
    wire: 'network/one-port-dropped',
    target: 'vault-admin',
    shows: 'a security rule denies a port of a private endpoint',
    configuration: guarded({ 'no-admin': '150 Out Deny * * > 10.50.2.0/24 :8443' }),
    object: 'security-rule nsg-probe no-admin',
    fix: ['--destination-port-ranges 8443'],
  },
  {
    wire: 'network/host-unreachable',
    target: 'shop',
    shows: 'a route to nowhere of which an error of the network speaks',
    configuration: [
      ...lab({ table: 'rt-probe' }),
      routeTable('rt-probe', { quarantine: '198.18.10.0/24 > None' }),
    ],
    object: 'route rt-probe quarantine',
    fix: ['az network route-table route create'],
  },
  {
    wire: 'network/no-way-out',
    target: 'web',
    shows: 'a security rule denies everything',
    configuration: guarded({ 'deny-all-out': '200 Out Deny * * > * :*' }),
    object: 'security-rule nsg-probe deny-all-out',
    fix: ['--priority 199'],
  },
  {
    wire: 'tls/cut-by-application-rules',
    target: 'web',
    shows: 'the firewall has no application rule for the name',
    configuration: [
      ...lab({ table: 'rt-probe' }),
      routeTable('rt-probe', { out: '0.0.0.0/0 > 10.60.1.4', six: '::/0 > 10.60.1.4' }, true),
      ...hub({ 'web 200 application Allow': { shop: '* > *.shop.example Https:443' } }),
    ],
    object: 'firewall afwp-hub',
    fix: ['Allow www.google.com port 443 in afwp-hub'],
  },
  {
    wire: 'tls/cut-by-name',
    target: 'web',
    shows: 'an application rule denies the name',
    configuration: [
      ...lab({ table: 'rt-probe' }),
      routeTable('rt-probe', { out: '0.0.0.0/0 > 10.60.1.4', six: '::/0 > 10.60.1.4' }, true),
      ...hub({
        'search 100 application Deny': { search: '* > *.google.com Https:443,Http:80' },
        'web 200 application Allow': { web: '* > * Https:443' },
      }),
    ],
    object: 'firewall-rule afwp-hub search',
    fix: ['Take www.google.com out of rule search of collection search'],
  },
  {
    wire: 'http/firewall-470',
    target: 'plain',
    shows: 'no application rule for plain HTTP',
    configuration: [
      ...routed,
      ...hub({ 'web 200 application Allow': { shop: '* > good.shop.example Https:443' } }),
    ],
    object: 'firewall afwp-hub',
    fix: ['good.shop.example port 80'],
  },
  {
    wire: 'tls/intercepted',
    target: 'web',
    shows: 'an application rule inspects TLS',
    configuration: [
      ...lab({ table: 'rt-probe' }),
      routeTable('rt-probe', { out: '0.0.0.0/0 > 10.60.1.4', six: '::/0 > 10.60.1.4' }, true),
      ...hub({}),
      inspecting(),
    ],
    object: 'firewall-rule afwp-hub inspected',
    fix: ['without TLS inspection'],
  },
])

/** A rule that ends TLS, in a group of its own. */
function inspecting() {
  const group = collections('afwp-hub', 'inspection', 150, {
    'inspection 100 application Allow': { inspected: '* > * Https:443' },
  })
  const [collection] = group.properties.ruleCollections
  const rules = collection?.rules.map((rule) => ({ ...rule, terminateTLS: true }))
  return {
    ...group,
    properties: { ...group.properties, ruleCollections: [{ ...collection, rules }] },
  }
}
