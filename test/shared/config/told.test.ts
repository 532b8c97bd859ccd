import { expect, test } from 'vitest'
import { adHoc } from '../../../shared/config/flags.ts'
import { plan } from '../../../shared/config/plan.ts'
import { FRAGMENTS, target } from './fragments.ts'
import { load } from './sample.ts'

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
