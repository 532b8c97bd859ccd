import { describe, expect, test } from 'vitest'
import { networkAt } from '../../../../shared/cloud-network/at.ts'
import type { NetworkConfiguration } from '../../../../shared/cloud-network/model.ts'
import { googleAnswer, googleError } from '../../../fixtures/google-api.ts'
import type { Answer, Asked } from '../../../identity/endpoint.ts'
import {
  dnsPolicy,
  effective,
  endpoint,
  entryPoint,
  firewall,
  nat,
  network,
  networkUrl,
  responsePolicy,
  route,
  subnet,
  zone,
} from '../gcloud.ts'
import { type Pulling, pulledFrom } from './pulling.ts'

const own = (key: string, name: string) => (row: object) => ({ ...row, [key]: name })
const POLICY = responsePolicy('rp', ['net'], { sink: 'bad.example. A 10.0.0.66' })
const ROWS = [
  network('net'),
  subnet('app', 'net', '10.2.0.0/16'),
  route('default', '0.0.0.0/0 > internet 1000'),
  firewall('deny-sql', '1000 deny tcp:1433 > 10.9.0.0/16'),
  nat('nat', 'net', null),
  endpoint('psc', 'net', '10.2.0.9', 'ACCEPTED'),
  effective('net', { 'org HIERARCHY': ['100 deny tcp:25 > 0.0.0.0/0'] }),
  ...zone('corp', 'corp.example.', ['net'], {
    records: ['a.corp.example. A 10.2.0.5', 'corp.example. SOA ns.example.'],
  }),
  ...zone('empty', 'empty.example.', ['net'], { records: ['empty.example. SOA ns.example.'] }),
  ...zone('onprem', 'onprem.example.', ['net'], { forward: '10.9.0.5' }),
  dnsPolicy('in', ['net'], []),
  ...POLICY.slice(0, 1),
  ...POLICY.slice(1).map(own('responsePolicy', 'rp')),
] as readonly Readonly<Record<string, unknown>>[]

/** A policy of one region, as the list over all regions has it. */
const REGIONAL = {
  kind: 'compute#firewallPolicy',
  name: 'region-policy',
  region: 'https://www.googleapis.com/compute/v1/projects/p1/regions/asia-northeast1',
  associations: [{ name: 'a', attachmentTarget: networkUrl('net') }],
  rules: [
    {
      priority: 10,
      action: 'deny',
      direction: 'EGRESS',
      match: { destIpRanges: ['10.8.0.0/16'], layer4Configs: [{ ipProtocol: 'tcp' }] },
    },
  ],
}

const pull = (answer: (asked: Asked, at: number) => Answer | null, pulling: Pulling = {}) =>
  pulledFrom(answer, { projects: ['p1'], ...pulling })
const healthy = (asked: Asked) => googleAnswer({ rows: ROWS }, asked)
const but = (part: string, answer: Answer) => (asked: Asked) =>
  asked.path.includes(part) ? answer : healthy(asked)
const FORBIDDEN = googleError(403, 'PERMISSION_DENIED', 'forbidden')

const at = (configuration: NetworkConfiguration) =>
  networkAt(
    {
      configuration,
      subnet: 'app',
      networkTags: [],
      serviceAccount: 'probe@p1.iam',
      ranges: new Map(),
    },
    { cloud: 'gcp', app: null, addresses: [] },
  )
const flow = (configuration: NetworkConfiguration, address: string, port = 443) =>
  at(configuration)?.flow({ protocol: 'tcp', address, port, name: null })
const saysOf = ({ unread }: NetworkConfiguration) => unread.map((u) => `${u.what}: ${u.why}`)

describe('pulled from Google Cloud', () => {
  test('rules, routes, NAT, endpoints and DNS decide as in an export', async () => {
    const { configuration: read } = await pull(healthy)
    expect(read.unread).toEqual([])
    expect(flow(read, '10.9.0.1', 1433)?.by?.object?.name).toBe('deny-sql')
    expect(flow(read, '10.2.0.5', 25)?.by?.object?.name).toBe('org')
    expect(flow(read, '20.1.2.3')?.by?.object?.name).toBe('nat')
    expect(flow(read, '10.2.0.9')?.by?.object?.name).toBe('psc')
    const names = (name: string) => at(read)?.name(name, [])
    expect(names('a.corp.example')?.addresses).toEqual(['10.2.0.5'])
    expect(names('b.corp.example')?.answer).toBe('unknown-name')
    expect(names('x.empty.example')?.answer).toBe('unknown-name')
    expect(names('x.onprem.example')?.object?.name).toBe('onprem')
    expect(names('bad.example')?.object?.rule).toBe('sink')
  })

  test('policies of the region are in effect, too', async () => {
    // The list over all regions has those of no region, too, which are among those in effect already.
    const rows = [...ROWS, REGIONAL, { ...REGIONAL, name: 'global-policy', region: undefined }]
    const { configuration } = await pull((asked) => googleAnswer({ rows }, asked))
    expect(configuration.google.policies.map(({ name }) => name)).toEqual(['region-policy', 'org'])
    expect(flow(configuration, '10.8.0.1')?.by?.object).toMatchObject({
      kind: 'firewall-policy-rule',
      name: 'region-policy',
      rule: '10',
    })
  })

  test('addresses are read where DNS is asked at them, and no others', async () => {
    const taken = entryPoint('vm', 'app', '10.2.0.3')
    const rows = [
      ...ROWS,
      entryPoint('dns', 'app', '10.2.0.2'),
      { ...taken, purpose: 'GCE_ENDPOINT' },
    ]
    const { configuration, asked } = await pull((one) => googleAnswer({ rows }, one))
    expect(configuration.google.entryPoints.map(({ address }) => address)).toEqual(['10.2.0.2'])
    expect(asked.map(({ path }) => path)).toContain(
      '/compute/v1/projects/p1/aggregated/addresses?maxResults=500&filter=purpose%3DDNS_RESOLVER',
    )
  })

  test('records of public zones are not asked for', async () => {
    const zoneOf = { kind: 'dns#managedZone', dnsName: 'pub.example.', visibility: 'public' }
    const rows = [...ROWS, { ...zoneOf, name: 'pub' }]
    const { asked } = await pull((one) => googleAnswer({ rows }, one))
    const sets = asked.filter(({ path }) => path.includes('/rrsets'))
    expect(sets.length).toBe(2)
    expect(sets.filter(({ path }) => path.includes('/pub/'))).toEqual([])
  })

  test('many pages are one list', async () => {
    const paged = await pull((asked) => googleAnswer({ rows: ROWS, page: 1 }, asked))
    const whole = await pull(healthy)
    expect(paged.configuration.google).toEqual(whole.configuration.google)
    expect(paged.calls).toBeGreaterThan(whole.calls)
  })

  test('labels, descriptions and texts of records are not kept', async () => {
    const canary = 'CANARY-77a'
    const rows = ROWS.map((row) => ({
      ...row,
      labels: { a: canary },
      description: canary,
      params: { resourceManagerTags: canary },
    }))
    const text = {
      kind: 'dns#resourceRecordSet',
      name: 'corp.example.',
      type: 'TXT',
      rrdatas: [canary],
      managedZone: 'corp',
    }
    const { configuration } = await pull((asked) => googleAnswer({ rows: [...rows, text] }, asked))
    expect(configuration.google.zones.length).toBe(3)
    expect(JSON.stringify(configuration)).not.toContain(canary)
  })

  test('of 2,000 zones the records are read within the bound of calls, and the rest is told', async () => {
    const zones = Array.from({ length: 2000 }, (_, i) =>
      zone(`z${i}`, `z${i}.example.`, ['net'], { records: [`a.z${i}.example. A 10.2.0.5`] }),
    )
    const rows = [...ROWS, ...zones.flat()] as readonly Readonly<Record<string, unknown>>[]
    const bound = { limits: { calls: 60 } }
    const { configuration, calls } = await pull((asked) => googleAnswer({ rows }, asked), bound)
    expect(calls).toBe(60)
    expect(configuration.google.zones.length).toBe(2003)
    const read = configuration.google.zones.filter(({ records }) => records !== null)
    expect(read.length).toBeGreaterThan(20)
    expect(configuration.unread).toEqual([
      {
        what: expect.stringMatching(/^records of zone z\d+ .*and 19\d\d more$/),
        why: 'was not asked: 60 calls were made',
      },
    ])
    expect(at(configuration)?.name('a.z1999.example', []).answer).toBe('unreadable')
  })
})

describe('403 on parts: they are told, and nothing is concluded from them', () => {
  test.for([
    {
      part: 'global/routes',
      right: 'compute.routes.list',
      not: ['20.1.2.3', 443],
      still: ['10.9.0.1', 1433, 'blocked'],
    },
    {
      part: 'getEffectiveFirewalls',
      right: 'compute.networks.getEffectiveFirewalls',
      not: ['10.9.0.1', 1433],
      still: null,
    },
    {
      part: 'aggregated/routers',
      right: 'compute.routers.list',
      not: ['20.1.2.3', 443],
      still: ['10.9.0.1', 1433, 'blocked'],
    },
    {
      part: 'aggregated/forwardingRules',
      right: 'compute.forwardingRules.list',
      not: ['10.2.0.9', 443],
      still: ['10.9.0.1', 1433, 'blocked'],
    },
  ] as const)('$part', async ({ part, right, not, still }) => {
    const { configuration } = await pull(but(part, FORBIDDEN))
    expect(saysOf(configuration)[0]).toContain(`: the identity needs ${right}`)
    expect(flow(configuration, not[0], not[1])?.outcome).toBe('unreadable')
    if (still !== null) expect(flow(configuration, still[0], still[1])?.outcome).toBe(still[2])
  })

  test.for(['managedZones?', 'policies?', 'responsePolicies?', '/rules?'])(
    'of DNS, %s: no name is decided',
    async (part) => {
      const { configuration } = await pull(but(`dns/v1/projects/p1`, FORBIDDEN))
      expect(at(configuration)?.name('b.corp.example', []).answer).toBe('unreadable')
      const { configuration: partly } = await pull(but(part, FORBIDDEN))
      expect(at(partly)?.name('b.corp.example', []).answer).toBe('unreadable')
    },
  )

  test('records of one zone: the others stand', async () => {
    const { configuration } = await pull(but('managedZones/corp/rrsets', FORBIDDEN))
    expect(at(configuration)?.name('a.corp.example', []).answer).toBe('unreadable')
    expect(at(configuration)?.name('x.empty.example', []).answer).toBe('unknown-name')
  })

  test.for([
    { reason: 'accessNotConfigured', says: 'the API is not enabled in the project' },
    { reason: 'vpcServiceControls', says: 'by a perimeter of VPC Service Controls' },
    { reason: 'forbidden', says: 'needs compute.networks.list and compute.subnetworks.list' },
  ])('$reason of a whole project', async ({ reason, says }) => {
    const { configuration } = await pull(() => googleError(403, 'PERMISSION_DENIED', reason))
    expect(saysOf(configuration)).toHaveLength(1)
    expect(saysOf(configuration)[0]).toContain(says)
    expect(configuration.google.networks).toEqual([])
  })
})

test('without its subnets nothing of a project is evaluated', async () => {
  const { configuration } = await pull(but('aggregated/subnetworks', FORBIDDEN))
  expect(saysOf(configuration)).toHaveLength(1)
  expect(saysOf(configuration)[0]).toContain('compute.networks.list and compute.subnetworks.list')
  expect(configuration.google.networks).toEqual([])
})

describe('answers that cannot be used', () => {
  test('a region that was not reached makes its list not whole', async () => {
    const warning = { code: 'UNREACHABLE', message: 'region' }
    const answer = { json: { items: { 'regions/europe-west1': { warning } } } }
    const { configuration } = await pull(but('aggregated/routers', answer))
    expect(saysOf(configuration)[0]).toContain('not whole: regions/europe-west1 was not reached')
    expect(flow(configuration, '20.1.2.3')?.outcome).toBe('unreadable')
  })

  test('a list whose second page is refused counts as none', async () => {
    const rows = [...ROWS, firewall('deny-web', '900 deny tcp:80 > 10.9.0.0/16')]
    const isSecond = ({ path }: Asked) => /global\/firewalls\?.*pageToken/.test(path)
    const { configuration } = await pull((asked) =>
      isSecond(asked) ? FORBIDDEN : googleAnswer({ rows, page: 1 }, asked),
    )
    expect(saysOf(configuration)[0]).toContain('the identity needs compute.firewalls.list')
    expect(configuration.google.firewalls).toEqual([])
  })

  test('a resource that is not sound is left out, and told by its path', async () => {
    const broken = { ...firewall('bad', '1 deny all > 10.0.0.0/8'), priority: 'first' }
    const { configuration } = await pull((one) => googleAnswer({ rows: [...ROWS, broken] }, one))
    expect(saysOf(configuration)[0]).toMatch(/^p1 \S+\/firewalls\/bad: is not sound: .*priority/)
    expect(flow(configuration, '20.1.2.3')?.outcome).toBe('unreadable')
  })

  test('what names a region in an answer is told in part', async () => {
    const warning = { code: 'UNREACHABLE', message: 'region' }
    const answer = { json: { items: { [`regions/${'x'.repeat(500)}`]: { warning } } } }
    const { configuration } = await pull(but('aggregated/routers', answer))
    expect(saysOf(configuration)[0]).toContain(`not whole: regions/${'x'.repeat(52)} was not`)
  })

  test('what is behind a route of a kind that is not known is not known, and no other route decides', async () => {
    const odd = { ...route('odd', '0.0.0.0/0 > internet 10'), nextHopGateway: undefined }
    const { configuration } = await pull((asked) => googleAnswer({ rows: [...ROWS, odd] }, asked))
    expect(flow(configuration, '20.1.2.3')?.outcome).toBe('unreadable')
  })

  test('no token: both APIs say why', async () => {
    const token = () => ({ token: null, failure: 'nobody is logged in to gcloud' }) as const
    const { configuration, calls } = await pull(healthy, { token })
    expect(calls).toBe(0)
    expect(saysOf(configuration)[0]).toContain('nobody is logged in to gcloud')
  })
})
