import { describe, expect, test } from 'vitest'
import { loadConfig } from '../../../shared/config/load.ts'
import { alertPolicy } from '../../../shared/notify/policy.ts'
import { senderProxy } from '../../../shared/notify/proxy.ts'
import { receiversOf } from '../../../shared/notify/receiver.ts'

function load(alerts: string, env: Record<string, string> = {}) {
  return loadConfig(`alerts: ${alerts}\n`, { file: 'p.yaml', env })
}

const KEY = 'R0UT1NGKEY'.padEnd(32, 'x')

describe('the alerts section', () => {
  test('takes everything', () => {
    const { config, problems } = load(`
  openAfter: 3
  openOn: [fail]
  remindEvery: 0s
  flapping: { times: 5, within: 1h }
  page: https://perimeter.contoso.com/
  maintenance:
    - { from: "2026-11-22T22:00:00+09:00", to: "2026-11-23T02:00:00+09:00", targets: "app/*" }
    - { days: [sat, sun], from: 22:00, to: 02:00, timezone: Asia/Tokyo, reason: patching }
  silences:
    - { code: tls-expires-soon, until: "2027-01-01T00:00:00Z", reason: renewal is ordered }
  notify:
    - { slack: "https://x.test/1" }
    - { slack: "https://x.test/2", on: [warn], capabilities: [orders] }
    - { name: pager, pagerduty: "${KEY}" }`)
    expect(problems).toEqual([])
    if (config === null) return
    const policy = alertPolicy(config.alerts, null)
    expect(policy).toMatchObject({
      openAfter: 3,
      closeAfter: 2,
      // warn opens, as a receiver is told of it.
      opens: ['fail', 'inconclusive', 'warn'],
      remindEvery: null,
      flapping: { times: 5, within: 3_600_000 },
      maintenance: [
        { targets: ['app/*'], reason: null },
        { days: ['sat', 'sun'], from: '22:00', to: '02:00', timezone: 'Asia/Tokyo' },
      ],
      silences: [{ code: 'tls-expires-soon', subject: null, targets: null }],
    })
    expect(policy.channels.map((c) => c.name)).toEqual(['slack', 'slack-2', 'pager'])
    expect(JSON.stringify(policy)).not.toMatch(/x\.test|R0UT1NG/)
    expect(receiversOf(config.alerts)[2]?.receiver).toEqual({
      kind: 'pagerduty',
      url: 'https://events.pagerduty.com/v2/enqueue',
      key: KEY,
    })
  })

  test('calls a receiver without a name by its kind, and by a number that nobody else has', () => {
    const { config } = load(`
  notify:
    - { slack: "https://x.test/1" }
    - { slack: "https://x.test/2" }
    - { name: slack-2, teams: "https://x.test/3" }
    - { teams: "https://x.test/4" }`)
    const names = config === null ? [] : receiversOf(config.alerts).map(({ name }) => name)
    expect(names).toEqual(['slack', 'slack-3', 'slack-2', 'teams'])
  })

  test.for([
    ['{ notify: [{ pagerduty: SECRETKEY }] }', 'is not an integration key'],
    ['{ notify: [{ slack: hooks/SECRETKEY }] }', 'is not the URL of a webhook'],
    [
      '{ notify: [{ slack: "https://x/", teams: "https://y/" }] }',
      'Two receivers: slack and teams',
    ],
    ['{ notify: [{ slack: "https://x/", secret: SECRETKEY }] }', 'is for webhook only'],
    ['{ notify: [{ slack: "https://x/", endpoint: "https://y/" }] }', 'is for pagerduty only'],
    ['{ notify: [{ name: A B, slack: "https://x/" }] }', 'is not a valid name for a receiver'],
    [
      '{ notify: [{ name: a, slack: "https://x/" }, { name: a, slack: "https://y/" }] }',
      'Two receivers are named a',
    ],
    ['{ maintenance: [{ from: "2026-11-22", to: "2026-11-23" }] }', 'is not a valid point in time'],
    [
      '{ maintenance: [{ from: "2026-11-23T00:00:00Z", to: "2026-11-22T00:00:00Z" }] }',
      'is not after from',
    ],
    [
      '{ maintenance: [{ days: [sat], from: "25:00", to: "02:00" }] }',
      'is not a valid time of day',
    ],
    ['{ maintenance: [{ days: [sat], from: "02:00", to: "02:00" }] }', 'is not after from'],
    [
      '{ maintenance: [{ days: [sat], from: "01:00", to: "02:00", timezone: Mars/Base }] }',
      'is not a valid time zone',
    ],
    [
      '{ maintenance: [{ from: "2026-11-23T00:00:00Z", to: "2026-11-24T00:00:00Z", timezone: UTC }] }',
      'is for weekly windows only',
    ],
    ['{ silences: [{ code: tcp-dropped }] }', 'The key "reason" is missing'],
    ['{ remindEvery: often }', 'is not a valid duration'],
    ['{ page: perimeter }', 'is not the address of a page'],
  ] as const)('%s: %s', ([text, says]) => {
    const { problems } = load(text)
    expect(problems.map((p) => p.message).join('\n')).toContain(says)
    expect(JSON.stringify(problems)).not.toContain('SECRETKEY')
  })
})

describe('senderProxy()', () => {
  const proxied = { host: '10.0.0.9', port: 3128 }
  test.for([
    { proxy: 'none', url: 'https://hooks.test/', expected: null },
    { proxy: 'http://10.0.0.9:3128', url: 'https://hooks.test/', expected: proxied },
    { proxy: 'http://10.0.0.9:3128', url: 'https://in.corp.test/', expected: null },
    { proxy: 'http://10.0.0.9:3128', url: 'https://port.test/', expected: null },
    { proxy: 'http://10.0.0.9:3128', url: 'https://port.test:8443/', expected: proxied },
    { proxy: 'http://10.0.0.9:3128', url: 'https://-hooks.test/', expected: proxied },
    { proxy: 'environment', url: 'https://hooks.test/', expected: proxied },
    { proxy: 'environment', url: 'https://[fd00::1]:8443/', expected: proxied },
    { proxy: 'environment', url: 'http://hooks.test/', expected: null },
  ])('$proxy leads to $url', ({ proxy, url, expected }) => {
    const env = { HTTPS_PROXY: 'http://10.0.0.9:3128' }
    const got = senderProxy({ proxy, noProxy: ['.corp.test', 'port.test:443'] }, env)(new URL(url))
    if (expected === null) expect(got).toBeNull()
    else expect(got).toMatchObject(expected)
  })
})
