import { describe, expect, test } from 'vitest'
import { plan } from '../../../shared/config/plan.ts'
import { mint } from './certificate.ts'
import { load, planned } from './sample.ts'

const [ONE, TWO, THREE] = [await mint(), await mint(), await mint()].map((pem) => pem.trim())
const FILES: Readonly<Record<string, string>> = {
  a: ONE ?? '',
  b: TWO ?? '',
  ab: THREE ?? '',
  broken: '-----BEGIN CERTIFICATE-----',
}

function rooted(text: string) {
  const { config } = load(text)
  if (config === null) throw new Error('a configuration is to be right')
  const read: string[] = []
  const readFile = (path: string) => {
    read.push(path)
    return FILES[path] ?? ''
  }
  return { ...plan(config, { env: {}, readFile }), read }
}

describe('roots', () => {
  test('of an entry come after those of the whole, each file read once', () => {
    const { targets, read, problems } = rooted(`
ca: [a]
catalogs: [{ use: gcloud-cli, ca: [ab] }]
targets:
  - { name: none, url: "https://x/" }
  - { name: one, url: "https://x/", ca: b }
  - { name: both, url: "https://x/", ca: [b, ab] }
  - { name: alike, url: "https://x/", ca: [b, ab] }
  - { name: other, url: "https://x/", ca: [ab] }`)
    expect(problems).toEqual([])
    const own = targets.filter(({ catalog }) => catalog === null)
    expect(own.map(({ ca }) => ca)).toEqual([
      ...[[ONE], [ONE, TWO], [ONE, TWO, THREE], [ONE, TWO, THREE], [ONE, THREE]],
    ])
    const others = targets.filter(({ catalog }) => catalog !== null)
    for (const { ca } of others) expect(ca).toEqual([ONE, THREE])
    expect(read.toSorted()).toEqual(['a', 'ab', 'b'])
    // Connections share what is made of one set.
    expect(own[2]?.ca).toBe(own[3]?.ca)
  })

  test('of two files are no file of both names', () => {
    const { targets } = rooted(`
targets:
  - { name: two, url: "https://x/", ca: [a, b] }
  - { name: one, url: "https://x/", ca: [ab] }`)
    expect(targets.map(({ ca }) => ca)).toEqual([[ONE, TWO], [THREE]])
  })

  test('that cannot be read are told once, at their first place', () => {
    const { problems } = rooted(`
targets:
  - { name: one, url: "https://x/", ca: [a, broken] }
  - { name: two, url: "https://x/", ca: [broken, b] }`)
    expect(problems.map(({ line, key, message }) => [line, key, message])).toEqual([
      [3, 'targets[0].ca', 'The file "broken" is broken: its certificate 1 cannot be read'],
    ])
  })
})

describe('a name in a zone of one’s own', () => {
  const zone = (more: string) => `privateZones: [{ zone: corp.test${more} }]`
  const expected = (
    more: string,
    zones = zone(', addresses: [10.0.0.0/8], servers: [10.0.0.53]'),
  ) => planned(`${zones}\ntargets: [{ name: a, url: "https://a.corp.test/"${more} }]`).targets[0]

  test.for([
    ['nothing said', '', { resolution: 'private', zone: 'corp.test', addresses: ['10.0.0.0/8'] }],
    [
      'its own zone and addresses',
      ', expect: { zone: other.test, addresses: [10.9.0.0/16] }',
      { resolution: 'private', zone: 'other.test', addresses: ['10.9.0.0/16'] },
    ],
    [
      'private by name',
      ', expect: { resolution: private }',
      { resolution: 'private', zone: 'corp.test', addresses: ['10.0.0.0/8'] },
    ],
    ['anything', ', expect: { resolution: any }', { resolution: 'any' }],
    ['public', ', expect: { resolution: public }', { resolution: 'public' }],
    [
      'what must be blocked',
      ', expect: { reachability: blocked, resolution: private }',
      { reachability: 'blocked', resolution: 'private' },
    ],
  ] as const)('%s', ([, more, wanted]) => {
    expect(expected(more)?.expect).toEqual({ reachability: 'reachable', ...wanted })
    expect(expected(more)?.zoneServers).toEqual(['10.0.0.53:53'])
  })

  test('without servers and addresses has none', () => {
    const target = expected('', zone(''))
    expect(target?.expect).toEqual({
      ...{ reachability: 'reachable', resolution: 'private', zone: 'corp.test' },
    })
    expect(target).not.toHaveProperty('zoneServers')
  })
})

describe('what is ignored of the environment', () => {
  const env = { HTTPS_PROXY: 'http://p:1', NO_PROXY: '10.1, ~x, 10.1', ALL_PROXY: 'socks5://s:1' }
  const warned = (url: string, more = '', top = '') =>
    planned(
      `${top}\ntargets: [{ name: a, url: "${url}"${more} }, { name: b, url: "${url}" }]`,
      env,
    ).warnings.map(({ key, message }) => `${key}: ${message}`)

  test('is told once, where the proxy is that of the environment', () => {
    const entries = [
      'NO_PROXY: The entry "10.1" of NO_PROXY is ignored: it is a part of an address, which matches nothing',
      'NO_PROXY: The entry "~x" of NO_PROXY is ignored: it is a regular expression, which no list of this kind takes',
    ]
    expect(warned('https://a.example/')).toEqual(entries)
    expect(warned('https://a.example/', ', proxy: none')).toEqual(entries)
  })

  test.for([
    ['a proxy of the file', 'https://a.example/', 'proxy: "http://p:1"'],
    ['no proxy at all', 'https://a.example/', 'proxy: none'],
    ['what takes no proxy of the environment', 'tls://a.example:1', ''],
  ] as const)('counts for nothing with %s', ([, url, top]) => {
    expect(warned(url, '', top)).toEqual([])
  })

  test('a SOCKS proxy before another is told, then the exceptions of that other', () => {
    const both = { HTTPS_PROXY: 'socks5://s:1', ALL_PROXY: 'http://p:1', NO_PROXY: '10.1' }
    const { warnings } = planned('targets: [{ name: a, url: "https://a.example/" }]', both)
    expect(warnings.map(({ key }) => key)).toEqual(['HTTPS_PROXY', 'NO_PROXY'])
  })

  test('a SOCKS proxy is told, and the exceptions of none are not', () => {
    const socks = { ALL_PROXY: 'socks5://s:1', NO_PROXY: '10.1' }
    const { warnings } = planned('targets: [{ name: a, url: "https://a.example/" }]', socks)
    expect(warnings.map(({ key, file, remedy }) => [key, file, remedy])).toEqual([
      [
        'ALL_PROXY',
        'environment',
        'Set HTTPS_PROXY to an HTTP proxy, http://host:port; with none, targets are checked directly',
      ],
    ])
  })
})
