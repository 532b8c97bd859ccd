import { describe, expect, test } from 'vitest'
import { planned } from './sample.ts'

const OWN = `
name: own
version: 2026-11-01
title: A system of our own
about: What it needs
sources: { s: { title: t, url: "https://s.example/" } }
parameters:
  app: { type: string, required: true, describe: d }
  mode: { type: choice, values: [plain, full], default: plain, describe: d }
  hosts: { type: list, default: [], pattern: "[a-z.]+", describe: d }
capabilities:
  - { id: work, name: It works, symptom: It does not, sandbox: build }
  - { id: more, name: More works, symptom: Less does, sandbox: [build, image-pull] }
  - { id: full, name: All works, symptom: Some does not, when: { mode: [full] } }
endpoints:
  - id: main
    url: "https://{app}.example/"
    for: [work, more]
    source: s
    asOf: 2026-11-01
    expect: { http: { status: [200] }, tls: { inspected: never, minVersion: TLSv1.2 } }
    private: { zone: "{app}.example" }
  - { id: list, url: "https://{app}.example:8443/list", for: [more], source: s, asOf: 2026-11-01, optional: true, discovers: "https://{name}/" }
  - { id: db, url: "sqlserver://db.example", for: [work], source: s, asOf: 2026-11-01, expect: { resolution: public } }
  - { id: asked, url: "dns://10.0.0.53/{app}.example", for: [full], source: s, asOf: 2026-11-01 }
  - { id: inside, url: "https://in.example/", for: [work], when: { mode: [full] }, source: s, asOf: 2026-11-01, expect: { resolution: private }, private: {} }
  - { id: host, url: "tls://{item}:443", for: [work], each: hosts, source: s, asOf: 2026-11-01 }
`
const P = 'http://p.example:3128'

function ownPlan(more: string, top = '', env = {}) {
  return planned(`${top}\ncatalogs: [{ use: ./own.yaml, ${more} }]`, env, { './own.yaml': OWN })
}

function expected(more: string, top = '') {
  const { targets, problems } = ownPlan(more, top)
  expect(problems).toEqual([])
  return Object.fromEntries(targets.map((target) => [target.id.replace('own/', ''), target.expect]))
}

test('what a private link scope makes private is not demanded private with all the rest', () => {
  const private_ = (...parts: readonly string[]) => {
    const values = `app: func-a, region: japaneast, vaults: [kv-alpha], privateEndpoints: [${parts}]`
    const use = `{ use: azure-functions, with: { ${values} }, expect: { resolution: private } }`
    const { targets, problems } = planned(`catalogs: [${use}]`)
    expect(problems).toEqual([])
    const of = (id: string) => targets.find((target) => target.id === `azure-functions/${id}`)
    return ['key-vault/kv-alpha', 'arm'].map((id) => of(id)?.expect.resolution)
  }
  expect(private_()).toEqual(['private', 'any'])
  expect(private_('arm')).toEqual(['private', 'private'])
})

describe('one use of a catalog of one’s own', () => {
  test('is planned as a whole', () => {
    const { targets, capabilities, derived, rows } = ownPlan(
      'as: shop, with: { app: a, hosts: [h.example] }, interval: 1h',
    )
    const told = targets.map(({ id, name, capabilities: ids, ...rest }) => {
      const { optional, discovers, interval, sandboxes } = rest
      return [id, name, ids.join(' '), optional, discovers?.url, interval, sandboxes?.join(' ')]
    })
    const hour = 3_600_000
    expect(told).toEqual([
      ...[
        ['shop/main', 'a.example', 'shop/work shop/more', false, undefined, hour],
        ['shop/list', 'a.example:8443', 'shop/more', true, 'https://{name}/', hour],
      ].map((one) => [...one, 'build image-pull']),
      ['shop/db', 'db.example', 'shop/work', false, undefined, hour, 'build'],
      ['shop/asked', 'a.example by 10.0.0.53:53', '', false, undefined, hour, ''],
      ['shop/host/h-example', 'h.example:443', 'shop/work', false, undefined, hour, 'build'],
    ])
    expect(new Set(targets.map(({ catalog }) => catalog))).toEqual(new Set(['shop']))
    expect(capabilities.map(({ id, catalog, sandboxes }) => [id, catalog, sandboxes])).toEqual([
      ['shop/work', 'shop', ['build']],
      ['shop/more', 'shop', ['build', 'image-pull']],
    ])
    expect(derived).toEqual([])
    expect([...rows].map(([id, { row, catalog }]) => [id, row.id, catalog.name])).toEqual([
      ['shop/main', 'main', 'own'],
      ['shop/list', 'list', 'own'],
      ['shop/db', 'db', 'own'],
      ['shop/asked', 'asked', 'own'],
      ['shop/host/h-example', 'host', 'own'],
    ])
  })

  test('what the user expects goes over what the row does, where it can be true', () => {
    const tls = { inspected: 'never', minVersion: 'TLSv1.2' }
    const http = { status: [200] }
    expect(expected('with: { app: a }')['main']).toEqual({
      ...{ reachability: 'reachable', resolution: 'any', http, tls },
    })
    const given =
      'expect: { resolution: private, addresses: [10.1.0.0/16], tls: { minVersion: TLSv1.3 }, latency: { connect: 1s } }'
    expect(expected(`with: { app: a }, ${given}`)).toEqual({
      main: {
        ...{ reachability: 'reachable', resolution: 'private', addresses: ['10.1.0.0/16'], http },
        ...{
          tls: { ...tls, minVersion: 'TLSv1.3' },
          zone: 'a.example',
          latency: { connect: 1000 },
        },
      },
      list: {
        ...{ reachability: 'reachable', resolution: 'any', latency: { connect: 1000 } },
        tls: { minVersion: 'TLSv1.3' },
      },
      // What the scheme cannot prove is not expected.
      db: { reachability: 'reachable', resolution: 'public', latency: { connect: 1000 } },
      asked: { reachability: 'reachable', resolution: 'any' },
    })
    const addresses = expected('with: { app: a }, expect: { addresses: [10.1.0.0/16] }')['main']
    expect(addresses).toMatchObject({ resolution: 'any', addresses: ['10.1.0.0/16'] })
    expect(addresses).not.toHaveProperty('zone')
  })

  test.for([
    ['no proxy', '', '', 'public'],
    ['a proxy', '', `proxy: "${P}"`, 'any'],
    [
      'a proxy, and the user expects more',
      ', expect: { resolution: public }',
      `proxy: "${P}"`,
      'public',
    ],
  ] as const)('a public row is compared by its addresses: %s', ([, more, top, resolution]) => {
    const { targets } = ownPlan(`with: { app: a }${more}`, top)
    const db = targets.find(({ id }) => id === 'own/db')
    expect(db?.expect.resolution).toBe(resolution)
  })

  test.for([
    ['as the row has it', '', '', 'private'],
    ['through a proxy, too', '', `proxy: "${P}"`, 'private'],
    ['as the user has it', ', expect: { resolution: public }', '', 'public'],
    [
      'as the user has it, through a proxy',
      ', expect: { resolution: any }',
      `proxy: "${P}"`,
      'any',
    ],
  ] as const)('a private row is expected %s', ([, more, top, resolution]) => {
    const { targets } = ownPlan(`with: { app: a, mode: full }${more}`, top)
    const inside = targets.find(({ id }) => id === 'own/inside')
    expect(inside?.expect.resolution).toBe(resolution)
  })

  test('its proxy is one with exceptions, and goes before that of the whole', () => {
    const { targets, exempt } = ownPlan(
      `with: { app: a }, proxy: "http://own.example:8080"`,
      `proxy: "${P}"\nnoProxy: [db.example]`,
    )
    expect(targets.map(({ proxy }) => proxy?.host ?? null)).toEqual([
      ...['own.example', 'own.example', null, null],
    ])
    expect([...exempt]).toEqual([['own/db', 'db.example']])
  })
})

describe('what the environment says', () => {
  const ENV = {
    WEBSITE_SITE_NAME: 'func-a',
    WEBSITE_HOSTNAME: 'func-a.azurewebsites.net',
    REGION_NAME: 'Japan East',
    WEBSITE_SKU: 'ElasticPremium',
  }
  const use = (given: string, env = {}) =>
    planned(`catalogs: [{ use: azure-functions, with: { ${given} } }]`, { ...ENV, ...env })

  test('fills what nobody gave, and is told with its variable', () => {
    const { derived, problems, targets } = use('')
    expect(problems).toEqual([])
    expect(derived.find(({ name }) => name === 'region')).toEqual({
      ...{
        catalog: 'azure-functions',
        name: 'region',
        value: 'japaneast',
        variable: 'REGION_NAME',
      },
    })
    expect(targets.map(({ host }) => host)).toContain('func-a.azurewebsites.net')
  })

  test('goes behind what was given', () => {
    const { derived, targets } = use('region: westeurope, vaults: [kv-given]', {
      A: '@Microsoft.KeyVault(VaultName=kv-said;SecretName=s)',
    })
    expect(derived.map(({ name }) => name)).not.toContain('vaults')
    const hosts = targets.map(({ host }) => host)
    expect(hosts.filter((host) => host.startsWith('kv-'))).toEqual(['kv-given.vault.azure.net'])
  })

  test('has no part in a catalog of one’s own, whatever its name', () => {
    const file = OWN.replace('name: own', 'name: azure-functions')
    const text = 'catalogs: [{ use: ./own.yaml }]'
    const { derived, problems } = planned(text, ENV, { './own.yaml': file })
    expect(derived).toEqual([])
    expect(problems.map(({ message }) => message)).toEqual(['The parameter "app" is missing'])
  })

  test('is never quoted, and its problem stands at the whole use', () => {
    const { problems } = use('plan: nonsense', {
      WEBSITE_HOSTNAME: 'func-a.azurewebsites.net',
      WEBSITE_SITE_NAME: 'func-a',
      AzureWebJobsStorage: 'AccountName=sta',
    })
    expect(problems.map(({ key }) => key)).toEqual(['catalogs[0].with.plan'])
  })
})

describe('a parameter that is refused', () => {
  test('is quoted from its place in the list', () => {
    const text = 'with: { app: a, hosts: [h.example, "${ONE}", "${TWO}"] }'
    const { problems } = ownPlan(text, '', { ONE: 'x.example', TWO: 'S3CRET!' })
    expect(problems.map(({ key, message }) => `${key}: ${message}`)).toEqual([
      'catalogs[0].with.hosts: hosts cannot be the value of ${TWO}',
    ])
  })

  test('that nobody gave has no place of its own', () => {
    const { problems } = ownPlan('with: { mode: full }')
    expect(problems.map(({ key }) => key)).toEqual(['catalogs[0].with'])
  })

  test('makes no row, where the URL with it is none', () => {
    const { problems, targets } = ownPlan('with: { app: "a b" }')
    expect(problems.map(({ key, message }) => `${key}: ${message}`)).toEqual(
      ['main', 'list', 'asked'].map((row) => expect.stringContaining(`The row ${row} with these`)),
    )
    expect(targets.map(({ id }) => id)).toEqual(['own/db'])
  })
})

test('two uses of a file that cannot be read are two problems, and no more', () => {
  const text = 'catalogs: [{ use: ./a.yaml, as: one }, { use: ./a.yaml, as: two }]'
  const { problems, targets } = planned(text)
  expect(problems.map(({ key }) => key)).toEqual(['catalogs[0].use', 'catalogs[1].use'])
  expect(targets).toEqual([])
})
