import { describe, expect, test } from 'vitest'
import type { CATALOGS } from '../../../shared/catalog/builtin.ts'
import { cloudRunFunctions } from '../../../shared/catalog/cloud-run-functions.ts'
import { cloudSql } from '../../../shared/catalog/cloud-sql.ts'
import { expand } from '../../../shared/catalog/expand.ts'
import { googleApis } from '../../../shared/catalog/google-apis.ts'
import { RESTRICTED_SERVICES } from '../../../shared/catalog/google-restricted-services.ts'
import { internetBlocked } from '../../../shared/catalog/internet-blocked.ts'
import type { Given } from '../../../shared/catalog/parameters.ts'

type Catalog = (typeof CATALOGS)[number]

function expanded(from: Catalog, given: Given = {}) {
  const { rows, problems } = expand(from, given, (_, item) => item)
  expect(problems).toEqual([])
  return rows
}

/** URLs of the rows that parameters leave, by id. */
function urlsOf(from: Catalog, given: Given = {}): Record<string, string> {
  return Object.fromEntries(expanded(from, given).map((row) => [row.id, row.url]))
}

function refusals(from: Catalog, given: Given) {
  return expand(from, given, (_, item) => item).problems.map((p) => `${p.message}. ${p.remedy}`)
}

describe('google-apis', () => {
  test('leads every name to the Private Service Connect endpoint, and asks the endpoint itself', () => {
    const rows = expanded(googleApis, {
      vip: 'psc',
      endpoint: ['10.3.0.5'],
      services: ['storage'],
      domains: ['gcr.io'],
    })
    expect(rows.map((row) => [row.url, row.expect])).toEqual([
      ['https://storage.googleapis.com/', { resolution: 'private', addresses: ['10.3.0.5'] }],
      ['http://10.3.0.5/generate_204', { http: { status: [204] } }],
      ['https://gcr.io/', { resolution: 'private', addresses: ['10.3.0.5'] }],
    ])
  })

  test('checks the names made of an endpoint’s own name as optional ones', () => {
    const rows = expanded(googleApis, { vip: 'psc', endpointName: 'pscprod', services: 'storage' })
    const named = rows.find((row) => row.id === 'endpoint-name/storage')
    expect(named?.url).toBe('https://storage-pscprod.p.googleapis.com/')
    expect(named?.row.optional).toBe(true)
  })

  test.for([
    [{ vip: 'restricted', services: ['gmail'] }, 'The restricted VIP serves only'],
    [{ vip: 'psc', bundle: 'vpc-sc', services: ['gmail'] }, 'The bundle vpc-sc serves only'],
    [{ vip: 'restricted', domains: ['dl.google.com'] }, 'only the container registries'],
    [{ vip: 'private', endpoint: ['10.3.0.5'] }, 'write vip: psc'],
    [{ endpointName: 'pscprod' }, 'write vip: psc'],
    [{ vip: 'psc', endpoint: ['10.3.0.256'] }, 'Addresses of the Private Service Connect endpoint'],
    [{ hosts: ['www.googleapis.example'] }, 'Full names of your own'],
  ] as const)('refuses %j', ([given, remedy]) => {
    const said = refusals(googleApis, given)
    expect(said).toHaveLength(1)
    expect(said[0]).toContain(remedy)
  })

  /** The documented list of the private VIP
   * (https://docs.cloud.google.com/vpc/docs/configure-private-google-access-hybrid); `*.` stands for any name below. */
  const SERVED =
    `accounts.google.com *.aiplatform-notebook.cloud.google.com *.aiplatform-notebook.googleusercontent.com
    appengine.google.com *.appspot.com backupdr.cloud.google.com *.backupdr.cloud.google.com backupdr.googleusercontent.com
    *.backupdr.googleusercontent.com *.cloudfunctions.net *.cloudproxy.app *.composer.cloud.google.com *.composer.googleusercontent.com
    *.datafusion.cloud.google.com *.datafusion.googleusercontent.com dataproc.cloud.google.com *.dataproc.cloud.google.com
    dataproc.googleusercontent.com *.dataproc.googleusercontent.com *.developerconnect.dev dl.google.com gcr.io *.gcr.io
    *.googleapis.com *.gke.goog gstatic.com *.kernels.googleusercontent.com *.ltsapis.goog *.notebooks.byoid.googleusercontent.com
    notebooks.cloud.google.com *.notebooks.cloud.google.com *.notebooks.googleusercontent.com packages.cloud.google.com pkg.dev *.pkg.dev
    pki.goog *.run.app source.developers.google.com storage.cloud.google.com`.split(/\s+/)

  test.for(SERVED)('takes %s, which the private VIP serves', (name) => {
    const host = name.replace('*', 'own')
    const given = name.startsWith('*') ? { hosts: [host] } : { domains: [name] }
    expect(refusals(googleApis, { vip: 'private', ...given })).toEqual([])
  })
})

describe('cloud-run-functions', () => {
  const ALL = { groups: ['core', 'data', 'containers', 'deploy', 'build'], region: 'us-west1' }

  test('needs by default what a function calls at run time', () => {
    expect(Object.keys(urlsOf(cloudRunFunctions))).toEqual([
      'oauth2',
      'sts',
      'iamcredentials',
      'logging',
      'monitoring',
      'cloudtrace',
      'telemetry',
      'clouderrorreporting',
      'secretmanager',
      'storage',
      'pki',
      'ocsp',
    ])
  })

  test('names no API that the restricted VIP is not known to serve', () => {
    const rows = expanded(cloudRunFunctions, { ...ALL, vip: 'restricted' })
    const apis = rows.filter((row) => row.expect.resolution === 'google-restricted')
    const unknown = apis
      .map((row) => new URL(row.url).hostname)
      .filter((host) => host.endsWith('.googleapis.com'))
      .filter((host) => !RESTRICTED_SERVICES.includes(host.replace('.googleapis.com', '')))
    expect(apis.length).toBeGreaterThan(20)
    expect(unknown).toEqual([])
    const others = rows.filter((row) => row.expect.resolution === undefined).map((row) => row.id)
    expect(others).toEqual(
      expect.arrayContaining(['accounts', 'pki', 'build-runtime', 'build-npm']),
    )
  })

  test.for([
    ['node', ['build-npm']],
    ['python', ['build-pypi', 'build-pypi-files']],
  ] as const)('builds %s', ([languages, expected]) => {
    const plain = Object.keys(urlsOf(cloudRunFunctions, { groups: ['build'], languages: [] }))
    const built = Object.keys(urlsOf(cloudRunFunctions, { groups: ['build'], languages }))
    expect(built.filter((id) => !plain.includes(id))).toEqual(expected)
  })

  test('has only the capabilities of the groups in use', () => {
    const of = (given: Given) =>
      new Set(expanded(cloudRunFunctions, given).flatMap((r) => r.capabilities))
    expect(of({})).not.toContain('deploy')
    expect(of({ groups: ['deploy'] })).toEqual(new Set(['deploy', 'schedule', 'certificates']))
    expect(of({ runtime: 'cloud-run' })).toContain('metadata')
  })
})

describe('cloud-sql', () => {
  test.for([
    [{}, ['tcp://10.1.0.3:3307']],
    [{ connect: ['direct'] }, ['postgres://10.1.0.3:5432']],
    [{ connect: ['direct'], engine: 'mysql' }, ['mysql://10.1.0.3:3306']],
    [
      { connect: ['connector', 'direct'], engine: 'sqlserver' },
      ['tcp://10.1.0.3:3307', 'sqlserver://10.1.0.3:1433'],
    ],
  ] as const)('dials with %j', ([given, expected]) => {
    const urls = Object.values(urlsOf(cloudSql, { instances: ['10.1.0.3'], ...given }))
    expect(urls.filter((url) => /^(tcp|postgres|mysql|sqlserver):/.test(url))).toEqual(expected)
  })

  test('wants a name of Private Service Connect to lead to the endpoint', () => {
    const instances = ['a1b2.c3d4.us-west1.sql.goog']
    const rows = expanded(cloudSql, { instances, access: 'psc', addresses: ['10.9.0.2'] })
    expect(rows[0]?.expect).toEqual({ resolution: 'private', addresses: ['10.9.0.2'] })
    expect(rows[0]?.capabilities).toEqual(['connector-path', 'psc-path'])
    expect(rows.map((row) => row.url)).toContain('https://sqladmin.googleapis.com/')
  })
})

describe('internet-blocked', () => {
  test('shuts names, addresses and resolvers', () => {
    const given = { names: ['a.example'], addresses: ['[2001:db8::1]'], resolvers: ['192.0.2.1'] }
    const rows = expanded(internetBlocked, given)
    expect(rows.map((row) => row.url)).toEqual([
      'https://a.example/',
      'http://a.example/',
      'https://[2001:db8::1]/',
      'http://[2001:db8::1]/',
      'dns://192.0.2.1/www.example.com',
      'tcp://192.0.2.1:53',
      'tls://192.0.2.1:853',
    ])
    expect(rows.every((row) => row.expect.reachability === 'blocked')).toBe(true)
  })
})
