import { describe, expect, test } from 'vitest'
import { networkAt } from '../../../../shared/cloud-network/at.ts'
import type { NetworkConfiguration } from '../../../../shared/cloud-network/model.ts'
import { readNetwork } from '../../../../shared/cloud-network/read.ts'
import { type AzureRow, azureAnswer, azureError } from '../../../fixtures/azure-api.ts'
import type { Answer, Asked } from '../../../identity/endpoint.ts'
import { nsg, routeTable, site, vnet } from '../arm.ts'
import { ruleset, zone } from '../arm-dns.ts'
import { collections, firewall, policy } from '../arm-firewall.ts'
import { landingZone } from './landing-zone.ts'
import { type Pulling, pulledFrom, SUBSCRIPTION } from './pulling.ts'

const ROWS = [
  vnet('vnet-app', '10.0.0.0/16', {
    app: { prefix: '10.0.1.0/24', nsg: 'nsg-app', table: 'rt-app' },
    fw: { prefix: '10.0.2.0/24' },
  }),
  nsg('nsg-app', { 'deny-sql': '200 Out Deny Tcp * > 10.9.0.0/16 :1433' }),
  routeTable('rt-app', { out: '0.0.0.0/0 > 10.0.2.4' }),
  site('func-app', 'vnet-app', 'app', { vnetRouteAllEnabled: true }),
  ...zone('privatelink.vaultcore.azure.net', ['vnet-app'], ['kv A 10.0.1.9', '@ SOA']),
  ...ruleset('rules', ['vnet-app'], { corp: 'corp.example. > 10.9.0.5' }),
  firewall('fw', 'vnet-app/fw', '10.0.2.4', 'policy'),
  policy('policy'),
  collections('policy', 'group', 100, { 'net 100 network Deny': { all: '* > * TCP:443' } }),
] as unknown as readonly AzureRow[]

const pull = (answer: (asked: Asked, at: number) => Answer | null, pulling: Pulling = {}) =>
  pulledFrom(answer, { subscriptions: [SUBSCRIPTION], ...pulling })

const healthy = (asked: Asked) => azureAnswer({ rows: ROWS }, asked)
/** Refuses what has this in its path or body. */
const but = (part: string, answer: Answer) => (asked: Asked) =>
  asked.path.includes(part) || asked.body.includes(part) ? answer : healthy(asked)

const at = (configuration: NetworkConfiguration) =>
  networkAt(
    { configuration, subnet: null, networkTags: null, serviceAccount: null, ranges: new Map() },
    { cloud: 'azure', app: 'func-app', addresses: [] },
  )
const saysOf = ({ unread }: NetworkConfiguration) => unread.map((u) => `${u.what}: ${u.why}`)

describe('pulled from Azure', () => {
  test('is what an export of the same resources is read as', async () => {
    const { configuration, calls } = await pull(healthy)
    const exported = readNetwork(JSON.stringify(ROWS), 'network.json')
    expect(configuration).toEqual({ ...exported, takenAt: configuration.takenAt })
    expect(configuration.unread).toEqual([])
    expect(calls).toBe(6)
  })

  test('the subscriptions and the token are asked with, and nothing else is', async () => {
    const { asked } = await pull(healthy)
    expect(new Set(asked.map(({ headers }) => headers.authorization))).toEqual(
      new Set(['Bearer good']),
    )
    expect(JSON.parse(asked[0]?.body ?? '')).toMatchObject({ subscriptions: [SUBSCRIPTION] })
    expect(asked.filter(({ body }) => body.includes('Microsoft.Web'))).toEqual([])
  })

  test('a landing zone of 500 private endpoints and 2,000 zones, within 60 calls', async () => {
    const rows = landingZone({ endpoints: 500, zones: 2000 })
    const begin = performance.now()
    const { configuration, calls } = await pull((asked) => azureAnswer({ rows }, asked))
    const ms = Math.round(performance.now() - begin)
    process.stdout.write(`pulled ${rows.length} resources in ${ms} ms and ${calls} calls\n`)
    const { endpoints, zones } = configuration.azure
    expect([endpoints.length, zones.length, configuration.unread]).toEqual([500, 2000, []])
    expect(endpoints.every(({ addresses }) => addresses.length === 1)).toBe(true)
    expect(zones.every(({ records, linksRead }) => records !== null && linksRead)).toBe(true)
    expect(calls).toBeLessThanOrEqual(60)
  })

  test('nothing secret comes into what is kept', async () => {
    const canary = 'CANARY-5b1'
    const rows = ROWS.map((row) => ({
      ...row,
      tags: { owner: canary },
      properties: {
        ...row.properties,
        siteConfig: { appSettings: [{ name: 'Key', value: canary }], connectionStrings: [canary] },
        keys: [canary],
        primaryKey: canary,
        note: canary,
      },
    }))
    const { configuration } = await pull((asked) => azureAnswer({ rows }, asked))
    expect(configuration.azure.networks.length).toBe(1)
    expect(JSON.stringify(configuration)).not.toContain(canary)
  })

  test('many pages are one list', async () => {
    const paged = await pull((asked) => azureAnswer({ rows: ROWS, page: 2 }, asked))
    const whole = await pull(healthy)
    expect(paged.configuration.azure).toEqual(whole.configuration.azure)
    expect(paged.calls).toBeGreaterThan(whole.calls)
  })

  test('a token that is empty leads to no further page', async () => {
    const whole = await pull(healthy)
    const { configuration, calls } = await pull((asked) => ({
      json: { ...Object(healthy(asked).json), $skipToken: '' },
    }))
    expect([configuration.azure, calls]).toEqual([whole.configuration.azure, whole.calls])
  })

  test.for([azureError(400, 'ResponsePayloadTooLarge'), azureError(413, 'RequestEntityTooLarge')])(
    'pages that are too large are asked for with fewer rows: $status',
    async (tooLarge) => {
      const { configuration, asked } = await pull((one) => {
        const top = JSON.parse(one.body || '{"options":{}}').options.$top
        return top > 100 ? tooLarge : healthy(one)
      })
      expect(configuration.unread).toEqual([])
      const tops = asked.flatMap(({ body }) => JSON.parse(body || '{}').options?.$top ?? [])
      expect(tops.slice(0, 3)).toEqual([1000, 250, 62])
    },
  )
})

describe('throttled, out of order, expired', () => {
  const once = (answer: Answer) => (asked: Asked, count: number) =>
    count === 0 ? answer : healthy(asked)
  test.for([
    {
      what: '429 with Retry-After in seconds',
      answer: { ...azureError(429, 'RateLimiting'), headers: { 'retry-after': '7' } },
      waits: [7000],
    },
    {
      what: '429 with Retry-After as a date',
      answer: {
        ...azureError(429, 'RateLimiting'),
        headers: { 'retry-after': 'Thu, 01 Jan 2026 00:00:09 GMT' },
      },
      waits: [9000],
    },
    {
      what: '429 with the quota of Resource Graph',
      answer: {
        ...azureError(429, 'RateLimiting'),
        headers: { 'x-ms-user-quota-resets-after': '00:00:04' },
      },
      waits: [4000],
    },
    { what: '503', answer: azureError(503, 'ServerBusy'), waits: [1000] },
    {
      what: '401 once: another token is taken',
      answer: azureError(401, 'ExpiredAuthenticationToken'),
      waits: [],
    },
  ])('$what', async ({ answer, waits }) => {
    const token = (refused: string | null) =>
      ({ token: refused === null ? 'old' : 'new', failure: null }) as const
    const pulled = await pull(once(answer), { token })
    expect(pulled.configuration.unread).toEqual([])
    expect(pulled.waits).toEqual(waits)
  })

  test.for([
    {
      what: '429 for longer than the pull may take',
      answer: { ...azureError(429, 'RateLimiting'), headers: { 'retry-after': '3600' } },
      says: 'asks to wait 3600 s',
      calls: 1,
    },
    { what: '503 again and again', answer: azureError(503, 'Busy'), says: '503 (Busy)', calls: 4 },
    { what: '401 again', answer: azureError(401, 'Expired'), says: 'token is not taken', calls: 2 },
    {
      what: '403',
      answer: azureError(403, 'AuthorizationFailed', 'user CANARY has no right'),
      says: 'status 403 (AuthorizationFailed): the identity needs Reader',
      calls: 1,
    },
    { what: 'not JSON', answer: { json: '<html>' }, says: 'not JSON', calls: 1 },
    { what: 'no object', answer: { json: [] }, says: 'JSON that is no object', calls: 1 },
    { what: 'no list', answer: { json: { data: { a: 1 } } }, says: 'list of objects', calls: 1 },
    {
      what: 'the same page for ever',
      answer: { json: { data: [], $skipToken: 'x' } },
      says: 'names a page again',
      calls: 2,
    },
    {
      what: 'cut short',
      answer: { json: { data: [], resultTruncated: 'true' } },
      says: 'cut short by Resource Graph',
      calls: 1,
    },
  ])('$what: nothing of Azure, and why', async ({ answer, says, calls }) => {
    const pulled = await pull(() => answer)
    expect(pulled.calls).toBe(calls)
    expect(pulled.configuration.azure.networks).toEqual([])
    expect(saysOf(pulled.configuration).join()).toContain(says)
    expect(JSON.stringify(pulled.configuration)).not.toContain('CANARY')
  })

  test('pages without an end stop at the bound of calls', async () => {
    let page = 0
    const endless = () => ({ json: { data: [], $skipToken: String(page++) } })
    const { calls, configuration } = await pull(endless, { limits: { calls: 20 } })
    expect(calls).toBe(20)
    expect(saysOf(configuration)[0]).toContain('20 calls were made')
  })

  test('silence ends with the time of the pull', async () => {
    const { configuration } = await pull(() => null, { limits: { ms: 200 } })
    expect(saysOf(configuration)[0]).toMatch(/no answer within|were over|asks to wait/)
  })

  test('an answer larger than any may be is not read to its end', async () => {
    const { configuration } = await pull(() => ({ json: 'x'.repeat(40 * 1024 * 1024) }))
    expect(saysOf(configuration)[0]).toContain('more than 32 MB')
  })
})

describe('403 on parts: they are told, and nothing is concluded from them', () => {
  test('rules of the firewall policy', async () => {
    const refused = but('ruleCollectionGroups', azureError(403, 'AuthorizationFailed'))
    const { configuration } = await pull(refused)
    expect(saysOf(configuration)).toEqual([
      'ruleCollectionGroups of policy: was refused with status 403 (AuthorizationFailed): the identity needs Microsoft.Network/firewallpolicies/ruleCollectionGroups/read',
    ])
    const place = at(configuration)
    const flow = (address: string, port: number) =>
      place?.flow({ protocol: 'tcp', address, port, name: null })
    expect(flow('20.1.2.3', 443)?.outcome).toBe('unreadable')
    // What is whole decides as before.
    expect(flow('10.9.0.1', 1433)?.by?.object?.rule).toBe('deny-sql')
    const { configuration: whole } = await pull(healthy)
    expect(
      at(whole)?.flow({ protocol: 'tcp', address: '20.1.2.3', port: 443, name: null }).outcome,
    ).toBe('blocked')
  })

  test.for(['forwardingRules', 'dnsresources'])('%s: no name is decided', async (part) => {
    const { configuration } = await pull(but(part, azureError(403, 'AuthorizationFailed')))
    expect(configuration.azure.unreadLayers).toEqual(['dns'])
    expect(at(configuration)?.name('none.vault.azure.net', []).answer).toBe('unreadable')
  })

  test('rows that Resource Graph leaves out are known by the rights', async () => {
    const actions = ['Microsoft.Network/*/read']
    const notActions = ['Microsoft.Network/dnsForwardingRulesets/*']
    const { configuration } = await pull((asked) =>
      azureAnswer({ rows: ROWS, actions, notActions }, asked),
    )
    expect(saysOf(configuration)).toEqual([
      `dns in subscription ${SUBSCRIPTION}: may be missing in part: the identity needs Microsoft.Network/dnsForwardingRulesets/read`,
    ])
    expect(at(configuration)?.name('x.example', []).answer).toBe('unreadable')
  })

  test('what one role lacks another may give', async () => {
    const value = [
      { actions: ['Microsoft.Network/*/read'], notActions: ['Microsoft.Network/dns*'] },
      { actions: ['Microsoft.Network/dns*/read'], notActions: [] },
    ]
    const { configuration } = await pull(but('/permissions', { json: { value } }))
    expect(configuration.unread).toEqual([])
  })

  test('the role of the documentation is enough', async () => {
    const actions = ['Microsoft.Network/*/read', 'Microsoft.Web/sites/read']
    const { configuration } = await pull((asked) => azureAnswer({ rows: ROWS, actions }, asked))
    expect(configuration.unread).toEqual([])
  })
})

describe('hostile answers', () => {
  test('a list whose next page is elsewhere: the token does not go there', async () => {
    const nextLink = 'https://thief.example/next'
    const { configuration, asked } = await pull((one) => azureAnswer({ rows: ROWS, nextLink }, one))
    expect(saysOf(configuration).join()).toContain('next page on another host')
    expect(asked.some(({ path }) => path === '/next')).toBe(false)
  })

  test('a resource that is not sound is left out, and its part of the path decides nothing', async () => {
    const broken = { ...ROWS[1], name: 'nsg-bad', properties: { securityRules: 'x' } } as AzureRow
    const { configuration } = await pull((asked) =>
      azureAnswer({ rows: [...ROWS, { ...broken, id: `${broken.id}-bad` }] }, asked),
    )
    expect(saysOf(configuration)[0]).toMatch(/nsg-app-bad: is not sound: .*securityRules/)
    expect(configuration.azure.networks.length).toBe(1)
    const { hops } =
      at(configuration)?.flow({ protocol: 'tcp', address: '10.9.0.1', port: 1433, name: null }) ??
      {}
    expect(hops?.filter(({ layer }) => layer === 'rules').map((hop) => hop.outcome)).toEqual([
      'unreadable',
    ])
  })

  test('names of thousands of characters are no configuration', async () => {
    const rows = [{ ...vnet('v'.repeat(5000), '10.0.0.0/8', {}) }] as unknown as AzureRow[]
    const { configuration } = await pull((asked) => azureAnswer({ rows }, asked))
    expect(configuration.azure.networks).toEqual([])
    expect(saysOf(configuration)[0]).toMatch(/^azure\.networks\.0\.\w+: is not sound/)
    expect(JSON.stringify(configuration).length).toBeLessThan(2000)
  })
})
