import { describe, expect, test } from 'vitest'
import { type AdHocFlags, adHoc } from '../../../shared/config/flags.ts'
import { pathKindOf } from '../../../shared/config/path-kind.ts'
import { scheduleComplaint } from '../../../shared/config/schedule.ts'
import { load, placesOf, planned } from './sample.ts'

const target = (more: string, url = 'https://a/') => `targets: [{ name: a, url: "${url}"${more} }]`
const ids = (count: number) =>
  Array.from({ length: count }, (_, i) => `p-${String(i).padStart(5, '0')}`).join(', ')
const SUBSCRIPTION = '00000000-0000-0000-0000-000000000000'

/** Keys that fit, and beside each what does not. */
test.for([
  [target(', resolver: 10.0.0.4', 'dns://a'), []],
  [target('', 'dns://10.0.0.4/a'), []],
  [target(', resolver: 10.0.0.4', 'dns://10.0.0.4/a'), ['targets[0].resolver']],
  [target(', redirects: 1'), []],
  [target(', redirects: 1', 'grpcs://a:1'), ['targets[0].redirects']],
  [target(', redirects: 1', 'tls://a:1'), ['targets[0].redirects']],
  [target(', redirects: 1, expect: { reachability: blocked }'), ['targets[0].redirects']],
  [target(', expect: { records: ["10 a", "/^20/", "30 c"] }', 'dns://a?type=MX'), []],
  [
    target(', expect: { records: ["10 a", "/^20/", c] }', 'dns://a?type=MX'),
    ['targets[0].expect.records'],
  ],
  [target(', family: ipv4', 'https://[fd00::1]/'), ['targets[0].family']],
  [target(', family: ipv6', 'https://[fd00::1]/'), []],
  [target(', family: ipv6, address: 10.0.0.1', 'https://[fd00::1]/'), ['targets[0].family']],
  [target(', address: "fe80::1%eth0"'), ['targets[0].address']],
  [target(', auth: { azure: r }', 'http://a/'), ['targets[0].auth']],
  [target(', auth: { azure: r, google: s }'), ['targets[0].auth']],
  [target(', auth: {}'), ['targets[0].auth']],
  [target(', body: x', 'wss://a/'), ['targets[0].body']],
  [target(', headers: { x: y }', 'wss://a/'), []],
  [target(', send: { base64: "eHh" }', 'udp://a:1'), ['targets[0].send.base64']],
  ['catalogs: [{ use: gcloud-cli, expect: { zone: a.example } }]', ['catalogs[0].expect.zone']],
  [
    'catalogs: [{ use: gcloud-cli, expect: { egress: [192.0.2.1] } }]',
    ['catalogs[0].expect.egress'],
  ],
  [
    'catalogs: [{ use: gcloud-cli, expect: { http: { status: [200] } } }]',
    ['catalogs[0].expect.http'],
  ],
  ['catalogs: [{ use: gcloud-cli, expect: { latency: { dns: 1s } } }]', []],
  // What follows from a variable that is not set is not told again.
  [target(', headers: { x: "${NONE}" }', '${NONE}'), ['targets[0].url', 'targets[0].headers.x']],
  ['network: {}', ['network']],
  ['network: { file: a }', []],
  [
    `network: { azure: { subscriptions: ["${SUBSCRIPTION}"] }, google: { projects: [a-proj] } }`,
    [],
  ],
  [`network: { file: a, azure: { subscriptions: ["${SUBSCRIPTION}"] } }`, ['network']],
  ['network: { file: a, google: { projects: [a-proj] } }', ['network']],
  [`network: { google: { projects: [${ids(100)}] } }`, []],
  [`network: { google: { projects: [${ids(101)}] } }`, ['network.google.projects']],
  ['network: { google: { projects: [] } }', ['network.google.projects']],
  ['network: { google: { projects: ["example.com:a-proj"] } }', []],
  ['network: { google: { projects: [a-pro-] } }', ['network.google.projects[0]']],
  ['noProxy: ["300.1"]', ['noProxy[0]']],
  ['alerts: { notify: [{ slack: "https://h/" }, { slack: "https://h/" }] }', []],
  [
    'alerts: { notify: [{ name: a, slack: "https://h/" }, { slack: "https://h/" }, { name: a, slack: "https://h/" }] }',
    ['alerts.notify[2].name'],
  ],
] as const)('%s', ([text, keys]) => {
  expect(placesOf(text).map((place) => place.split(' ')[1])).toEqual(keys)
})

test('a receiver keeps whom it is for', () => {
  const text =
    'alerts: { notify: [{ slack: "https://h/", targets: a, capabilities: [b, "c*"], on: [warn] }, { teams: "https://h/" }] }'
  const receivers = load(text).config?.alerts.notify
  expect(receivers?.map(({ receiver: _, ...rest }) => rest)).toEqual([
    { name: null, on: ['warn'], targets: ['a'], capabilities: ['b', 'c*'], bundles: true },
    {
      ...{ name: null, on: ['fail', 'inconclusive'], targets: null, capabilities: null },
      bundles: true,
    },
  ])
})

test.for([
  ['none', null, 'direct'],
  ['one', { scheme: 'http', port: 3128 }, 'proxy'],
  ['the agent’s', { scheme: 'http', port: 40343 }, 'gateway'],
  ['another at its port', { scheme: 'https', port: 40343 }, 'proxy'],
] as const)('the path of %s', ([, proxy, kind]) => {
  const at = proxy === null ? null : { ...proxy, host: 'localhost', authorization: null }
  expect(pathKindOf(at)).toBe(kind)
})

test.for([
  ['0 0 0 29,31 2 *', true],
  ['0 0 0 31,29 2 *', true],
  ['0 0 0 30,31 2 *', false],
  ['0 0 0 30,31 2,4 *', true],
  ['0 0 0 31 2,3 *', true],
] as const)('%s comes: %s', ([text, comes]) => {
  expect(scheduleComplaint(text) === null).toBe(comes)
})

describe('intervals', () => {
  const warned = (schedule: string, interval: string) =>
    planned(
      `schedule: "${schedule}"\ncatalogs: [{ use: gcloud-cli, interval: ${interval} }]\n${target(`, interval: ${interval}`)}`,
    ).warnings.map(({ key }) => key)

  test.for([
    ['0 0,1 * * * *', '1m', true],
    ['0 0,1 * * * *', '61s', false],
    ['0 */5 22-23 * * *', '6m', false],
    ['0 */5 22-23 * * *', '5m', true],
  ] as const)('%s and %s: without effect: %s', ([schedule, interval, without]) => {
    const keys = without ? ['catalogs[0].interval', 'targets[0].interval'] : []
    expect(warned(schedule, interval)).toEqual(keys)
  })
})

describe('flags', () => {
  const NONE = { catalog: [], with: [], urls: [], expect: [] }
  const keys = (flags: Partial<AdHocFlags>) =>
    adHoc({ ...NONE, ...flags }).problems.map(({ key }) => key)

  test('a name holds no credential of its URL', () => {
    const [made] = adHoc({ ...NONE, urls: ['https://a/?sig=SECRET&x=1'] }).targets
    expect([made?.name, made?.url]).toEqual(['https://a/?sig=***&x=1', 'https://a/?sig=SECRET&x=1'])
  })

  test('a mistake is told of its own flag, once', () => {
    expect(keys({ catalog: ['google-api'], urls: ['https://a/', 'x'] })).toEqual([
      ...['--catalog', '--url'],
    ])
    expect(keys({ urls: ['https://a/', 'https://b/'], expect: ['x', 'x'], with: ['x'] })).toEqual([
      ...['--with', '--expect'],
    ])
  })

  test('what is expected is of the URLs, where there is one', () => {
    const both = { catalog: ['gcloud-cli'], expect: ['resolution=public'] }
    const { catalogs, targets } = adHoc({ ...NONE, ...both, urls: ['https://a/'] })
    expect([...catalogs, ...targets].map((one) => one.expect)).toEqual([
      ...[{}, { resolution: 'public' }],
    ])
    expect(adHoc({ ...NONE, ...both }).catalogs[0]?.expect).toEqual({ resolution: 'public' })
  })
})

describe('a baseline', () => {
  const FILE =
    'baseline: 1\nvantage: there\nfrom: 2026-11-01T00:00:00Z\nto: 2026-11-30T00:00:00Z\ntargets: {}\n'
  const of = (file: string, top = '', env = {}) =>
    planned(`${top}\nbaseline: b.yaml`, env, { 'b.yaml': file })

  test('of any vantage does where the configuration names none', () => {
    expect(of(FILE).warnings).toEqual([])
    expect(of(FILE, 'vantage: there').warnings).toEqual([])
    expect(of(FILE, 'vantage: here').warnings.map(({ key }) => key)).toEqual(['baseline'])
  })

  test('takes nothing from the environment', () => {
    const { problems } = of(FILE.replace('there', '"${HERE}"'), '', { HERE: 'there' })
    expect(problems.map(({ file, line }) => [file, line])).toContainEqual(['b.yaml', 2])
  })
})
