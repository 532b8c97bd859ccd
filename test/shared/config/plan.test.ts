import { describe, expect, test } from 'vitest'
import { mintRoot } from '../../fixtures/mint.ts'
import { planned } from './sample.ts'

const CA = `-----BEGIN CERTIFICATE-----
MIIBdzCCAR2gAwIBAgIUTEST
-----END CERTIFICATE-----`

/** The targets of a text by id. */
function targetsOf(text: string, env = {}, files = {}) {
  const { targets, problems } = planned(text, env, files)
  expect(problems).toEqual([])
  return Object.fromEntries(targets.map((t) => [t.id, t]))
}

describe('plan()', () => {
  test('makes a whole target of an own one', () => {
    const text = `
      targets:
        - name: Orders (database)
          url: tcp://Orders.Example:5432
          expect: { resolution: private, latency: { connect: 50ms } }`
    expect(planned(text).targets).toEqual([
      {
        id: 'orders-database',
        name: 'Orders (database)',
        url: 'tcp://orders.example:5432',
        scheme: 'tcp',
        host: 'orders.example',
        port: 5432,
        path: '/',
        catalog: null,
        capabilities: [],
        optional: false,
        expect: { reachability: 'reachable', resolution: 'private', latency: { connect: 50 } },
        address: null,
        proxy: null,
        pathKind: 'direct',
        ca: [],
      },
    ])
  })

  test('a name in a private zone of one’s own must come from it, unless the target says otherwise', () => {
    const { database, outside, blocked, open } = targetsOf(`
      privateZones: [{ zone: corp.test, servers: [10.1.0.4], addresses: [10.0.0.0/8] }]
      targets:
        - { name: database, url: "dns://db.Corp.test" }
        - { name: outside, url: "dns://db.other.test" }
        - { name: blocked, url: "https://old.corp.test", expect: { reachability: blocked } }
        - { name: open, url: "dns://www.corp.test", expect: { resolution: public } }`)
    expect(database?.expect).toMatchObject({
      resolution: 'private',
      zone: 'corp.test',
      addresses: ['10.0.0.0/8'],
    })
    expect(database?.zoneServers).toEqual(['10.1.0.4:53'])
    expect(outside?.expect).toEqual({ reachability: 'reachable', resolution: 'any' })
    expect(blocked?.expect.resolution).toBe('any')
    expect(open?.expect.zone).toBeUndefined()
  })

  test('a target with auth must be read, unless the file says what it answers', () => {
    const targets = targetsOf(`
      targets:
        - { name: a, url: "https://a/", auth: { google: scope } }
        - { name: b, url: "https://b/", auth: { azure: res }, expect: { http: { body: x } } }
        - { name: c, url: "https://c/", auth: { azure: res }, expect: { http: { status: [403] } } }`)
    expect(Object.values(targets).map((t) => [t.auth, t.expect.http])).toEqual([
      [{ google: 'scope' }, { status: ['2xx'] }],
      [{ azure: 'res' }, { status: ['2xx'], body: 'x' }],
      [{ azure: 'res' }, { status: [403] }],
    ])
  })

  test('targets and capabilities of a catalog know where the platform carries them out', () => {
    const { targets, capabilities } = planned(`
      catalogs:
        - { use: azure-container-registry, with: { registry: contoso, region: japaneast } }
        - { use: azure-functions, with: { app: func-a, region: japaneast, build: [python] } }`)
    const elsewhere = targets.filter((t) => (t.sandboxes ?? []).length > 0)
    expect(Object.fromEntries(elsewhere.map((t) => [t.id, t.sandboxes]))).toMatchObject({
      'azure-container-registry/login-server': ['image-pull'],
      'azure-functions/scm': ['deployment-site'],
      'azure-functions/pypi': ['build'],
    })
    expect(elsewhere.map((t) => t.id)).not.toContain('azure-functions/bundle')
    expect(capabilities.find((c) => c.id.endsWith('/pull'))?.sandboxes).toEqual(['image-pull'])
    expect(capabilities.find((c) => c.id.endsWith('/bundle'))?.sandboxes).toEqual([])
  })

  test('keeps letters of any script in ids', () => {
    expect(
      Object.keys(targetsOf('targets: [{ name: 注文データベース, url: "tcp://a:1" }]')),
    ).toEqual(['注文データベース'])
  })

  test('refuses names that make one id', () => {
    const { problems } = planned(
      'targets:\n  - { name: a b, url: "tcp://a:1" }\n  - { name: a-b, url: "tcp://b:1" }',
    )
    expect(problems).toMatchObject([{ line: 3, column: 13, key: 'targets[1].name' }])
  })

  test.for([
    ['a proxy above all', 'proxy: http://top:1', {}, 'top', 'top', null],
    ['the environment', '', { HTTPS_PROXY: 'http://env:1' }, 'env', null, null],
    ['exceptions', 'proxy: http://top:1\nnoProxy: [.example]', {}, null, null, null],
  ] as const)('chooses the path by %s', ([, head, env, https, tls, dns]) => {
    const targets = targetsOf(
      `${head}
targets:
  - { name: https, url: "https://a.example/" }
  - { name: tls, url: "tls://a.example:1" }
  - { name: dns, url: "dns://a.example" }
  - { name: own, url: "https://a.example/", proxy: "http://own:1" }
  - { name: arc, url: "https://a.example/", proxy: "http://localhost:40343" }
  - { name: none, url: "https://a.example/", proxy: none }
  - { name: address, url: "https://a.example/", address: 10.1.1.1 }`,
      env,
    )
    const via = (id: string) => targets[id]?.proxy?.host ?? null
    expect([via('https'), via('tls'), via('dns')]).toEqual([https, tls, dns])
    expect([via('own'), via('none'), via('address')]).toEqual(['own', null, null])
    expect(targets['own']?.pathKind).toBe('proxy')
    expect(targets['arc']?.pathKind).toBe('gateway')
    expect(targets['none']?.pathKind).toBe('direct')
  })

  test('keeps what a row expects of TLS beside what the user does', () => {
    const targets = targetsOf(`catalogs:
  - use: azure-arc-servers
    with: { region: japaneast, mode: gateway, gateway: abc }
    expect: { tls: { minVersion: TLSv1.2 } }`)
    const tlsOf = (id: string) => targets[`azure-arc-servers/${id}`]?.expect.tls
    expect(tlsOf('gateway')).toEqual({ inspected: 'never', minVersion: 'TLSv1.2' })
    expect(tlsOf('arm')).toEqual({ minVersion: 'TLSv1.2' })
  })

  test('keeps which exception led a target past the proxy', () => {
    const text =
      'proxy: http://p.test:3128\nnoProxy: [.corp.test]\ntargets: [{ name: a, url: "https://a.corp.test/" }, { name: b, url: "https://b.test/" }]'
    expect([...planned(text).exempt]).toEqual([['a', '.corp.test']])
  })

  test('tells once of an environment variable that holds no proxy', () => {
    const text =
      'targets: [{ name: a, url: "https://a.example/" }, { name: b, url: "https://b.example/" }]'
    const { problems } = planned(text, { HTTPS_PROXY: 'ftp://user:secret@p:1' })
    expect(problems).toMatchObject([{ file: 'environment', key: 'HTTPS_PROXY', line: 0 }])
    const both = { HTTPS_PROXY: 'ftp://p:1', HTTP_PROXY: 'ftp://p:1' }
    const mixed = text.replace(']', ', { name: c, url: "http://c.test/" }]')
    expect(planned(mixed, both).problems.map(({ key }) => key)).toEqual([
      'HTTPS_PROXY',
      'HTTP_PROXY',
    ])
    expect(JSON.stringify(problems)).not.toContain('secret')
  })

  test('trusts the roots of the whole configuration, and those of the entry', async () => {
    const [top, own] = await Promise.all([mintRoot(), mintRoot()])
    const text = `
ca: top.pem
catalogs: [{ use: google-apis, with: { services: [storage] }, ca: own.pem }]
targets:
  - { name: plain, url: "https://a/" }
  - { name: also, url: "https://b/", ca: [own.pem] }
  - { name: twice, url: "https://c/", ca: own.pem }`
    const roots = (pem: string) => pem.trim()
    const targets = targetsOf(text, {}, { 'top.pem': top.pem, 'own.pem': own.pem })
    const of = (id: string) => targets[id]?.ca.map(roots)
    expect(of('plain')).toEqual([roots(top.pem)])
    expect(of('also')).toEqual([roots(top.pem), roots(own.pem)])
    expect(of('google-apis/api/storage')).toEqual([roots(top.pem), roots(own.pem)])
    expect(targets['twice']?.ca).toBe(targets['also']?.ca)
  })

  test.for([
    ['a file that is not there', 'ca: none.pem', 'ENOENT'],
    ['a file without a certificate', 'ca: [empty.pem]', 'no certificate'],
    ['a broken certificate', 'ca: [broken.pem]', 'certificate 1'],
  ] as const)('refuses roots in %s', ([, head, message]) => {
    const { problems } = planned(`${head}\ntargets: []`, {}, { 'empty.pem': 'x', 'broken.pem': CA })
    expect(problems).toMatchObject([{ line: 1, key: 'ca' }])
    expect(problems[0]?.message).toContain(message)
  })
})

describe('a catalog in plan()', () => {
  const APP = 'app: func-a, region: japaneast, storageAccount: sta, vaults: [kv-a]'

  test('turns private only what may be private', () => {
    const targets = targetsOf(`
      catalogs:
        - use: azure-functions
          with: { ${APP} }
          expect: { resolution: private, addresses: [10.1.0.0/16] }`)
    expect(targets['azure-functions/storage-blob']?.expect).toEqual({
      reachability: 'reachable',
      resolution: 'private',
      addresses: ['10.1.0.0/16'],
      zone: 'privatelink.blob.core.windows.net',
    })
    expect(targets['azure-functions/entra']?.expect).toEqual({
      reachability: 'reachable',
      resolution: 'any',
    })
    expect(targets['azure-functions/key-vault/kv-a']?.expect.zone).toBe(
      'privatelink.vaultcore.azure.net',
    )
  })

  test('expects no answer of what is to be blocked', () => {
    const targets = targetsOf(`
      catalogs:
        - use: azure-functions
          with: { ${APP}, build: [python] }
          expect: { reachability: blocked }`)
    expect(targets['azure-functions/oryx']?.expect).toEqual({
      reachability: 'blocked',
      resolution: 'any',
    })
  })

  test('may be used twice under two names, and not under one', () => {
    const twice = (name: string) => `
      catalogs:
        - { use: google-apis, with: { services: [storage] } }
        - { use: google-apis, ${name}with: { services: [storage], vip: private } }`
    const { problems } = planned(twice(''))
    expect(problems).toMatchObject([{ line: 4, column: 18, key: 'catalogs[1].use' }])
    expect(Object.keys(targetsOf(twice('as: backup, ')))).toEqual([
      'google-apis/api/storage',
      'backup/api/storage',
    ])
  })

  test('has the capabilities that its targets need, by its name', () => {
    const { capabilities, targets } = planned(
      'catalogs: [{ use: google-apis, as: g, with: { services: [storage] } }]',
    )
    expect(capabilities.map((c) => [c.id, c.catalog])).toEqual([
      ['g/apis', 'g'],
      ['g/storage', 'g'],
    ])
    expect(targets[0]?.capabilities).toEqual(['g/apis', 'g/storage'])
  })

  test.for([
    ['azure-functions', 'app: func-a', '{ app', 'Add region under with'],
    ['azure-functions', `${APP}, regio: x`, 'regio: x', 'Did you mean "region"?'],
    ['azure-functions', `${APP}, plan: flex`, 'plan: flex', 'Write one of: flex-consumption'],
    ['azure-functions', `${APP}, build: [pyton]`, 'build: [', 'Did you mean "python"?'],
    ['azure-functions', `${APP}, host: a/b`, 'host: a', 'Default host name'],
    ['google-apis', 'vip: restricted, services: [gmail]', 'services: [', 'VPC Service Controls'],
    [
      'google-apis',
      'vip: restricted, services: [storag]',
      'services: [',
      'Did you mean "storage"?',
    ],
    ['google-apis', 'hosts: [example.com]', 'hosts: [', 'asia-northeast1-docker.pkg.dev'],
    ['google-apis', 'vip: [private]', 'vip: [', 'Where names must lead'],
  ] as const)('refuses %s with %s', ([use, given, there, remedy]) => {
    const text = `catalogs: [{ use: ${use}, with: { ${given} } }]`
    const { problems } = planned(text)
    expect(problems).toHaveLength(1)
    expect(text.slice((problems[0]?.column ?? 0) - 1).startsWith(there)).toBe(true)
    expect(problems[0]?.remedy).toContain(remedy)
  })

  test('never shows a parameter from the environment', () => {
    const text = 'catalogs: [{ use: google-apis, with: { hosts: ["${S}"], vip: "${S}" } }]'
    const { problems } = planned(text, { S: 's3cret' })
    expect(problems).toHaveLength(2)
    expect(JSON.stringify(problems)).not.toContain('s3cret')
  })

  test('may be a file of one’s own, whose mistakes stand at their place in it', () => {
    const files = { './own.yaml': 'name: own\nendpoints:\n  - { id: a, url: "ftp://x" }\n' }
    const { problems } = planned('catalogs: [{ use: ./own.yaml }]', {}, files)
    expect(problems.map((p) => `${p.file}:${p.line} ${p.key}`)).toContain(
      './own.yaml:3 endpoints[0].for',
    )
    const missing = planned('catalogs: [{ use: ./gone.yaml }]').problems
    expect(missing).toMatchObject([{ file: 'perimeter.yaml', line: 1, column: 19 }])
  })
})
