import { expect, test } from 'vitest'
import { networkAt } from '../../../shared/cloud-network/at.ts'
import type { Decision, Hop } from '../../../shared/cloud-network/decision.ts'
import { flowUnread } from '../../../shared/cloud-network/unread.ts'
import { knownNetwork } from '../judge/known-network.ts'
import { nsg, routeTable, vnet } from './arm.ts'
import { network, subnet } from './gcloud.ts'

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
