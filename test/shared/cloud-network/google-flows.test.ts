import { describe, expect, test } from 'vitest'
import { googleFlow } from '../../../shared/cloud-network/in-google/evaluate.ts'
import { googleName } from '../../../shared/cloud-network/in-google/names.ts'
import { type GoogleStanding, googlePlace } from '../../../shared/cloud-network/in-google/place.ts'
import { serviceTags } from '../../../shared/cloud-network/match.ts'
import { readNetwork } from '../../../shared/cloud-network/read.ts'
import { besideStrangers } from './estates.ts'
import { expectDecision, expectName, rowsOf, wordsOf } from './flow-table.ts'
import { GOOGLE_EDGES } from './flows/google-edges.ts'
import { GOOGLE_INGRESS } from './flows/google-ingress.ts'
import { GOOGLE_NAMES, HOME } from './flows/google-names.ts'
import { GOOGLE_NAT } from './flows/google-nat.ts'
import { GOOGLE_ROUTES } from './flows/google-routes.ts'
import { GOOGLE_RULES } from './flows/google-rules.ts'
import { entryPoint, subnet, zone } from './gcloud.ts'

const STANDING: GoogleStanding = {
  subnet: null,
  addresses: ['127.0.0.1', '10.2.1.10'],
  tags: ['web'],
  account: 'probe@p1.iam.gserviceaccount.com',
  hasExternalAddress: false,
  owners: serviceTags([
    { owner: 'Google', cidr: '142.250.0.0/15' },
    { owner: 'Google', cidr: '8.8.4.0/24' },
    { owner: 'Google', cidr: '34.96.0.0/12' },
    { owner: 'Google Cloud asia-northeast1', cidr: '34.100.0.0/16' },
  ]),
}
const placed = (configuration: readonly unknown[], standing = STANDING) =>
  googlePlace(readNetwork(JSON.stringify(configuration), 'network.json').google, standing)

const placesIn = (given: readonly unknown[]) =>
  besideStrangers(given).map(({ form, configuration }) => [form, placed(configuration)] as const)

const TABLES = [
  ...GOOGLE_RULES,
  ...GOOGLE_INGRESS,
  ...GOOGLE_ROUTES,
  ...GOOGLE_NAT,
  ...GOOGLE_EDGES,
]

describe.for(TABLES)('$shows ($source)', (table) => {
  const places = placesIn(table.configuration)

  test.for(rowsOf(table))('$flow.address:$flow.port: $outcome by $by', (row) => {
    for (const [form, place] of places) {
      expect(place, form).not.toBeNull()
      if (place !== null) expectDecision(googleFlow(place, row.flow), row, form)
    }
  })
})

describe.for(GOOGLE_NAMES)('$shows', ({ configuration, names }) => {
  const places = placesIn(configuration)

  test.for(wordsOf(names))('%s: %s by %s', (row) => {
    for (const [form, place] of places) {
      expect(place, form).not.toBeNull()
      if (place !== null) expectName(googleName(place, row[0] ?? ''), row, form)
    }
  })
})

describe('a resolver that the host asks', () => {
  const apis = zone('apis', 'googleapis.com.', ['net'], {
    records: ['*.googleapis.com. A 199.36.153.8'],
  })
  const place = placed([
    ...HOME,
    subnet('sub2', 'net2', '10.9.1.0/24'),
    entryPoint('in', 'sub', '10.2.1.2'),
    entryPoint('in2', 'sub2', '10.9.1.2'),
    { ...entryPoint('nat', 'sub', '10.2.1.3'), purpose: 'GCE_ENDPOINT' },
    ...apis,
  ])

  test.for([
    { servers: [], answer: 'addresses' },
    { servers: ['169.254.169.254'], answer: 'addresses' },
    { servers: ['10.2.1.2'], answer: 'addresses' },
    { servers: ['10.9.1.2'], answer: 'public' },
    { servers: ['10.2.1.2', '10.9.1.2'], answer: 'unreadable' },
    { servers: ['10.2.1.3'], answer: 'unreadable' },
    { servers: ['169.254.169.254', '192.168.0.53'], answer: 'unreadable' },
  ])('$servers: $answer', ({ servers, answer }) => {
    expect(place && googleName(place, 'a.googleapis.com', servers).answer).toBe(answer)
  })
})

describe('what is not known of the probe decides nothing', () => {
  test('but what is for any address of it', () => {
    const [edges] = GOOGLE_EDGES.filter(({ shows }) => shows.startsWith('rules for what leaves'))
    const place = placed(edges?.configuration ?? [], {
      ...{ ...STANDING, subnet: 'sub', addresses: [] },
    })
    const outcomes = [443, 80, 22, 21].map(
      (port) =>
        place &&
        googleFlow(place, { protocol: 'tcp', address: '8.8.8.8', port, name: null }).outcome,
    )
    expect(outcomes).toEqual(['pass', 'blocked', 'blocked', 'unreadable'])
  })

  const [tags] = GOOGLE_RULES.filter(({ shows }) => shows.startsWith('target tags'))
  const unknown = placed(tags?.configuration ?? [], {
    ...STANDING,
    tags: null,
    account: null,
    hasExternalAddress: null,
  })

  test.for([443, 80, 22])('port %s, for which rules have targets', (port) => {
    expect(unknown).not.toBeNull()
    if (unknown === null) return
    expect(
      googleFlow(unknown, { protocol: 'tcp', address: '8.8.8.8', port, name: null }).outcome,
    ).toBe('unreadable')
  })

  test('without Cloud NAT an external address may lead out', () => {
    const [bare] = GOOGLE_NAT.filter(({ shows }) => shows.startsWith('Private Google Access on,'))
    const place = placed(bare?.configuration ?? [], { ...STANDING, hasExternalAddress: null })
    const outcomes =
      place &&
      googleFlow(place, { protocol: 'tcp', address: '5.5.5.5', port: 443, name: null }).outcome
    expect(outcomes).toBe('unreadable')
  })

  test.for([
    { shows: 'no address of the host', addresses: ['192.0.2.1'], subnet: null },
    { shows: 'a subnet that does not exist', addresses: ['10.2.1.10'], subnet: 'none' },
  ])('$shows: no place', ({ addresses, subnet: named }) => {
    expect(placed(HOME, { ...STANDING, addresses, subnet: named })).toBeNull()
  })

  test.for(['sub', 'asia-northeast1/sub', 'projects/p1/regions/asia-northeast1/subnetworks/sub'])(
    'the subnet by %s',
    (named) => {
      expect(placed(HOME, { ...STANDING, addresses: [], subnet: named })?.subnet.name).toBe('sub')
    },
  )
})
