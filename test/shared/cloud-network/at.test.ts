import { expect, test } from 'vitest'
import { type Host, networkAt, objectText } from '../../../shared/cloud-network/at.ts'
import type { Decision, Hop } from '../../../shared/cloud-network/decision.ts'
import { keyIn } from '../../../shared/cloud-network/holders.ts'
import { layerOfKind } from '../../../shared/cloud-network/in-google/collect.ts'
import { flowUnread } from '../../../shared/cloud-network/unread.ts'
import { networkObject } from '../../../shared/model/network-object.ts'
import { knownNetwork } from '../judge/known-network.ts'
import { nsg, routeTable, vnet } from './arm.ts'
import { collections, policy } from './arm-firewall.ts'
import { effective, firewall, nat, network, route, subnet } from './gcloud.ts'

/** Both clouds, of which a part of the addresses is the same. */
const ROWS = [
  vnet('vnet-app', '10.1.0.0/16', {
    both: { prefix: '10.1.1.0/24' },
    azure: { prefix: '10.1.2.0/24' },
  }),
  network('net'),
  subnet('sub-both', 'net', '10.1.1.0/24', true),
  subnet('sub-google', 'net', '10.1.3.0/24', true),
]

test.for([
  ['other', '10.1.2.4', 'vnet-app/azure'],
  ['other', '10.1.3.4', 'sub-google'],
  ['other', '10.1.1.4', undefined],
  ['azure', '10.1.1.4', 'vnet-app/both'],
  ['gcp', '10.1.1.4', 'sub-both'],
  ['azure', '10.1.3.4', undefined],
  ['gcp', '10.1.2.4', undefined],
  ['other', '192.0.2.1', undefined],
] as const)('on a machine of %s with %s the probe stands in %s', ([cloud, address, place]) => {
  const known = knownNetwork(ROWS, '', { subnet: null })
  const at = networkAt(known, { cloud, app: null, addresses: [address] })
  if (place === undefined) expect(at).toBeNull()
  else expect(at?.place).toContain(place)
})

test.for([
  // An instance of a function has no external address of its own; a machine may have one.
  ['gcp', 'blocked'],
  ['other', 'unreadable'],
] as const)('on %s without Cloud NAT the way to the internet is %s', ([cloud, outcome]) => {
  const rows = [
    network('net'),
    subnet('sub', 'net', '10.2.1.0/24', false),
    route('default', '0.0.0.0/0 > internet 1000'),
    effective('net', {}),
    nat('nat', 'other', null),
  ]
  const at = networkAt(knownNetwork(rows, 'sub'), { cloud, app: null, addresses: [] })
  const flow = { protocol: 'tcp', address: '20.50.1.1', port: 443, name: null } as const
  expect(at?.flow(flow).outcome).toBe(outcome)
})

test('the holders of what decides: those of the subnet first, and no table of another', () => {
  const rows = [
    nsg('nsg-other', {}),
    nsg('nsg-app', { deny: '100 Out Deny * * > * :*' }),
    routeTable('rt-other', {}),
    routeTable('rt-app', { all: '0.0.0.0/0 > None' }),
    vnet('vnet-app', '10.1.0.0/16', {
      app: { prefix: '10.1.1.0/24', nsg: 'nsg-app', table: 'rt-app' },
      other: { prefix: '10.1.2.0/24', nsg: 'nsg-other', table: 'rt-other' },
    }),
  ]
  const host = { cloud: 'azure', app: null, addresses: [] } as const
  const at = networkAt(knownNetwork(rows, 'vnet-app/app'), host)
  expect(at?.holders().map(({ name }) => name)).toEqual(['nsg-app', 'rt-app', 'nsg-other'])
})

test('each holder has what it holds, by its key and in a line', () => {
  const azure = [
    nsg(
      'nsg-app',
      {
        deny: '100 Out Deny Tcp 10.0.0.0/8 > asg:web :80,443,8000-8010,9000,9001',
      },
      false,
    ),
    routeTable('rt-app', { all: '0.0.0.0/0 > 10.0.1.4', none: '10.9.0.0/16 > None' }),
    vnet('vnet-app', '10.1.0.0/16', {
      app: { prefix: '10.1.1.0/24', nsg: 'nsg-app', table: 'rt-app' },
    }),
    policy('afwp'),
    collections('afwp', 'g', 100, {
      'one 100 application Allow': {
        web: '*,group:ipg > www.contoso.com,tag:WindowsUpdate Https:443',
      },
      'two 200 network Deny': { web: '10.1.0.0/16 > group:far,Storage TCP+UDP:443' },
    }),
  ]
  const google = [
    network('net'),
    network('other'),
    subnet('app', 'net', '10.2.1.0/24', true),
    firewall('egress', '900 deny tcp:443+8443 > 10.0.0.0/8 tag:web account:a@p'),
    firewall('elsewhere', '900 deny all > 10.0.0.0/8', 'other'),
    {
      ...effective('net', {}),
      firewalls: [firewall('egress', '900 deny tcp:443+8443 > 10.0.0.0/8 tag:web account:a@p')],
    },
    route('default', '0.0.0.0/0 > internet 1000'),
    route('onprem', '10.9.0.0/16 > 10.2.1.9 100 web'),
    route('far', '0.0.0.0/0 > internet 1000', 'other'),
    effective('net', { 'org HIERARCHY': ['100 deny all > 10.0.0.0/8 inspects'] }),
  ]
  const heldAt = (rows: readonly unknown[], place: string, cloud: Host['cloud']) =>
    networkAt(knownNetwork(rows, place), { cloud, app: null, addresses: [] })
      ?.holders()
      .flatMap(({ name, objects }) => objects.map((one) => `${name} ${keyIn(one)}: ${one.line}`))
  expect(heldAt(azure, 'vnet-app/app', 'azure')).toEqual([
    'nsg-app deny: 100 Outbound Deny Tcp from 10.0.0.0/8 to web port 80, 443, 8000-8010, 9000 and 1 more',
    'rt-app all: 0.0.0.0/0 to VirtualAppliance 10.0.1.4',
    'rt-app none: 10.9.0.0/16 to None',
    'afwp one/web: Allow Https:443 from *, ipg to www.contoso.com, WindowsUpdate',
    'afwp two/web: Deny TCP, UDP from 10.1.0.0/16 to Storage, far port 443',
  ])
  expect(heldAt(google, 'app', 'gcp')).toEqual([
    'net egress: 900 EGRESS deny tcp:443+8443 to 10.0.0.0/8 for web, a@p',
    'net default: 0.0.0.0/0 to internet (priority 1000)',
    'net onprem: 10.9.0.0/16 to address 10.2.1.9 (priority 100) for web',
    'org 100: 100 EGRESS deny all to 10.0.0.0/8, TLS inspected',
  ])
})

test('a subnet that is named stands for one alone', () => {
  const rows = [
    network('net'),
    subnet('app', 'net', '10.2.1.0/24'),
    subnet('app', 'net', '10.3.1.0/24', false, 'europe-west1'),
    subnet('db', 'net', '10.4.1.0/24'),
  ]
  const places = ['app', 'europe-west1/app', 'db', 'web'].map(
    (name) =>
      networkAt(knownNetwork(rows, name), { cloud: 'gcp', app: null, addresses: [] })?.place,
  )
  expect(places).toEqual([undefined, 'net/app', 'net/db', undefined])
})

const hop = (layer: Hop['layer'], outcome: Hop['outcome']): Hop => {
  return { layer, outcome, object: null, says: layer }
}

test.for<[string, readonly Hop['layer'][], readonly Hop[], string]>([
  ['names alone', ['dns', 'service'], [hop('rules', 'pass')], 'pass rules'],
  [
    'routes, and a firewall that is behind one',
    ['route'],
    [hop('firewall', 'blocked')],
    'unreadable',
  ],
  ['routes, and a gateway that is behind one', ['route'], [hop('nat', 'blocked')], 'unreadable'],
  ['routes, and rules that come before', ['route'], [hop('rules', 'blocked')], 'blocked rules'],
  ['rules, and a route that leads nowhere', ['rules'], [hop('route', 'blocked')], 'blocked route'],
])(
  '%s: what is missing decides nothing, and hides what follows from it',
  ([, unread, hops, told]) => {
    const decision: Decision = { outcome: hops[0]?.outcome ?? 'pass', by: hops[0] ?? null, hops }
    const decide = flowUnread({ unreadLayers: unread }, () => decision)
    const flow = { protocol: 'tcp', address: '10.1.2.4', port: 443, name: null } as const
    const { outcome, by } = decide(flow)
    expect(outcome === 'unreadable' ? outcome : `${outcome} ${by?.layer}`).toBe(told)
  },
)

const OBJECT = {
  ...{ id: 'x', name: 'n', rule: null, priority: null },
  collection: null,
  line: '',
  link: null,
}

test.for([
  [
    'azure',
    'subnet, virtual-network, peering, security-rule, route, firewall-rule, firewall',
    'subnet n, virtual network n, peering n, security rule n, route n, firewall rule n, firewall policy n',
  ],
  [
    'DNS',
    'dns-zone, dns-record, dns-link, dns-forwarding-rule, dns-policy, response-policy-rule',
    'DNS zone n, record n, zone link n, forwarding rule n, DNS server policy n, response policy rule n',
  ],
  [
    'endpoints',
    'private-endpoint, service, app, forwarding-rule',
    'private endpoint n, resource n, app n, endpoint n',
  ],
  [
    'Google',
    'vpc-firewall-rule, firewall-policy-rule, vpc-route, vpc-network, vpc-subnet, cloud-nat',
    'firewall rule n, policy rule n, route n, network n, subnet n, Cloud NAT n',
  ],
] as const)('objects of %s have the words of their cloud', ([, kinds, words]) => {
  const told = kinds
    .split(', ')
    .map((kind) => objectText(networkObject.parse({ ...OBJECT, kind, link: null })))
  expect(told.join(', ')).toBe(words)
})

test('a rule is named with its priority, its collection and what holds it', () => {
  const rule = networkObject.parse({ ...OBJECT, kind: 'firewall-rule', rule: 'r', priority: 200 })
  expect(objectText(rule)).toBe('firewall rule r (priority 200) of n')
  expect(objectText({ ...rule, collection: 'c' })).toBe(
    'firewall rule r (priority 200) of collection c of n',
  )
  expect(objectText({ ...rule, rule: null })).toBe('firewall rule n (priority 200)')
})

test.for([
  ['route', 'compute#network compute#subnetwork compute#route'],
  ['rules', 'compute#firewall effective-firewalls'],
  ['nat', 'compute#router'],
  ['endpoint', 'compute#forwardingRule'],
  [
    'dns',
    'compute#address dns#managedZone dns#resourceRecordSet dns#policy dns#responsePolicy dns#responsePolicyRule',
  ],
] as const)('what Google Cloud lists belongs to a part of the path: %s', ([layer, kinds]) => {
  expect(kinds.split(' ').map((kind) => layerOfKind(kind))).toEqual(
    kinds.split(' ').map(() => layer),
  )
  expect([layerOfKind('compute#disk'), layerOfKind(null)]).toEqual([null, null])
})
