import { describe, expect, test } from 'vitest'
import { azurePlace } from '../../../shared/cloud-network/in-azure/place.ts'
import { networkConfiguration } from '../../../shared/cloud-network/model.ts'
import { readNetwork } from '../../../shared/cloud-network/read.ts'
import { idOf, nsg, rule, site, vnet } from './arm.ts'
import { zone } from './arm-dns.ts'
import { collections, policy } from './arm-firewall.ts'
import { subnet as googleSubnet, zone as googleZone, network } from './gcloud.ts'

const read = (json: unknown) => readNetwork(JSON.stringify(json), 'network.json')

const GROUP = nsg('nsg-app', { web: '100 Out Allow Tcp * > Internet :443' })
/** As `az network nsg list` prints it: no level of properties. */
const FLAT = {
  id: GROUP.id,
  name: GROUP.name,
  type: 'Microsoft.Network/networkSecurityGroups',
  tags: { owner: 'secret-tag' },
  securityRules: [
    { name: 'web', ...rule('web', '100 Out Allow Tcp * > Internet :443').properties },
  ],
  defaultSecurityRules: [],
}

/** Source: https://learn.microsoft.com/cli/azure/graph#az-graph-query */
describe('pages of Resource Graph', () => {
  const page = (total_records: number, skip_token: string | null, rows = 1) => ({
    ...{ count: rows, total_records, skip_token },
    data: Array.from({ length: rows }, () => GROUP),
  })

  test.for([
    { what: 'the first of nine', json: page(9, 'next') },
    { what: 'two of three', json: [page(3, 'b'), page(3, 'c')] },
    { what: 'of the API', json: { totalRecords: 9, $skipToken: 'next', data: [GROUP] } },
    { what: 'without a total', json: { skip_token: 'next', data: [GROUP] } },
  ])('$what: refused, since what is not there would count as not existing', ({ json }) => {
    expect(() => read(json)).toThrow(/rows of a Resource Graph query: .*--first 1000/)
  })

  test.for([
    { what: 'one', json: page(1, null) },
    { what: 'all of two', json: [page(3, 'b', 2), page(3, null)] },
    { what: 'cut by the query itself', json: page(9, null) },
  ])('$what: whole', ({ json }) => {
    expect(read(json).azure.securityGroups.length).toBeGreaterThan(0)
  })
})

describe('forms of an export', () => {
  test.for([
    { form: 'rows of Resource Graph', json: { data: [GROUP], count: 1 } },
    { form: 'a list of ARM', json: { value: [GROUP] } },
    { form: 'az', json: [FLAT] },
    { form: 'one resource', json: FLAT },
    {
      form: 'empty texts beside',
      json: {
        ...FLAT,
        securityRules: FLAT.securityRules.map((one) => ({
          ...one,
          destinationPortRanges: [''],
          sourceAddressPrefixes: [''],
        })),
      },
    },
    { form: 'answers in an array', json: [{ data: [GROUP] }, [network('net')]] },
  ])('$form', ({ json }) => {
    const [group] = read(json).azure.securityGroups
    expect(group?.name).toBe('nsg-app')
    expect(group?.rules[0]).toMatchObject({
      name: 'web',
      priority: 100,
      destinations: ['Internet'],
      sources: ['*'],
      ports: ['443'],
    })
  })

  test('answers one after another, as commands append them', () => {
    const text = [[GROUP], network('net')].map((one) => JSON.stringify(one, null, 2)).join('\n')
    const { azure, google } = readNetwork(text, 'network.json')
    expect([azure.securityGroups.length, google.networks.length]).toEqual([1, 1])
    expect(readNetwork(`\uFEFF${text}`, 'network.json')).toEqual({ ...readNetwork(text, '') })
    expect(() => readNetwork(`${text}\n[`, 'network.json')).toThrow('network.json: not JSON: ')
  })

  test('what was read can be written and read again', () => {
    const once = read([
      vnet('v', '10.0.0.0/8', { s: { prefix: '10.1.0.0/16' } }),
      GROUP,
      ...zone('a.example', ['v'], ['x A 10.1.0.1']),
      network('net'),
      googleSubnet('s', 'net', '10.2.0.0/16'),
    ])
    expect(networkConfiguration.parse(once)).toEqual(once)
    expect(read(once)).toEqual(once)
  })

  test('a file of an earlier version has subnets with the default way out', () => {
    const once = read([vnet('v', '10.0.0.0/8', { s: { prefix: '10.1.0.0/16' } })])
    const subnets = once.azure.subnets.map(({ defaultOutbound: _, ...rest }) => rest)
    const older = { ...once, azure: { ...once.azure, subnets } }
    expect(networkConfiguration.parse(older)).toEqual(once)
  })

  test('both clouds stand in one file', () => {
    const both = read([GROUP, network('net')])
    expect([both.azure.securityGroups.length, both.google.networks.length]).toEqual([1, 1])
  })
})

test('keys, secrets, tags and labels do not come into the model', () => {
  const canary = 'CANARY-9f2'
  const json = [
    { ...GROUP, tags: { a: canary }, properties: { ...GROUP.properties, note: canary } },
    {
      ...site('app', 'v', 's', {}),
      properties: {
        siteConfig: { appSettings: [{ name: 'K', value: canary }], connectionStrings: [canary] },
      },
    },
    {
      id: idOf('x', 'st').replace('Microsoft.Network/x', 'Microsoft.Storage/storageAccounts'),
      name: 'st',
      type: 'microsoft.storage/storageaccounts',
      properties: {
        publicNetworkAccess: 'Disabled',
        keys: [canary],
        primaryEndpoints: { blob: canary },
      },
    },
    { ...googleSubnet('s', 'net', '10.2.0.0/16'), labels: { a: canary } },
    { kind: 'dns#resourceRecordSet', name: 'a.example.', type: 'TXT', rrdatas: [canary] },
    { kind: 'compute#instance', name: 'vm', metadata: canary },
  ]
  expect(JSON.stringify(read(json))).not.toContain(canary)
})

test('entries of other kinds are listed as not evaluated', () => {
  const { unread } = read([
    GROUP,
    { id: idOf('loadBalancers', 'lb'), name: 'lb', type: 'Microsoft.Network/loadBalancers' },
    { kind: 'compute#instance' },
    {},
  ])
  expect(unread.map(({ what }) => what)).toEqual([
    'microsoft.network/loadbalancers',
    'compute#instance',
    'without a type',
  ])
})

describe('what an export holds of a part only is not held to be all of it', () => {
  const soa = { id: `${idOf('privateDnsZones', 'c.example')}/SOA/@`, name: '@' }
  test('records, by zone: another zone has some, and its own SOA says that it was read', () => {
    const { azure } = read([
      ...zone('a.example', [], ['x A 10.1.0.1']),
      ...zone('b.example', []),
      ...zone('c.example', []),
      soa,
    ])
    expect(azure.zones.map(({ name, records }) => [name, records?.length ?? null])).toEqual([
      ['a.example', 1],
      ['b.example', null],
      ['c.example', 0],
    ])
  })

  test('records of zones in Google Cloud likewise', () => {
    const soaOf = {
      kind: 'dns#resourceRecordSet',
      name: 'c.example.',
      type: 'SOA',
      rrdatas: ['ns'],
    }
    const { google } = read([
      ...googleZone('a', 'a.example.', [], { records: ['x.a.example. A 10.1.0.1'] }),
      ...googleZone('b', 'b.example.', []),
      ...googleZone('c', 'c.example.', []),
      soaOf,
    ])
    expect(google.zones.map(({ name, records }) => [name, records?.length ?? null])).toEqual([
      ['a', 1],
      ['b', null],
      ['c', 0],
    ])
  })

  test('links of a zone that says how many it has', () => {
    const [bare] = zone('a.example', [])
    const says = (numberOfVirtualNetworkLinks: number) => ({
      ...bare,
      properties: { numberOfVirtualNetworkLinks },
    })
    const linksRead = (count: number) => read([says(count)]).azure.zones[0]?.linksRead
    expect([linksRead(0), linksRead(1)]).toEqual([true, false])
  })

  test('rules of a firewall policy that says how many groups it has', () => {
    const says = (ruleCollectionGroups: readonly object[]) => ({
      ...policy('p'),
      properties: { ruleCollectionGroups },
    })
    const own = collections('p', 'one', 100, {})
    const groups = (of: readonly object[]) => read([says(of), own]).azure.policies[0]?.groups
    expect(groups([{ id: own.id }])?.length).toBe(1)
    expect(groups([{ id: own.id }, { id: `${own.id}-two` }])).toBeNull()
  })
})

describe('refused with the place', () => {
  test.for([
    { what: 'not JSON', text: '{', says: 'network.json: not JSON' },
    { what: 'nothing of a network', text: '[{"a":1}]', says: 'holds no resource of a network' },
    { what: 'an empty list', text: '[]', says: 'holds no resource of a network' },
    {
      what: 'a rule without a priority',
      text: JSON.stringify([
        GROUP,
        { ...FLAT, securityRules: [{ ...FLAT.securityRules[0], priority: 'high' }] },
      ]),
      says: 'network.json[1].securityRules[0].priority: ',
    },
    {
      what: 'a model of another version',
      text: '{"perimeterNetwork":2}',
      says: 'network.json.perimeterNetwork: ',
    },
  ])('$what', ({ text, says }) => {
    expect(() => readNetwork(text, 'network.json')).toThrow(says)
  })
})

describe('the subnet of the probe', () => {
  const { azure } = read([
    vnet('vnet-a', '10.1.0.0/16', {
      one: { prefix: '10.1.1.0/24' },
      two: { prefix: '10.1.2.0/24' },
    }),
    vnet('vnet-b', '10.1.0.0/16', { one: { prefix: '10.1.1.0/24' } }),
    site('func-app', 'vnet-a', 'two', {}),
  ])
  const none = { subnet: null, app: null, addresses: [] as string[], tags: new Map() }
  test.for([
    {
      by: 'its id',
      standing: { ...none, subnet: `${idOf('virtualNetworks', 'vnet-b')}/subnets/ONE` },
      is: 'vnet-b/one',
    },
    { by: 'network/subnet', standing: { ...none, subnet: 'vnet-a/one' }, is: 'vnet-a/one' },
    {
      by: 'the app',
      standing: { ...none, app: 'FUNC-app', addresses: ['10.1.1.4'] },
      is: 'vnet-a/two',
    },
    { by: 'an address', standing: { ...none, addresses: ['10.1.2.4'] }, is: 'vnet-a/two' },
    {
      by: 'an address that two subnets hold',
      standing: { ...none, addresses: ['10.1.1.4'] },
      is: undefined,
    },
    { by: 'an address of nobody', standing: { ...none, addresses: ['192.0.2.4'] }, is: undefined },
    {
      by: 'a subnet that is not there',
      standing: { ...none, subnet: 'vnet-a/none', addresses: ['10.1.2.4'] },
      is: undefined,
    },
  ])('by $by', ({ standing, is }) => {
    const place = azurePlace(azure, standing)
    expect(place === null ? undefined : `${place.network.name}/${place.subnet.name}`).toBe(is)
  })
})
