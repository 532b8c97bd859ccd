import { describe, expect, test } from 'vitest'
import { configurationOf } from '../../../shared/config/configuration-of.ts'
import { load, planned } from './sample.ts'

const target = (more: string, url = 'https://a/') => `targets: [{ name: a, url: "${url}"${more} }]`

describe('the hash of a configuration', () => {
  const hashOf = (text: string, env = {}) => {
    const { config } = load(text, env)
    if (config === null) throw new Error('a configuration is to be right')
    return configurationOf(config, planned(text, env)).hash
  }

  test.for([
    ['another body', target(', body: x'), target(', body: y')],
    ['a proxy', target(''), `proxy: "http://p:1"\n${target('')}`],
    [
      'another scheme of it',
      `proxy: "http://p:1"\n${target('')}`,
      `proxy: "https://p:1"\n${target('')}`,
    ],
    [
      'another port of it',
      `proxy: "http://p:1"\n${target('')}`,
      `proxy: "http://p:2"\n${target('')}`,
    ],
    ['another header', target(', headers: { x: y }'), target(', headers: { x: z }')],
    ['an address', target(''), target(', address: 10.0.0.1')],
    [
      'a datagram',
      target(', send: { text: x }', 'udp://a:1'),
      target(', send: { text: y }', 'udp://a:1'),
    ],
    ['what is expected', target(''), target(', expect: { http: { status: [200] } }')],
    ['a limit', target(''), `limits: { step: 1s }\n${target('')}`],
    ['a resolver', target(''), `resolvers: [10.0.0.4]\n${target('')}`],
    ['a range', target(''), `privateRanges: [20.0.0.0/8]\n${target('')}`],
  ] as const)('is another with %s', ([, one, other]) => {
    expect(hashOf(one)).not.toBe(hashOf(other))
    expect(hashOf(one)).toMatch(/^[0-9a-f]{12}$/)
  })

  test.for([
    ['a receiver', target(''), `alerts: { notify: [{ slack: "https://h/x" }] }\n${target('')}`],
    ['a store', target(''), `store: { sqlite: a.db }\n${target('')}`],
    [
      'credentials of a proxy',
      `proxy: "http://u:p@p:1"\n${target('')}`,
      `proxy: "http://p:1"\n${target('')}`,
    ],
    [
      'a password',
      target(', auth: { basic: { user: u, password: one } }'),
      target(', auth: { basic: { user: u, password: two } }'),
    ],
  ] as const)('is the same with %s', ([, one, other]) => {
    expect(hashOf(one)).toBe(hashOf(other))
  })

  test('stands beside the catalogs, and what was left out', () => {
    const text = `catalogs: [{ use: gcloud-cli }]\n${target('')}`
    const { config } = load(text)
    const problem = { file: 'p', line: 1, column: 1, key: 'k', message: 'm', remedy: 'r' }
    const reference = { source: 'Key Vault kv', host: 'kv.vault.azure.net' }
    const off = { kind: 'target' as const, key: 'targets[0]', name: 'the target x' }
    const told =
      config &&
      configurationOf(config, {
        ...planned(text),
        disabled: [
          {
            ...off,
            problems: [
              { ...problem, reference },
              { ...problem, message: 'second' },
            ],
          },
          { ...off, problems: [problem] },
          { ...off, problems: [] },
        ],
      })
    expect(Object.keys(told?.catalogs ?? {})).toEqual(['gcloud-cli'])
    expect(told?.disabled).toEqual([
      ...['kv.vault.azure.net', null].map((host) => ({
        ...{ kind: 'target', name: 'the target x', problem: 'm', remedy: 'r', host },
      })),
      { kind: 'target', name: 'the target x', problem: '', remedy: '', host: null },
    ])
    expect(config && configurationOf(config, planned(text))).not.toHaveProperty('disabled')
  })
})
