import { expect, test } from 'vitest'
import { adHoc } from '../../../shared/config/flags.ts'
import { plan } from '../../../shared/config/plan.ts'
import { load } from './sample.ts'

const target = (more: string, url = 'https://a/') =>
  `targets: [{ name: a, url: "${url}"${more === '' ? '' : `, ${more}`} }]`
const udp = (send: string) => target(`send: ${send}`, 'udp://a:9')
const store = (text: string) => `store: { azureTables: ${text} }`
const notify = (text: string) => `alerts: { notify: [${text}] }`
const window = (text: string) => `alerts: { maintenance: [{ ${text} }] }`
const webhook = (secret: string) => notify(`{ webhook: "https://h/", secret: "${secret}" }`)
const whsec = (bytes: number) => webhook(`whsec_${Buffer.alloc(bytes, 7).toString('base64')}`)
const schedule = (text: string) => `schedule: "${text}"`

/** Both sides of each limit of the file, and each form that a key takes or refuses. */
const FRAGMENTS = [
  `vantage: ${'v'.repeat(200)}`,
  `vantage: ${'v'.repeat(201)}`,
  'vantage: ""',
  'limits: { step: 20s, target: 20s, sweep: 20s }',
  'limits: { step: 21s, target: 20s, sweep: 20s }',
  'limits: { step: 20s, target: 21s, sweep: 20s }',
  'limits: { concurrency: 256, attempts: 5 }',
  'limits: { concurrency: 257, attempts: 6 }',
  'limits: { concurrency: 1, attempts: 1 }',
  'limits: { concurrency: 0, attempts: 0 }',
  'shards: { over: 1, targets: 5000 }',
  'shards: { over: 0, targets: 5001 }',
  target('limits: { target: 5s, step: 5s }'),
  target('limits: { target: 5s, step: 6s }'),
  target('limits: { target: 4m }'),
  target('limits: { target: 241s }'),
  target('limits: { step: 20s }'),
  target('limits: { step: 21s }'),
  target('limits: { target: 4s }'),
  'retention: 1d',
  'retention: 730d',
  schedule('  0 0 0 29 1,2 *  '),
  schedule('0 0 0 30 2,4 *'),
  schedule('0 0 0 31 2,4 *'),
  schedule('0 0 0 * * mon-Fri/2'),
  schedule('0,61 * * * * *'),
  schedule('0 , * * * *'),
  schedule('0 /5 * * * *'),
  schedule('0 5-x * * * *'),
  schedule('0 * * x * x'),
  'resolvers: ["10.0.0.4", "10.0.0.4:53", "fd00::1", "[fd00::1]:5353", system, system]',
  'resolvers: ["10.0.0.4:65535"]',
  'resolvers: ["10.0.0.4:65536"]',
  'onDemand: { allow: ["*", "*.a.example:*", "_x.example:65535", "a-.example"] }',
  'proxy: "http://p:65535"',
  'proxy: "http://p:65536"',
  'proxy: "http://p:0"',
  'noProxy: ["a.example, .b.example", "10.0.0.0/8"]',
  'noProxy: ["a.example, 10.0.0.0/99"]',
  'noProxy: ["", "http://a.example"]',
  store('{ account: abc }'),
  store(`{ account: ${'a'.repeat(24)}, table: Abc }`),
  store('{ account: ab }'),
  store(`{ account: ${'a'.repeat(25)} }`),
  store('{ account: Abc }'),
  store('{ account: abc, table: ab }'),
  store(`{ account: abc, table: ${'t'.repeat(63)} }`),
  store(`{ account: abc, table: ${'t'.repeat(64)} }`),
  store('{ account: abc, table: 1bc }'),
  store('{ endpoint: "https://a.table.core.usgovcloudapi.net" }'),
  store('{ endpoint: "ftp://a" }'),
  store('{ endpoint: a }'),
  store('{ account: abc, connectionString: x }'),
  store('{ table: abc }'),
  `store: { firestore: { collection: ${'c'.repeat(100)} } }`,
  `store: { firestore: { collection: ${'c'.repeat(101)} } }`,
  'store: { firestore: { collection: 1c } }',
  'store: {}',
  'store: { sqlite: "" }',
  notify('{ slack: "ftp://h/" }'),
  notify('{ slack: no }'),
  notify('{ slack: "http://h/", teams: "https://h/" }'),
  notify(`{ pagerduty: ${'k'.repeat(32)}, endpoint: "https://e/" }`),
  notify(`{ pagerduty: ${'k'.repeat(31)} }`),
  notify(`{ pagerduty: ${'k'.repeat(33)} }`),
  notify('{ slack: "https://h/", secret: x }'),
  webhook('any words'),
  webhook(' x'),
  webhook('whsec_'),
  webhook('whsec_%%%%'),
  ...[23, 24, 64, 65].map(whsec),
  window('from: "2026-11-22T22:00:00Z", to: "2026-11-22T22:00:01Z"'),
  window('from: "2026-11-22T22:00:00Z", to: "2026-11-22T22:00:00Z"'),
  window('from: "2026-11-22T22:00:00Z", to: "2026-11-22T23:00:00+02:00"'),
  window('from: "2026-11-22", to: soon'),
  window('from: "2026-11-22T22:00:00Z", to: "2026-11-23T22:00:00Z", timezone: UTC'),
  window('days: [sat], from: "23:59", to: "00:00", timezone: Asia/Tokyo'),
  window('days: [sat], from: "22:00", to: "22:00"'),
  window('days: [sat], from: "24:00", to: "22:60", timezone: Nowhere'),
  window('days: [], from: "22:00", to: "23:00"'),
  'alerts: { page: "https://h/a b" }',
  'alerts: { page: "https://h:99999/" }',
  'alerts: { page: "ftp://h/" }',
  udp('{ text: x }'),
  udp('{ hex: "AB cd:0f" }'),
  udp('{ base64: eHg= }'),
  udp('{}'),
  udp('{ text: x, hex: "00" }'),
  udp(`{ text: "${'x'.repeat(1232)}" }`),
  udp(`{ text: "${'x'.repeat(1233)}" }`),
  udp(`{ hex: "${'00'.repeat(1233)}" }`),
  target('send: { text: x }'),
  target('send: { text: x }', 'tcp://a:1'),
  target('headers: { X: a, x: b, y: c }'),
  target('headers: { a: 1, B: 2 }'),
  target('headers: { Host: a }'),
  target('headers: { TE: a }'),
  target('headers: { "a b": a }'),
  target('headers: { a: " b" }'),
  target('headers: { a: "b\\n" }'),
  target('headers: { a: "" }'),
  target('method: GET, body: x'),
  target('method: HEAD, expect: { http: { body: x } }'),
  target('method: HEAD, expect: { egress: [192.0.2.1] }'),
  target('method: HEAD, expect: { http: { status: [200] } }'),
  target('body: x', 'wss://a/'),
  target('headers: { a: b }', 'wss://a/'),
  target('method: GET', 'grpcs://a:1'),
  target('headers: { a: b }', 'tls://a:1'),
  target('auth: { basic: { user: u, password: "p\\u007f" } }'),
  target('auth: { basic: { user: u, password: "p\\u0020" } }'),
  target('auth: { basic: { user: "u:v", password: p } }'),
  target('auth: { basic: { user: "u\\u0001", password: "" } }'),
  target('auth: { basic: { user: u, password: p } }', 'tcp://a:1'),
  target('address: 10.0.0.1'),
  target('address: 10.0.0.256'),
  target('expect: { egress: [192.0.2.1], http: { status: [200] }, zone: a.example }', 'tcp://a:1'),
  target('expect: { zone: a.example }', 'https://10.0.0.1/'),
  target('expect: { addresses: [10.0.0.0/8], resolution: private }', 'https://10.0.0.1/'),
  target('', `https://${'a'.repeat(60)}.example/${'p'.repeat(1900)}`),
  target('', `https://a/${'p'.repeat(7990)}`),
  target('', `https://a/${'p'.repeat(7991)}`),
  target('', 'https://a:0/'),
  target('', 'https://a:65535/'),
  target('', 'https://a:65536/'),
  target('', 'tcp://a'),
  target('', 'https://'),
  target('', 'HTTPS://A.Example./'),
  target('', 'https://0x7f.1/'),
  target('', 'https://1.2.3/'),
  target('', 'https://[fe80::1%25eth0]/'),
  target('', 'https://[::ffff:010.0.0.1]/'),
  'network: {}',
  'network: { file: network.json }',
  'network: { file: network.json, google: { projects: [orders-prod] } }',
  'network: { azure: { subscriptions: ["00000000-0000-0000-0000-00000000000g"] } }',
  'network: { azure: { subscriptions: ["00000000-0000-0000-0000-00000000000F"] }, refresh: 1h }',
  'network: { azure: { subscriptions: [] } }',
  'network: { google: { projects: ["contoso.com:orders-prod", "Orders", "a", "orders-", "123456"] } }',
  'network: { google: { projects: [orders-prod] }, subnet: r/s, tags: [], serviceAccount: a@p }',
  notify('{ name: a, slack: "https://hooks.slack.com/x" }, { name: a, webhook: "https://h/" }'),
  notify('{ webhook: "https://h/" }, { webhook: "https://h/" }'),
  notify('{ name: a }'),
  'alerts: { openAfter: 100, closeAfter: 100 }',
  'alerts: { openAfter: 101, closeAfter: 0 }',
  window('from: 2026-01-02T00:00:00Z, to: 2026-01-01T00:00:00Z'),
  window('from: 2026-01-01T00:00:00Z, to: 2026-01-01T00:00:00Z'),
  window('days: [sat], from: "22:00", to: "04:00"'),
  window('days: [sat], from: "22:00", to: "22:00"'),
  window('days: [], from: "22:00", to: "23:00"'),
  window('days: [day], from: "22:00", to: "24:00"'),
  // Values that are left out, and of another form than any that the key takes.
  'vantage:',
  'limits: { step: }',
  target('expect:'),
  'targets: [3, x, [], {}]',
  'onDemand: { allow: 3 }',
  'store: 3',
  'retention: [1d]',
  notify('3'),
  notify('{ slack: 3, on: fail }'),
  target('family: [ipv4]'),
  target('expect: { http: { headers: { x: [1] }, status: "200" } }'),
  // Words that are nearly a key: one slip in a short one, a third of a long one, two neighbours the wrong way round.
  'targets: [{ name: a, ulr: "https://a/" }]',
  'targets: [{ name: a, uxx: "https://a/" }]',
  target('exxxct: {}'),
  target('exxxxt: {}'),
  'limits: { stepp: 5s, attempts: 6 }',
  'limits: { attempts: 6, stepp: 5s }',
  'limits: { stpe: 1s, stpe: 2s }',
  'vantage: [a, b',
  'vantage: { a: b\nlimits: {}',
]

const P = 'proxy: "http://p:3128"'
const own = (more: string, url = 'https://a.example/', top = '') =>
  `${top === '' ? '' : `${top}\n`}${target(more, url)}`
const FUNCTIONS = 'use: azure-functions, with: { app: func-orders, region: japaneast }'

/** What turns out only in planning: keys that do not fit each other, files, paths, dependencies. */
const PLANS = [
  own('family: ipv4', undefined, P),
  own(`family: ipv4, ${P}`),
  own('family: ipv6, proxy: none', undefined, P),
  own('limits: { target: 4m }'),
  own('limits: { target: 241s }'),
  own('limits: { step: 20s }'),
  own('limits: { step: 21s }'),
  own('limits: { target: 4s }'),
  own('', undefined, `${P}\nnoProxy: [".example"]`),
  own('', undefined, `${P}\nnoProxy: ["a.example:80"]`),
  own('', undefined, `${P}\nnoProxy: ["*"]`),
  own('', 'https://10.1.2.3/', `${P}\nnoProxy: ["10.0.0.0/8"]`),
  own('', 'https://localhost/', P),
  own('', 'https://127.0.0.1/', P),
  own('', 'udp://a.example:9', P),
  own('send: { text: x }', 'udp://a.example:9', P),
  own('', 'dns://a.example', P),
  own('', 'tcp://a.example:1433', P),
  own('resolver: 10.0.0.53', 'dns://a.example'),
  own('resolver: system', 'dns://a.example'),
  own('resolver: "tls://8.8.8.8#dns.google"', 'dns://a.example?type=TXT'),
  own('address: 10.0.0.1, expect: { resolution: private }'),
  own('ca: missing.pem'),
  own('clientCertificate: { certificate: missing.pem }'),
  own('redirects: 3'),
  own('redirects: 11'),
  own('dependsOn: [b]'),
  own('dependsOn: [a]'),
  'targets:\n- { name: a, url: "https://a/", dependsOn: [b] }\n- { name: b, url: "https://b/", dependsOn: [c, a] }\n- { name: c, url: "https://c/" }',
  'targets:\n- { name: A b, url: "https://a/" }\n- { name: a-b, url: "https://b/" }',
  'ca: missing.pem',
  'baseline: missing.yaml',
  'ipRanges: [missing.json]\ntargets: [{ name: a, url: "https://a/" }]',
  `catalogs: [{ ${FUNCTIONS} }, { ${FUNCTIONS} }]`,
  `catalogs: [{ ${FUNCTIONS} }, { ${FUNCTIONS}, as: second }]`,
  'catalogs: [{ use: azure-functions, with: { app: func-orders, region: nowhere, bild: x } }]',
  'catalogs: [{ use: azure-functions, with: { region: japaneast, build: [cobol] } }]',
  'catalogs: [{ use: missing.yaml }]',
  'catalogs: [{ use: azure-function }]',
  `privateZones: [{ zone: corp.example, servers: [10.0.0.53] }]\n${own('', 'https://x.corp.example/')}`,
]

/** What is planned of a fragment: the targets, and what is wrong or doubtful. */
function plannedOf(text: string): readonly string[] {
  const { config } = load(text)
  if (config === null) return told(text)
  const readFile = () => {
    throw Object.assign(new Error('no such file'), { code: 'ENOENT' })
  }
  const { targets, exempt, problems, warnings } = plan(config, { env: {}, readFile })
  const wrong = [...problems, ...warnings].map((p) => `${p.key} ${p.message} => ${p.remedy}`)
  const shortly = targets.length > 5 ? targets.slice(0, 2) : targets
  return [
    ...shortly.map(({ ca: _, ...rest }) => JSON.stringify(rest)),
    ...[...exempt].map(([id, entry]) => `${id} is exempt by ${entry}`),
    ...wrong,
  ]
}

/** What becomes of a fragment: what is wrong with it, or what of it differs from an empty file. */
function told(text: string): readonly string[] {
  const { config, problems } = load(text)
  if (config === null) {
    return problems.map((p) => `${p.line}:${p.column} ${p.key} ${p.message} => ${p.remedy}`)
  }
  const plain = load('{}').config
  return Object.entries(config).flatMap(([key, value]) => {
    const was = JSON.stringify(plain?.[key as keyof typeof plain])
    const now = JSON.stringify(value)
    return now === was || key === 'origin' ? [] : [`${key}: ${now}`]
  })
}

const shown = (text: string) => text.replaceAll(/(.)\1{20,}/g, (run) => `${run[0]}*${run.length}`)

test('what is told of each fragment of a file', async () => {
  const all = FRAGMENTS.map((text) => [text, ...told(text).map((line) => `  ${line}`)].join('\n'))
  await expect(`${all.map(shown).join('\n\n')}\n`).toMatchFileSnapshot('told.txt')
})

test('what is planned of each fragment of a file', async () => {
  const all = PLANS.map((text) => [text, ...plannedOf(text).map((line) => `  ${line}`)].join('\n'))
  await expect(`${all.join('\n\n')}\n`).toMatchFileSnapshot('planned.txt')
})

const FLAGS = [
  { urls: ['https://a/'], expect: ['http.status=200, 401', 'http.status=404', 'tls.issuer=a,b'] },
  { urls: ['https://a/'], expect: ['http.headers.x.y=1', 'http.headers.z=2', 'latency.dns=1s'] },
  { urls: ['dns://a?type=TXT'], expect: ['records=a,b', 'records=c'] },
  { urls: ['https://a/'], expect: ['tls.expiresInDays=30', 'egress=192.0.2.1,192.0.2.2'] },
  { urls: ['https://a/', 'https://b/'], expect: ['resolution=privat', 'http.status=x'] },
  { urls: ['https://a/'], expect: ['resolution', '=x', '__proto__=x'], with: ['region'] },
  { catalog: ['azure-functions'], with: ['app=f', 'region=japaneast'], expect: ['resolution=any'] },
  { catalog: ['azure-function'], with: ['app='], urls: [] },
  { catalog: ['azure-functions'], urls: ['https://a/', 'ftp://b/'], expect: ['resolution=public'] },
  { urls: ['https://user:secret@a/'], expect: ['http.body=a=b'] },
]

test('what is told of flags', async () => {
  const all = FLAGS.map((given) => {
    const { catalogs, targets, problems } = adHoc({
      catalog: [],
      with: [],
      urls: [],
      expect: [],
      ...given,
    })
    const entries = [...catalogs, ...targets].map(({ origin, ...rest }) => JSON.stringify(rest))
    const wrong = problems.map((p) => `${p.key}: ${p.message} => ${p.remedy}`)
    return [JSON.stringify(given), ...entries, ...wrong].join('\n  ')
  })
  await expect(`${all.join('\n\n')}\n`).toMatchFileSnapshot('told-of-flags.txt')
})
