import { describe, expect, test } from 'vitest'
import type { FindingCode } from '../../../shared/model/finding-codes.ts'
import { renderRules } from '../../../shared/recipes/formats.ts'
import { missingOf } from '../../../shared/recipes/missing.ts'
import { needsOf } from '../../../shared/recipes/need.ts'
import { planned, reportOf } from './render.ts'

const MADE = planned(`
targets:
  - { name: one, url: "https://one.example.com/" }
  - { name: two, url: "https://two.example.com/", expect: { resolution: private } }
`)

describe('missingOf()', () => {
  test.for([
    ['tls-blocked-by-name', { reach: true, resolve: false }],
    ['tcp-dropped', { reach: true, resolve: false }],
    ['proxy-denied', { reach: true, resolve: false }],
    ['http-denied-by-firewall', { reach: true, resolve: false }],
    ['reachable-but-must-be-blocked', { reach: true, resolve: false }],
    ['dns-private-zone-not-used', { reach: false, resolve: true }],
    ['dns-google-vip-not-used', { reach: false, resolve: true }],
  ] as const)('wants a rule for %s', ([code, wants]) => {
    const { wanted, other } = missingOf(reportOf(MADE, { two: code }), MADE.targets)
    expect(wanted.map(({ target, ...rest }) => ({ id: target.id, ...rest }))).toEqual([
      { id: 'two', wants },
    ])
    expect(other).toEqual([])
  })

  test.for<FindingCode>([
    'tls-expired',
    'tcp-refused',
    'dns-resolver-unreachable',
    // The policy itself is what to change.
    'dns-blocked-by-policy',
    'http-denied-by-service',
  ])('wants none for %s, and says so', (code) => {
    const { wanted, other } = missingOf(reportOf(MADE, { two: code }), MADE.targets)
    expect(wanted).toEqual([])
    expect(other).toEqual([{ target: 'two', code }])
  })

  test.for([
    ['warn', ['two'], []],
    ['inconclusive', ['two'], []],
    ['info', [], []],
  ] as const)('a finding that is %s', ([severity, ids, others]) => {
    const report = reportOf(MADE, { two: 'dns-private-zone-not-used' })
    const results = report.results.map((result) => ({
      ...result,
      ...(result.verdict === 'fail' &&
        ({ verdict: severity === 'info' ? 'warn' : severity } as const)),
      findings: result.findings.map((finding) => ({ ...finding, severity })),
    }))
    const { wanted, other } = missingOf({ ...report, results }, MADE.targets)
    expect(wanted.map(({ target }) => target.id)).toEqual(ids)
    expect(other).toEqual(others)
  })

  test('a zone that answers for one name is not made for another', () => {
    const apis = planned(`
targets:
  - { name: one, url: "https://storage.googleapis.com/", expect: { resolution: google-restricted } }
  - { name: two, url: "https://pubsub.googleapis.com/", expect: { resolution: google-restricted } }`)
    const wants = { reach: false, resolve: true }
    const texts = [false, true].map((record) => {
      const wanted = apis.targets.map((target, i) => ({
        target,
        wants: i === 1 && record ? { ...wants, record } : wants,
      }))
      const at = { clients: [], proxied: false, nothing: '', remarks: [] }
      return renderRules('gcp-dns', needsOf(wanted, apis), at)
    })
    const makes = texts.map((text) => text.includes('gcloud dns managed-zones create'))
    expect(makes).toEqual([true, false])
  })

  test.for([
    ['dns-zones', { reach: true, resolve: false }, 'Resolved as wanted, and blocked'],
    ['squid', { reach: false, resolve: true }, 'Misresolved, which no rule for connections'],
    ['dns-zones', { reach: false, resolve: true }, null],
    ['squid', { reach: true, resolve: false }, null],
  ] as const)('%s says of %j why it is not in it', ([format, wants, why]) => {
    const one = planned(`
targets:
  - { name: one, url: "https://sta.blob.core.windows.net/", expect: { resolution: private } }`)
    const wanted = one.targets.map((target) => ({ target, wants }))
    const at = { clients: [], proxied: false, nothing: '', remarks: [] }
    const text = renderRules(format, needsOf(wanted, one), at).replaceAll(/\s+#?\s*/g, ' ')
    const told = ['Resolved as wanted', 'Misresolved'].filter((words) => text.includes(words))
    expect(told).toEqual(why === null ? [] : [why.split(/,? (?:and|which)/)[0]])
    expect(text).toContain(why ?? '')
  })

  test.for(['dns-zones', 'azure-terraform'] as const)(
    'nor in %s, until it answers for all of them',
    (format) => {
      const accounts = planned(`
targets:
  - { name: one, url: "https://sta.blob.core.windows.net/", expect: { resolution: private } }
  - { name: two, url: "https://stb.blob.core.windows.net/", expect: { resolution: private } }`)
      const makes = [[], [0], [1], [0, 1]].map((answered) => {
        const wanted = accounts.targets.map((target, i) => ({
          target,
          wants: { reach: false, resolve: true, ...(answered.includes(i) && { record: true }) },
        }))
        const at = { clients: [], proxied: false, nothing: '', remarks: [] }
        const text = renderRules(format, needsOf(wanted, accounts), at)
        return /^(?:az network private-dns zone create|resource "azurerm_private_dns_zone")/m.test(
          text,
        )
      })
      expect(makes).toEqual([true, true, true, false])
    },
  )

  test.for(['any', 'public'])('wants no zone for a name that must be led to: %s', (resolution) => {
    const url = 'https://one.example.com/'
    const made = planned(
      `targets: [{ name: one, url: "${url}", expect: { resolution: ${resolution} } }]`,
    )
    const { wanted, other } = missingOf(reportOf(made, { one: 'dns-name-not-found' }), made.targets)
    expect(wanted).toEqual([])
    expect(other).toEqual([{ target: 'one', code: 'dns-name-not-found' }])
  })

  test.for([
    ['tcp-dropped', '', ['10.0.3.4', '10.0.3.9']],
    ['tcp-dropped', ', proxy: "http://10.0.0.9:3128"', undefined],
    ['dns-private-zone-not-used', '', undefined],
  ] as const)('%s%s tells of the addresses that were blocked: %j', ([code, more, seen]) => {
    const made = planned(
      `targets: [{ name: one, url: "https://one.example.com/", expect: { resolution: private }${more} }]`,
    )
    const report = reportOf(made, { one: code })
    const failure = { code: 'generic_timeout_error', raw: '' }
    const observations = ['10.0.3.9', '10.0.3.4', '::ffff:10.0.3.4', '10.0.3.9'].map((address) => ({
      ...{ step: 'connect', address, port: 443, failure },
    }))
    const results = report.results.map((result) => ({ ...result, observations }))
    const { wanted } = missingOf({ ...report, results } as typeof report, made.targets)
    expect(wanted.map((one) => one.seen)).toEqual([seen])
  })

  test.for([
    ['privatelink.azurewebsites.net a.scm', undefined],
    ['scm.privatelink.azurewebsites.net a', 'scm.privatelink.azurewebsites.net'],
    ['scmprivatelink.azurewebsites.net a', undefined],
  ] as const)('a zone that answers is not made again: %s', ([subject, hiddenBy]) => {
    const site = planned(`
targets:
  - { name: two, url: "https://a.scm.azurewebsites.net/", expect: { resolution: private } }`)
    const report = reportOf(site, { two: 'dns-private-record-missing' })
    const results = report.results.map((result) => ({
      ...result,
      findings: result.findings.map((finding) => ({ ...finding, subject })),
    }))
    const { wanted } = missingOf({ ...report, results }, site.targets)
    expect(wanted[0]?.wants).toEqual({ reach: false, resolve: true, record: true })
    expect(wanted[0]?.hiddenBy).toBe(hiddenBy)
    const text = renderRules('dns-zones', needsOf(wanted, site), {
      clients: [],
      proxied: false,
      nothing: '',
      remarks: [],
    })
    expect(text).not.toMatch(/^az network private-dns zone create/m)
    expect(text).toContain('do not make it again')
    expect(text.includes(`perimeter_remove_zone RESOURCE_GROUP ${hiddenBy}`)).toBe(
      hiddenBy !== undefined,
    )
  })

  test.for([
    [
      'https://storage.googleapis.com/',
      '{ resolution: google-restricted }',
      ['dns-zones', 'azure-terraform'],
    ],
    [
      'https://kv.vault.azure.net/',
      '{ resolution: private }',
      ['gcp-dns', 'gcp-response-policy', 'gcp-terraform'],
    ],
    [
      'https://db.corp.example/',
      '{ resolution: private }',
      ['dns-zones', 'azure-terraform', 'gcp-dns', 'gcp-response-policy', 'gcp-terraform'],
    ],
  ] as const)(
    '%s is led elsewhere, and no format for names is silent about it',
    ([url, expected, formats]) => {
      const made = planned(`targets: [{ name: one, url: "${url}", expect: ${expected} }]`)
      const { wanted } = missingOf(reportOf(made, { one: 'dns-name-not-found' }), made.targets)
      for (const format of formats) {
        const at = { clients: [], proxied: false, nothing: 'nothing is missing', remarks: [] }
        const text = renderRules(format, needsOf(wanted, made), at)
        expect(text, format).toContain(`nothing for ${format}`)
        expect(text, format).toMatch(/^# {3}\S+:443$/m)
      }
    },
  )

  test.for([
    ['nsg', '--destination-address-prefixes 10.0.3.4 '],
    ['gcp-firewall', '--destination-ranges=10.0.3.4 '],
    ['azure-firewall-cli', '--destination-addresses 10.0.3.4 '],
  ] as const)(
    '%s: where the configuration says no addresses, the private ones that were blocked count',
    ([format, rule]) => {
      const text = (url: string, addresses: readonly string[], more = '') => {
        const made = planned(`targets: [{ name: one, url: "${url}"${more} }]`)
        const report = reportOf(made, { one: 'tcp-dropped' })
        const observations = addresses.map((address) => ({
          step: 'connect',
          address,
          port: 443,
          failure: { code: 'generic_timeout_error', raw: '' },
        }))
        const results = report.results.map((result) => ({ ...result, observations }))
        const { wanted } = missingOf({ ...report, results } as typeof report, made.targets)
        const at = { clients: [], proxied: false, nothing: '', remarks: [] }
        return renderRules(format, needsOf(wanted, made), at)
      }
      const resolved = ', expect: { resolution: private }'
      expect(text('https://kv.vault.azure.net/', ['10.0.3.4'], resolved)).toContain(rule)
      expect(text('tcp://db.corp.example:5432', ['10.0.3.4'])).toContain(rule)
      // What is public may be elsewhere tomorrow; what must be blocked is denied by its name or not at all.
      expect(text('https://www.contoso.com/', ['10.0.3.4', '198.51.100.4'])).not.toContain(rule)
      const blocked = ', expect: { reachability: blocked }'
      expect(text('https://www.contoso.com/', ['10.0.3.4'], blocked)).not.toContain(rule)
      const stated = ', expect: { resolution: private, addresses: [10.0.4.0/24] }'
      expect(text('https://kv.vault.azure.net/', ['10.0.3.4'], stated)).not.toContain(rule)
    },
  )

  test('wants nothing of what passes', () => {
    expect(missingOf(reportOf(MADE, {}), MADE.targets)).toEqual({ wanted: [], other: [], gone: [] })
  })

  test('knows a target that another discovered, and tells what the configuration has no more', () => {
    const report = reportOf(
      planned(`
targets:
  - { name: three, url: "https://three.example.com/" }`),
      { three: 'tcp-dropped' },
    )
    const [result] = report.results
    const renamed = (id: string, url: string) => ({
      ...result,
      target: { ...result?.target, id, url },
    })
    const results = [
      renamed('three', 'https://three.example.com/'),
      renamed('one/azgn1.example.com', 'https://azgn1.example.com/'),
    ]
    const found = missingOf({ ...report, results } as typeof report, MADE.targets)
    expect(found.gone).toEqual(['three'])
    expect(found.wanted.map(({ target }) => target.host)).toEqual(['azgn1.example.com'])
  })
})
