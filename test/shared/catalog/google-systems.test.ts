import { describe, expect, test } from 'vitest'
import { CATALOGS } from '../../../shared/catalog/builtin.ts'
import { RESTRICTED_SERVICES } from '../../../shared/catalog/google-restricted-services.ts'
import { findBySymptom } from '../../../shared/catalog/symptom.ts'
import { rowsOf, urlsOf } from './rows.ts'
import { samples } from './sample.ts'

const GOOGLE = CATALOGS.filter(({ cloud }) => cloud === 'gcp')

describe.for(GOOGLE.map((c) => [c.name, c] as const))('%s', ([name, given]) => {
  test('expects the restricted VIP only of what it is known to serve', () => {
    const apis = samples(given)
      .filter((parameters) => parameters['vip'] === 'restricted')
      .flatMap((parameters) => rowsOf(name, parameters))
      .filter((row) => row.expect.resolution === 'google-restricted')
      .map((row) => new URL(row.url).hostname)
      .filter((host) => host.endsWith('.googleapis.com'))
    const served = RESTRICTED_SERVICES.map((service) => `${service}.googleapis.com`)
    expect(apis.filter((host) => !served.includes(host))).toEqual([])
  })

  test('asks a Private Service Connect endpoint itself, where it takes one', () => {
    if (given.parameters['endpoint'] === undefined) return
    const required = samples(given).find((parameters) => parameters['vip'] === 'psc') ?? {}
    const rows = rowsOf(name, { ...required, endpoint: ['10.3.0.5'] })
    expect(rows.map((row) => row.url)).toContain('http://10.3.0.5/generate_204')
  })
})

describe('gke-nodes', () => {
  test('a VIP serves gcr.io and pkg.dev, and not registry.k8s.io', () => {
    const rows = rowsOf('gke-nodes', {
      vip: 'restricted',
      controlPlane: ['172.16.0.2'],
      dnsEndpoint: ['gke-1.asia-northeast1.gke.goog'],
      registries: ['gcr.io', 'asia-northeast1-docker.pkg.dev'],
      features: ['registry-k8s-io', 'image-streaming', 'connect'],
    })
    const expected = Object.fromEntries(rows.map((row) => [row.url, row.expect.resolution ?? null]))
    expect(expected).toMatchObject({
      'tcp://172.16.0.2:443': null,
      'https://gke-1.asia-northeast1.gke.goog/': null,
      'https://asia-northeast1-docker.pkg.dev/': 'google-restricted',
      'https://gcr.io/': 'google-restricted',
      'https://containerfilesystem.googleapis.com/': 'google-restricted',
      'https://gkeconnect.googleapis.com/': 'google-restricted',
      'https://registry.k8s.io/': null,
    })
  })

  test('without features asks for none of their hosts', () => {
    const urls = Object.values(urlsOf('gke-nodes', {}))
    expect(urls.filter((url) => /k8s\.io|gkeconnect|containerfilesystem/.test(url))).toEqual([])
  })
})

test.for([
  ['memorystore', { instances: ['10.20.0.3'] }, { 'redis/10-20-0-3': 'tcp://10.20.0.3:6379' }],
  [
    'memorystore',
    { instances: ['10.20.0.3'], kind: 'valkey' },
    { 'discovery/10-20-0-3': 'tcp://10.20.0.3:6379' },
  ],
  ['alloydb', { instances: ['10.20.0.5'] }, { 'proxy-port/10-20-0-5': 'tcp://10.20.0.5:5433' }],
  [
    'alloydb',
    { instances: ['10.20.0.5'], connect: ['direct'] },
    { 'postgres/10-20-0-5': 'postgres://10.20.0.5:5432' },
  ],
  ['artifact-registry', { location: 'us', formats: ['npm'] }, { npm: 'https://us-npm.pkg.dev/' }],
  ['gcloud-cli', {}, { www: 'https://www.googleapis.com/', dl: 'https://dl.google.com/' }],
  ['cloud-build', { sides: ['pool'], location: 'us' }, { builders: 'https://gcr.io/' }],
] as const)('%s with %j', ([name, given, expected]) => {
  expect(urlsOf(name, given)).toMatchObject(expected)
})

test('who follows a log is not the pool that builds', () => {
  expect(Object.keys(urlsOf('cloud-build', { sides: ['submit'] }))).not.toContain('builders')
  expect(Object.keys(urlsOf('cloud-build', { sides: ['pool'] }))).not.toContain('cloudbuild')
})

test.for<readonly [string, string]>([
  [
    'The build is running, and logs are being written to the default logs bucket.',
    'cloud-build/follow',
  ],
  ['Reachability Check failed.', 'gcloud-cli/commands'],
  ['REDIS_CLUSTER_UNSUPPORTED_PORT', 'memorystore/cluster'],
])('%s is a message of %s', ([text, expected]) => {
  const found = findBySymptom(text, CATALOGS).map(
    ({ catalog, capability }) => `${catalog.name}/${capability.id}`,
  )
  expect(found[0]).toBe(expected)
})
