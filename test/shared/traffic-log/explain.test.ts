import { describe, expect, test } from 'vitest'
import { addressBook, EMPTY_BOOK } from '../../../shared/address/book.ts'
import { CATALOGS } from '../../../shared/catalog/builtin.ts'
import { exactHost } from '../../../shared/catalog/host-pattern.ts'
import { type KnownRow, rowsOfCatalog } from '../../../shared/catalog/known-rows.ts'
import { RowIndex } from '../../../shared/catalog/row-index.ts'
import { entry } from '../../../shared/traffic-log/entry.ts'
import {
  explainLog,
  isAsExpected,
  isMostlyUnread,
  isUnknown,
  isWhole,
  type LogExplanation,
} from '../../../shared/traffic-log/explain.ts'
import { FlowTable } from '../../../shared/traffic-log/flows.ts'
import { logBlocks } from '../../../shared/view/log-blocks.ts'
import { markdownLog } from '../../../shared/view/log-markdown.ts'
import { prettyLog } from '../../../shared/view/log-pretty.ts'
import { read } from './read.ts'

const BUILT_IN = CATALOGS.flatMap(rowsOfCatalog).filter((row) => !row.blocked)

function explain(
  log: string,
  rows: readonly KnownRow[] = BUILT_IN,
  book = EMPTY_BOOK,
): LogExplanation {
  const table = new FlowTable()
  const { entries, tally } = read(log)
  for (const one of entries) table.add(one)
  return explainLog({ flows: table.flows, beyond: table.beyond, tally }, new RowIndex(rows), book)
}

function azure(host: string, action = 'Deny', port = 443): string {
  return `HTTPS request from 10.0.0.4:50000 to ${host}:${port}. Action: ${action}. No rule matched. Proceeding with default action`
}

/** The names that the firewall of a Functions app saw, and what each is for. */
const SEEN = [
  ['func-202312.azurewebsites.net', 'azure-functions/trigger-sync'],
  ['func-202312.scm.azurewebsites.net', 'azure-functions/deploy'],
  ['oryx-cdn.microsoft.io', 'azure-functions/build-python'],
  ['pypi.org', 'azure-functions/build-python'],
  ['files.pythonhosted.org', 'azure-functions/build-python'],
  ['dc.services.visualstudio.com', 'azure-functions/telemetry'],
  ['japaneast-1.in.applicationinsights.azure.com', 'azure-functions/telemetry'],
  ['japaneast.livediagnostics.monitor.azure.com', 'azure-functions/live-metrics'],
] as const

function fail(): never {
  throw new Error('there is no such catalog')
}

describe('explainLog()', () => {
  const functions = explain(
    [...SEEN.map(([host]) => azure(host)), azure('api.github.com')].join('\n'),
  )

  test.for(SEEN)('%s hinders %s', ([host, capability]) => {
    const affected = functions.affected.find((h) => h.capability.id === capability)
    expect(affected?.flows).toContain(`https://${host}:443`)
  })

  test('the ninth is the application’s own: in no catalog', () => {
    expect(logBlocks(functions).strangers.map((f) => f.host)).toEqual(['api.github.com'])
    expect(isAsExpected(functions)).toBe(false)
  })

  test('catalogs for which nothing else in the log speaks are named beside', () => {
    const pypi = functions.flows.find((f) => f.host === 'pypi.org')
    expect(new Set(pypi?.rows.map((r) => r.catalog))).toEqual(new Set(['azure-functions']))
    expect(pypi?.alsoIn).toContain('azure-app-service-build')
    const alone = explain(azure('pypi.org')).flows[0]
    expect(alone?.alsoIn).toEqual([])
    expect(alone?.rows.length).toBeGreaterThan(1)
  })

  test('a name of a system that is not asked about has its owner, and hinders nothing', () => {
    const table = new FlowTable()
    // The second one is asked about; that another system needs it, too, is nothing to be told.
    const hosts = ['oaasguestconfigwcuss1.blob.core.windows.net', 'dc.services.visualstudio.com']
    const { entries, tally } = read(hosts.map((host) => azure(host, 'Allow')).join('\n'))
    for (const one of entries) table.add(one)
    const rows = rowsOfCatalog(CATALOGS.find(({ name }) => name === 'azure-monitor') ?? fail())
    const given = { flows: table.flows, beyond: table.beyond, tally }
    const others = new RowIndex(BUILT_IN)
    const told = explainLog(given, new RowIndex(rows), EMPTY_BOOK, others)
    expect(told.affected).toEqual([])
    const owners = told.flows.map(({ host, rows: own, alsoIn }) => [host, own.length > 0, alsoIn])
    expect(owners.toSorted()).toEqual([
      [hosts[1], true, []],
      [hosts[0], false, ['azure-arc-servers']],
    ])
    expect(prettyLog(told, { colour: false, width: 200 })).toContain('not asked about: azure-arc')
  })

  test('gathers one flow: counts, times, sources, the first reason', () => {
    const log = [
      '2026-11-20T10:00:09Z HTTPS request from 10.0.0.5:1 to pypi.org:443. Action: Allow. Rule: r',
      '2026-11-20T10:00:01Z HTTPS request from 10.0.0.4:1 to pypi.org:443. Action: Deny. First',
      '2026-11-20T10:00:05Z HTTPS request from 10.0.0.4:2 to pypi.org:443. Action: Deny. Second',
    ]
    expect(explain(log.join('\n')).flows).toMatchObject([
      {
        id: 'https://pypi.org:443',
        verdict: 'denied',
        counts: { denied: 2, allowed: 1 },
        first: Date.UTC(2026, 10, 20, 10, 0, 1),
        last: Date.UTC(2026, 10, 20, 10, 0, 9),
        sources: ['10.0.0.5', '10.0.0.4'],
        reason: 'First',
      },
    ])
  })

  test.for([
    [['TCP_DENIED/407'], 'denied'],
    [['TCP_DENIED/407', 'TCP_TUNNEL/200'], 'allowed'],
    [['TCP_TUNNEL/503'], 'failed'],
    [['TCP_TUNNEL/503', 'TCP_TUNNEL/200'], 'allowed'],
    [['TCP_TUNNEL/200', 'TCP_DENIED/403'], 'denied'],
  ] as const)('a proxy that says %j: %s', ([tags, expected]) => {
    const log = tags.map(
      (t) => `1721278361.538 0 192.0.2.1 ${t} 1 CONNECT pypi.org:443 - HIER_NONE/- -`,
    )
    const explanation = explain(log.join('\n'))
    expect(explanation.flows[0]?.verdict).toBe(expected)
    expect(isAsExpected(explanation)).toBe(expected === 'allowed')
  })

  test('an optional row says nothing where another row of its catalog needs the host', () => {
    const { affected } = explain(azure('japaneast-1.in.applicationinsights.azure.com'))
    const telemetry = affected.find((h) => h.capability.id === 'azure-functions/telemetry')
    expect(telemetry?.needed).toBe(true)
  })

  test('what is needed in some cases only leaves all as expected', () => {
    const explanation = explain(azure('oryxsdksprodbackup.blob.core.windows.net'))
    expect(explanation.affected.map((h) => h.needed)).not.toContain(true)
    expect(explanation.affected).not.toHaveLength(0)
    expect(isAsExpected(explanation)).toBe(true)
  })

  test('addresses: the VIPs of Google belong to its APIs, others have class and owner', () => {
    const log = ['199.36.153.5', '20.60.1.1', '10.1.0.5'].map(
      (ip) => `TCP request from 10.0.0.4:1 to ${ip}:443. Action: Deny.`,
    )
    const owners = [{ owner: 'Storage.JapanEast', cidr: '20.60.0.0/16' }]
    const { flows } = explain(log.join('\n'), BUILT_IN, addressBook({ privateRanges: [], owners }))
    const of = (host: string) => flows.find((f) => f.host === host)
    expect(of('199.36.153.5')?.rows.map((r) => r.id)).toContain('google-apis/api')
    expect(of('20.60.1.1')).toMatchObject({ rows: [], address: { owner: 'Storage.JapanEast' } })
    expect(of('10.1.0.5')?.address?.label).toBe('RFC 1918 (10.0.0.0/8)')
  })

  test('what must be blocked: a denial is as it should be, anything else a leak; a name that resolves is neither', () => {
    const base = {
      port: null,
      catalog: null,
      id: 'web',
      name: 'web',
      optional: false,
      capabilities: [],
    }
    const rows = ['a.example', 'b.example', 'c.example'].map((host) => {
      return { ...base, host: exactHost(host), blocked: true, ofItem: {} }
    })
    const log = [
      azure('a.example'),
      azure('b.example', 'Allow'),
      'DNS Request: 10.0.0.4:1 - 1 A IN c.example. udp 55 false 512 NOERROR qr 1 0.1s',
    ]
    const explanation = explain(log.join('\n'), rows)
    expect(explanation.mustBeBlocked).toEqual(['https://b.example:443'])
    expect(explanation.affected).toEqual([])
    expect(isAsExpected(explanation)).toBe(false)
    expect(logBlocks(explanation).shut.map((f) => f.host)).toEqual(['a.example'])
  })

  test('flows beyond the limit are counted, not kept', () => {
    const table = new FlowTable(2)
    for (const host of ['a', 'b', 'c', 'a', 'd']) {
      table.add(entry({ format: 'squid', protocol: 'https', host, outcome: 'allowed', count: 3 }))
    }
    expect(table.flows.map((f) => [f.host, f.counts.allowed])).toEqual([
      ['a', 6],
      ['b', 3],
    ])
    expect(table.beyond).toBe(6)
  })
})

describe('views', () => {
  const hostile = [
    azure('\u001b[31mevil\u202e.example'),
    azure('pypi.org').replace('No rule matched', '\u001b]0;owned\u0007 <img src=x> @everyone'),
    '\u001b[2J not a log line | `code`',
  ].join('\n')

  test.for([
    ['pretty', (x: LogExplanation) => prettyLog(x, { colour: false, width: 100 })],
    ['markdown', markdownLog],
  ] as const)('%s: what is broken comes first, and nothing hostile acts', ([, view]) => {
    const text = view(explain(hostile))
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
    if (view === markdownLog) expect(text).not.toContain('<img')
    const at = ['Remote build of a Python app', 'evil', 'not a log line'].map((t) =>
      text.indexOf(t),
    )
    expect(at).toEqual(at.toSorted((a, b) => a - b))
    expect(at).not.toContain(-1)
  })
})

describe('what was not understood', () => {
  const base = explain(azure('pypi.org'))
  const tally = (records: number, malformed: number, unread = 0) => ({
    ...base.tally,
    records,
    unread,
    malformed: { count: malformed, first: [] },
  })

  test.for([
    [tally(10, 0), 0, true],
    [tally(10, 1), 0, false],
    [tally(10, 0, 1), 0, false],
    [tally(10, 0), 1, false],
  ] as const)('leaves a log whole or not: %#', ([read, beyond, whole]) => {
    expect(isWhole({ ...base, tally: read, beyond })).toBe(whole)
  })

  test.for([
    [tally(10, 0), base.flows, 0, false],
    [tally(10, 3, 2), base.flows, 0, false],
    [tally(10, 3, 3), base.flows, 0, true],
    [tally(10, 0), base.flows, 1, true],
    [tally(10, 0), [], 0, false],
    [tally(10, 1), [], 0, true],
    [tally(10, 0, 1), [], 0, true],
  ] as const)('is most of a log or not: %#', ([read, flows, beyond, mostly]) => {
    expect(isMostlyUnread({ ...base, tally: read, flows, beyond })).toBe(mostly)
  })

  test.for([
    [{}, 10, 9, false],
    [{}, 20, 19, true],
    [{ squid: 1 }, 20, 19, false],
    [{}, 0, 0, false],
  ] as const)('%o of %i with %i malformed is of no known format: %s', (given) => {
    const [formats, records, malformed, unknown] = given
    expect(isUnknown({ ...tally(records, malformed), formats })).toBe(unknown)
  })
})

test('the order of flows: the worst first, then the most refused, the most seen, the name', () => {
  const told = explain(
    [
      azure('c.example', 'Allow'),
      azure('b.example', 'Allow'),
      ...Array.from({ length: 3 }, () => azure('d.example', 'Allow')),
      azure('a.example'),
      ...Array.from({ length: 2 }, () => azure('z.example')),
      ...['Deny', 'Allow', 'Allow'].map((action) => azure('y.example', action)),
      '1721278361.538 9 192.0.2.127 TCP_MISS/502 0 GET http://f.example/ - HIER_NONE/- -',
      '1721278361.538 9 192.0.2.127 TCP_DENIED/407 9 CONNECT g.example:443 - HIER_NONE/- -',
      // A 407 that the client answered is no refusal.
      '1721278361.538 9 192.0.2.127 TCP_DENIED/407 9 CONNECT h.example:443 - HIER_NONE/- -',
      '1721278361.538 9 192.0.2.127 TCP_TUNNEL/200 9 CONNECT h.example:443 - HIER_DIRECT/- -',
      'rule 5/0(match): match out on em0: 10.1.1.5.50000 > 20.1.2.3.443: Flags [S], seq 1',
    ].join('\n'),
  )
  expect(told.flows.map(({ host, verdict }) => `${verdict} ${host}`)).toEqual([
    'denied z.example',
    'denied y.example',
    'denied a.example',
    'denied g.example',
    'failed f.example',
    'unknown 20.1.2.3',
    'allowed d.example',
    'allowed h.example',
    'allowed b.example',
    'allowed c.example',
  ])
  expect([told.first, told.last]).toEqual([1_721_278_361_538, 1_721_278_361_538])
})

test('first and last are those of all flows', () => {
  const squid = (seconds: number, host: string) =>
    `${seconds}.000 9 192.0.2.127 TCP_DENIED/403 0 GET http://${host}/ - HIER_NONE/- -`
  const lines = [squid(1_721_278_362, 'b.example'), squid(1_721_278_361, 'a.example')]
  const told = explain([...lines, squid(1_721_278_363, 'a.example')].join('\n'))
  expect([told.first, told.last]).toEqual([1_721_278_361_000, 1_721_278_363_000])
})
