import { expect, test } from 'vitest'
import { planned } from './sample.ts'

const env = { SECRET: 's3cret' }
const told = (text: string, more = {}) =>
  planned(text, { ...env, ...more }).problems.map(
    ({ line, column, key, message }) => `${line}:${column} ${key} ${message}`,
  )
const target = (more: string, url: string) =>
  `targets: [{ name: a, url: "${url}"${more} }]`.replaceAll('$S', '${SECRET}')

/** Where a secret of the environment may go. */
test.for([
  ['a header over TLS', 'https://a/', ', headers: { x: "$S" }', null],
  ['a header in clear', 'http://a/', ', headers: { x: "$S" }', 'targets[0].headers'],
  ['a header of WebSocket in clear', 'ws://a/', ', headers: { x: "$S" }', 'targets[0].headers'],
  ['a header of gRPC in clear', 'grpc://a:1', ', headers: { x: "$S" }', 'targets[0].headers'],
  ['a body in clear', 'http://a/', ', body: "$S"', 'targets[0].body'],
  ['a body beside a header', 'http://a/', ', body: "$S", headers: { x: y }', 'targets[0].headers'],
  ['a header for credentials', 'http://a/', ', headers: { x-api-key: y }', 'targets[0].headers'],
  ['no secret', 'http://a/', ', headers: { x: y }, body: z', null],
  ['a datagram', 'udp://a:1', ', send: { text: "$S" }', 'targets[0].send'],
  ['a datagram of bytes', 'udp://a:1', ', send: { text: x }', null],
] as const)('%s', ([, url, more, key]) => {
  const found = told(target(more, url))
  expect(found.map((line) => line.split(' ')[1])).toEqual(key === null ? [] : [key])
  expect(found.join()).not.toContain('s3cret')
})

/** Filters of alerts that fit nothing are used all the same, and told. */
test.for([
  [
    'the name of a target',
    'silences: [{ targets: "orders db", reason: x }]',
    'Write its id: orders-db',
  ],
  ['a slip', 'notify: [{ webhook: "https://h/", targets: orders-bd }]', 'Write its id: orders-db'],
  [
    'no target',
    'maintenance: [{ days: [sun], from: "01:00", to: "02:00", targets: ["orders*", "web*"] }]',
    'perimeter validate lists',
  ],
  [
    'no capability',
    'notify: [{ webhook: "https://h/", capabilities: "azure-*" }]',
    'perimeter catalog show lists',
  ],
  [
    'no code',
    'silences: [{ code: tls-expire-soon, reason: x }]',
    'Did you mean "tls-expires-soon"?',
  ],
  ['one target', 'silences: [{ code: tls-expires-soon, targets: "*-db", reason: x }]', null],
  ['all', 'notify: [{ webhook: "https://h/" }]', null],
] as const)('a filter of %s', ([, alerts, remedy]) => {
  const text = `alerts: { ${alerts} }\ntargets: [{ name: orders db, url: "https://a/" }]`
  const { warnings } = planned(text)
  expect(warnings.map((warning) => warning.remedy)).toEqual(
    remedy === null ? [] : [expect.stringContaining(remedy)],
  )
})

test('problems come in the order of the file, whatever finds them first', () => {
  const text = `
targets:
  - { name: a b, url: "https://a/", dependsOn: [none] }
  - { name: a-b, url: "https://b/", ca: none.pem }
  - { name: c, url: "https://c/", family: ipv4 }
catalogs:
  - { use: google-apis, with: { vip: nothing } }
  - { use: ./none.yaml }
baseline: none.yaml
proxy: "http://p:1"`
  expect(told(text).map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
    '3:48 targets[0].dependsOn',
    '4:13 targets[1].name',
    '4:41 targets[1].ca',
    '5:43 targets[2].family',
    '7:33 catalogs[0].with.vip',
    '8:12 catalogs[1].use',
    '9:11 baseline',
  ])
})

test('of three names of one id, each but the first is told, with the first', () => {
  const text =
    'targets:\n' +
    ['a b', 'a-b', 'A.B', 'c'].map((name) => `- { name: ${name}, url: "https://a/" }\n`).join('')
  expect(told(text)).toEqual([
    '3:11 targets[1].name "a-b" makes the same id as "a b": a-b',
    '4:11 targets[2].name "A.B" makes the same id as "a b": a-b',
  ])
})

test('variables of the environment that hold no proxy are told once each', () => {
  const text = `
catalogs: [{ use: gcloud-cli }]
targets: [{ name: a, url: "https://a/" }, { name: b, url: "http://b/" }, { name: c, url: "http://c/" }]`
  const bad = { HTTPS_PROXY: 'ftp://p:1', HTTP_PROXY: 'http://p:0' }
  expect(told(text, bad)).toEqual([
    '0:0 HTTPS_PROXY The variable HTTPS_PROXY is not the URL of an HTTP proxy',
    '0:0 HTTP_PROXY The variable HTTP_PROXY has no valid port',
  ])
})

test('what a target with a token must answer is said by the file first', () => {
  const status = (more: string) =>
    planned(target(`, auth: { azure: r }${more}`, 'https://a/')).targets[0]?.expect.http
  expect(status('')).toEqual({ status: ['2xx'] })
  expect(status(', expect: { http: { status: [403] } }')).toEqual({ status: [403] })
  expect(status(', expect: { http: { body: x } }')).toEqual({ status: ['2xx'], body: 'x' })
  const basic = planned(target(', auth: { basic: { user: u, password: "$S" } }', 'https://a/'), env)
  expect(basic.targets[0]?.expect.http).toEqual({ status: ['2xx'] })
})
