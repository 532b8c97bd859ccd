import { describe, expect, test } from 'vitest'
import { parseIp } from '../../../shared/address/ip.ts'
import { googlePlace } from '../../../shared/cloud-network/in-google/place.ts'
import { routeTo } from '../../../shared/cloud-network/in-google/route.ts'
import { readNetwork } from '../../../shared/cloud-network/read.ts'
import { network, route, subnet } from './gcloud.ts'

/** The hop of the route that a probe takes whose network tags are not known. */
function routed(routes: readonly unknown[], address: string) {
  const configuration = [network('net'), subnet('sub', 'net', '10.2.1.0/24'), ...routes]
  const { google } = readNetwork(JSON.stringify(configuration), 'network.json')
  const place = googlePlace(google, {
    subnet: 'sub',
    addresses: [],
    tags: null,
    account: null,
    hasExternalAddress: null,
    owners: new Map(),
  })
  const ip = parseIp(address)
  return place && ip && routeTo(place, ip).hop
}

/** Source: https://docs.cloud.google.com/vpc/docs/routes#routeselection */
describe('a route for tags, where those of the probe are not known', () => {
  test.for([
    { priority: 999, outcome: 'unreadable' },
    { priority: 1000, outcome: 'unreadable' },
    { priority: 1001, outcome: 'pass' },
  ])('priority $priority beside one of 1000 for all: $outcome', ({ priority, outcome }) => {
    const routes = [
      route('default', '0.0.0.0/0 > internet 1000'),
      route('tagged', `0.0.0.0/0 > 10.2.1.9 ${priority} db`),
    ]
    expect(routed(routes, '8.8.8.8')?.outcome).toBe(outcome)
  })
})

test.for([
  { as: '0.0.0.0/0 > internet 1000', line: '0.0.0.0/0 to internet (priority 1000)' },
  { as: '8.0.0.0/8 > 10.2.1.9 900', line: '8.0.0.0/8 to address 10.2.1.9 (priority 900)' },
])('the route $as is shown with where it leads', ({ as, line }) => {
  expect(routed([route('r', as)], '8.8.8.8')?.object?.line).toBe(line)
})
