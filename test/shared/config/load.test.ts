import { describe, expect, test } from 'vitest'
import { load, placesOf } from './sample.ts'

const TEN_MISTAKES = `vantag: osaka
limits: { step: 5 s, concurrency: 0 }
resolvers: [system, dns.corp]
privateRanges: [10.0.0.0/33]
schedule: "*/5 * * * *"
targets:
  - name: a
    url: https://010.1.1.1/
    expect: { resolution: privat }
  - name: a
    url: tcp://db.corp:5432
    expect: { egress: [203.0.113.10] }
  - url: tcp://db.corp
alerts: { openAfter: two }
`

describe('loadConfig()', () => {
  test('tells every mistake of a file at once, each with its place and a remedy', () => {
    const { config, problems } = load(TEN_MISTAKES)

    expect(config).toBeNull()
    expect(problems.map((p) => `${p.file}:${p.line}:${p.column} ${p.key}`)).toEqual([
      'perimeter.yaml:1:1 vantag',
      'perimeter.yaml:2:17 limits.step',
      'perimeter.yaml:2:35 limits.concurrency',
      'perimeter.yaml:3:21 resolvers[1]',
      'perimeter.yaml:4:17 privateRanges[0]',
      'perimeter.yaml:5:11 schedule',
      'perimeter.yaml:8:10 targets[0].url',
      'perimeter.yaml:9:27 targets[0].expect.resolution',
      'perimeter.yaml:10:11 targets[1].name',
      'perimeter.yaml:12:23 targets[1].expect.egress',
      'perimeter.yaml:13:5 targets[2].name',
      'perimeter.yaml:13:10 targets[2].url',
      'perimeter.yaml:14:22 alerts.openAfter',
    ])
    for (const problem of problems) {
      expect.soft(problem.message).toMatch(/^["A-Z0-9].*[^.]$/)
      expect.soft(problem.remedy).not.toBe('')
    }
  })

  test.for([
    ['resolvers: [ITEMS]', 'x'],
    ['limits: { ITEMS }', 'kN: 1'],
    ['targets: [ITEMS]', '{}'],
  ] as const)('a hundred mistakes of many in %s are told', ([text, item]) => {
    const items = Array.from({ length: 150 }, (_, i) => item.replace('N', String(i)))
    const { problems } = load(text.replace('ITEMS', items.join(', ')))
    expect(problems).toHaveLength(100)
  })

  test('a mistake within a value of several forms is told where it stands', () => {
    const use = 'catalogs: [{ use: azure-functions, with: { app: a, vaults: ["kv", ""] } }]'
    expect(load(use).problems.map(({ key, message }) => `${key}: ${message}`)).toEqual([
      'catalogs[0].with.vaults[1]: "" is empty',
    ])
  })

  test.for([
    ['vantage: "${UNSET}"', '1:10 vantage'],
    ['vantage: a\nvantage: b', '2:1 vantage'],
    ['targets: [{ name: a, url: "https://a/", expect: { http: { body: "${UNSET}" } } }]', '1:65'],
  ] as const)('%s: what is read of it would be right, and is refused', ([text, place]) => {
    expect(load(text).config).toBeNull()
    expect(placesOf(text).map((at) => at.startsWith(place))).toEqual([true])
  })

  test.for([
    ['vantag: x', 'Did you mean "vantage"?'],
    ['targets: [{ name: a, url: "https://a/", expct: {} }]', 'Did you mean "expect"?'],
    ['limits: { stp: 5s }', 'Did you mean "step"?'],
    ['proxy: ftp://proxy:21', 'environment, or none'],
    ['catalogs: [{ use: azure-function }]', 'Did you mean "azure-functions"?'],
    ['store: { sqlite: a, firestore: {} }', 'Write one of sqlite, azureTables, firestore'],
    ['retention: 0d', 'from 1d to 730d'],
    ['retention: 24h', 'from 1d to 730d'],
    ['retention: 731d', 'from 1d to 730d'],
    ['limits: { step: 30s }', 'Keep step <= target <= sweep'],
    ['limits: { target: 1h, step: 1s }', 'Keep step <= target <= sweep'],
    ['targets: 5', 'Write [a, b]'],
    ['vantage:\n  name: x', 'Put it in quotes'],
    ['onDemand: { allow: ["https://x/"] }', '*.contoso.com:443'],
    ['alerts: { notify: [{ on: [fail] }] }', 'Write one of slack, teams, pagerduty, webhook'],
    ['catalogs: [{ use: x, expect: { http: { body: ok } } }]', 'under targets'],
    ['catalogs: [{ use: x, with: { build: 3 } }]', 'numbers in quotes'],
    ['noProxy: [10.0.0.0/99]', 'CIDR'],
    ['targets: [{ name: a, url: "https://a/", expect: { http: { body: "/(/" } } }]', 'regular'],
    ['targets: [{ name: " a", url: "https://a/" }]', 'without leading or trailing spaces'],
  ] as const)('gives a remedy for %s', ([text, remedy]) => {
    expect(
      load(text)
        .problems.map((p) => p.remedy)
        .join('\n'),
    ).toContain(remedy)
  })

  test.for([
    [
      'blocked and an answer',
      '{ reachability: blocked, http: { status: [200] } }',
      'https://a/',
      'http',
    ],
    [
      'blocked and a time',
      '{ reachability: blocked, latency: { total: 1s } }',
      'https://a/',
      'latency',
    ],
    ['a request without one', '{ http: { status: [200] } }', 'tls://a:1', 'http'],
    ['a certificate without one', '{ tls: { minVersion: TLSv1.3 } }', 'http://a/', 'tls'],
    ['an address in no body', '{ egress: [1.2.3.4] }', 'dns://a', 'egress'],
  ] as const)('refuses an expectation of %s', ([, expected, url, key]) => {
    const text = `targets: [{ name: a, url: "${url}", expect: ${expected} }]`
    expect(load(text).problems.map((p) => p.key)).toEqual([`targets[0].expect.${key}`])
  })

  test.for([
    ['plain http', 'http://a/', '{ google: s }', '{}', 'send a token over http'],
    ['no request', 'tls://a:1', '{ azure: r }', '{}', 'send a token over tls'],
    ['two', 'https://a/', '{ google: s, azure: r }', '{}', 'two identities'],
    ['none', 'https://a/', '{}', '{}', 'no identity'],
    ['a space', 'https://a/', '{ google: "a b" }', '{}', 'contains a space'],
    ['a blocked target', 'https://a/', '{ azure: r }', '{ reachability: blocked }', 'no use'],
  ] as const)('refuses an auth of %s', ([, url, auth, expected, says]) => {
    const text = `targets: [{ name: a, url: "${url}", auth: ${auth}, expect: ${expected} }]`
    const { problems } = load(text)
    expect(problems.map((p) => p.key.replace('.google', ''))).toEqual(['targets[0].auth'])
    expect(problems[0]?.message).toContain(says)
  })

  test.for([
    ['dns://a', 'address: 10.1.1.1', 'address'],
    ['dns://a', 'proxy: http://p:1', 'proxy'],
    ['https://a/', 'proxy: http://p:1, address: 10.1.1.1', 'address'],
    ['https://a/', 'address: 010.1.1.1', 'address'],
    ['https://a/', 'address: "fe80::1%eth0"', 'address'],
  ] as const)('refuses %s with %s', ([url, way, key]) => {
    const text = `targets: [{ name: a, url: "${url}", ${way} }]`
    expect(load(text).problems.map((p) => p.key)).toEqual([`targets[0].${key}`])
  })

  test('has a default for everything', () => {
    const { config } = load('targets: []')
    expect(config).toMatchObject({
      vantage: null,
      schedule: '0 */5 * * * *',
      limits: { concurrency: 32, sweep: 240_000, target: 20_000, step: 5_000, attempts: 2 },
      resolvers: ['system'],
      privateRanges: [],
      ipRanges: [],
      ca: [],
      proxy: 'environment',
      noProxy: [],
      catalogs: [],
      targets: [],
      store: null,
      retention: 31 * 24 * 60 * 60_000,
      onDemand: { allow: [] },
      alerts: { openAfter: 2, closeAfter: 2, notify: [] },
    })
  })

  test('takes all keys of the contract', () => {
    const text = `
      vantage: prod
      schedule: "30 0,15,30-45 8-18/2 * jan-mar MON-FRI"
      resolvers: [system, 168.63.129.16, "10.0.0.4:5353", "[FD00::1]:53", "fd00::2", system]
      store: { sqlite: ./perimeter.db }
      onDemand: { allow: ["*.contoso.com:443", "*"] }
      alerts: { notify: [{ slack: "\${HOOK}" }, { webhook: "https://x/", on: [fail, warn] }] }
      ca: root.pem
    `
    const { config, problems } = load(text, { HOOK: 'https://hooks.example/secret' })
    expect(problems).toEqual([])
    expect(config?.resolvers).toEqual([
      'system',
      '168.63.129.16:53',
      '10.0.0.4:5353',
      '[fd00::1]:53',
      '[fd00::2]:53',
    ])
    expect(config?.ca).toEqual(['root.pem'])
    expect(config?.store).toEqual({ kind: 'sqlite', settings: './perimeter.db' })
    expect(config?.alerts.notify[0]).toEqual({
      name: null,
      on: ['fail', 'inconclusive'],
      targets: null,
      capabilities: null,
      bundles: true,
      receiver: { kind: 'slack', url: 'https://hooks.example/secret' },
    })
  })

  test('takes JSON as it takes YAML', () => {
    expect(load('{"targets": [{"name": "a", "url": "https://a/"}]}').config?.targets[0]?.name).toBe(
      'a',
    )
    expect(placesOf('{\n  "targets": [{"nam": "a",\n    "url": 5}]\n}')).toEqual([
      '2:15 targets[0].name',
      '2:16 targets[0].nam',
      '3:12 targets[0].url',
    ])
  })
})
