import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Report } from '../../../shared/model/report.ts'
import { checkReport } from '../../../shared/report/check.ts'
import { sanitized } from '../../../shared/report/sanitize.ts'
import { hostReplacer } from '../../../shared/report/sanitize-hosts.ts'

const GOLDEN = new URL('../../golden/reports/', import.meta.url).pathname

function golden(name: string): Report {
  return checkReport(JSON.parse(readFileSync(`${GOLDEN}${name}`, 'utf8')))
}

const hostOf = (url: string) => URL.parse(url)?.hostname ?? ''

describe('a sanitized report', () => {
  test.for(globSync('**/*.json', { cwd: GOLDEN }))('%s: says the same of nobody', (name) => {
    const before = golden(name)
    const after = checkReport(JSON.parse(JSON.stringify(sanitized(before))))
    expect(after.summary).toEqual(before.summary)
    const codes = ({ results }: Report) => results.map((r) => r.findings.map(({ code }) => code))
    expect(codes(after)).toEqual(codes(before))
    const text = JSON.stringify(after)
    expect(text).not.toContain(before.vantage.name)
    // The lab's own network; its three last bytes stay nowhere together.
    for (const [address] of JSON.stringify(before).matchAll(/10\.5\d\.\d+\.\d+/g)) {
      expect(text).not.toContain(address)
    }
    // Pages of vendors and RFCs are nobody’s.
    const docs = ({ results }: Report) => results.map((r) => r.findings.map((f) => f.docs))
    expect(docs(after)).toEqual(docs(before))
    // The same name is the same name everywhere: the pairs of target and question still meet.
    const pairs = ({ results }: Report) =>
      results.flatMap(({ target, observations }) =>
        observations.flatMap((o) => (o.step === 'resolve' ? [o.name === hostOf(target.url)] : [])),
      )
    expect(pairs(after)).toEqual(pairs(before))
  })

  test('keeps what a catalog has behind the name of somebody, and hides the name', () => {
    const hidden = hostReplacer([])
    expect(hidden('ab12.service.waconazure.com and own.ext.azurecontainerapps.dev')).toBe(
      'name1.service.waconazure.com and name2.ext.azurecontainerapps.dev',
    )
    expect(hidden('db.corp.internal asks AB12.corp.internal')).toBe(
      'name3.name4.internal asks name1.name4.internal',
    )
  })

  test('holds none of the words that somebody chose, in no surface of it', () => {
    const text = readFileSync(`${GOLDEN}dns/companion-lake-blob.json`, 'utf8')
    const label = /"url": "https:\/\/([a-z0-9]+)\.dfs/.exec(text)?.[1] ?? 'none'
    expect(label).not.toBe('none')
    const report: Report = checkReport(JSON.parse(text.replaceAll(label, 'canarylake')))
    const [result] = report.results
    if (result === undefined) throw new Error('the report is empty')
    const guid = '5f0c7a52-0000-4d6e-9a5e-2c1f5e0a7c11'
    const canaries: Report = {
      ...report,
      vantage: {
        ...report.vantage,
        name: 'cnry',
        app: 'canary-app',
        addresses: ['10.77.88.9', 'fd77:1:2:3::9', '2603:1030:a07:9::5'],
        facts: { site: 'canary-site', resourceGroup: 'rg-canary', subscription: guid },
      },
      id: `${report.id}-cnry-x`,
      results: [
        {
          ...result,
          target: {
            ...result.target,
            id: 'canary target',
            name: 'canary target',
            url: 'https://canarylake.dfs.core.windows.net/canary-share?sig=canary',
          },
          observations: result.observations.map((o) =>
            o.step === 'request'
              ? {
                  ...o,
                  body: 'canary body',
                  headers: { ...o.headers, via: '1.1 canary.corp.example' },
                }
              : o,
          ),
        },
      ],
    }
    const clean = JSON.stringify(sanitized(canaries))
    for (const word of [
      /can.?ary/i,
      /cnry/,
      /10\.77\.88/,
      /fd77:1/,
      /2603:1030/,
      new RegExp(guid),
    ]) {
      expect.soft(clean).not.toMatch(word)
    }
    expect(clean).toContain('privatelink.dfs.core.windows.net')
  })

  test.for([
    ['storage.googleapis.com', 'storage.googleapis.com'],
    ['login.microsoftonline.com', 'login.microsoftonline.com'],
    ['learn.microsoft.com', 'learn.microsoft.com'],
    ['mine.vault.azure.net', 'name1.vault.azure.net'],
    ['mine.privatelink.vaultcore.azure.net', 'name1.privatelink.vaultcore.azure.net'],
    ['eu1.db.contoso.internal', 'name1.name2.name3.internal'],
    ['limits.sweep of perimeter.yaml', 'limits.sweep of perimeter.yaml'],
    ['199.36.153.4, 168.63.129.16, 169.254.169.254, 127.0.0.1', null],
    ['10.0.0.0/8 and fe80::1', null],
    ['10.9.8.7 10.9.8.6 10.9.7.7', '10.0.0.7 10.0.0.6 10.0.1.7'],
    ['192.168.4.1:8080', '192.168.0.1:8080'],
    ['172.20.1.1 100.72.1.1', '172.16.0.1 100.64.1.1'],
    ['172.16.0.0 192.168.0.0 100.64.0.0 ::1', null],
    ['20.60.1.2', '203.0.113.2'],
    ['20.1.2.3 20.1.3.3 20.1.4.3 20.1.5.3', '203.0.113.3 198.51.100.3 192.0.2.3 198.18.3.3'],
    ['10.1.2.300 v10.1.2.3', null],
    ['fd12:3456:789a:1::5 FD12:3456:789A:1:0:0:0:A', 'fd00:0:0:0::5 fd00:0:0:0::a'],
    ['fd12:3456:789a:1::5 fd12:3456:789a:2::5', 'fd00:0:0:0::5 fd00:0:0:1::5'],
    ['[2603:1030:a:b::c]:443 2603:1030:a:c::', '[2001:db8:0:0::c]:443 2001:db8:0:1::0'],
    ['::ffff:10.1.2.3', '::ffff:10.0.0.3'],
    ['at 08:56:46 in 24.21.0', null],
    ['you@contoso.com', 'user1@example.invalid'],
  ] as const)('%s', ([given, expected]) => {
    const report = golden('dns/companion-lake-blob.json')
    const none: Report = {
      ...report,
      results: [],
      causes: [],
      dns: {},
      certificates: {},
      capabilities: [],
    }
    const vantage = {
      ...none.vantage,
      name: 'v',
      resolvers: [],
      addresses: [],
      privateRanges: [],
      facts: {},
    }
    const { os } = sanitized({ ...none, vantage: { ...vantage, os: given } }).vantage
    expect(os).toBe(expected ?? given)
  })
})
