import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { addressBook } from '../../../shared/address/book.ts'
import type { Report, TargetResult } from '../../../shared/model/report.ts'
import { checkReport } from '../../../shared/report/check.ts'
import { learnBaseline } from '../../../shared/report/learn-baseline.ts'

const FILE = new URL('../../golden/reports/expectation/baseline-drift.json', import.meta.url)
const SAMPLE = checkReport(JSON.parse(readFileSync(FILE, 'utf8')))
const BOOK = addressBook({ privateRanges: [], owners: [] })

/** Three reports that saw the same, the newest first, but for what happened in the second. */
function reports(happened: (report: Report) => Report = (report) => report): readonly Report[] {
  return [0, 1, 2].map((age) => {
    const startedAt = `2026-11-2${8 - age}T00:00:00.000Z`
    const report = { ...structuredClone(SAMPLE), id: `r${age}`, startedAt }
    return age === 1 ? happened(report) : report
  })
}

/** The report with another result of every target. */
function results(change: (result: TargetResult) => Partial<TargetResult>) {
  return (report: Report): Report => ({
    ...report,
    results: report.results.map((result) => ({ ...result, ...change(result) })),
  })
}

function issuer(name: string) {
  return (report: Report): Report => ({
    ...report,
    certificates: Object.fromEntries(
      Object.entries(report.certificates).map(([print, c]) => [print, { ...c, issuer: name }]),
    ),
  })
}

function storageOf(given: readonly Report[], withPublic = false) {
  return learnBaseline(given, { book: BOOK, withPublic }).file.targets['storage']
}

const ALL = {
  addresses: ['10.50.2.4'],
  zone: 'privatelink.blob.core.windows.net',
  issuer: 'O=Microsoft Corporation',
}
const { addresses: _, zone: __, ...CERTIFICATE } = ALL

describe('learnBaseline()', () => {
  test('pins what three reports agree on, with a wide margin for what was measured', () => {
    const { file, unknown } = learnBaseline(reports(), { book: BOOK, withPublic: false })
    expect(file).toMatchObject({
      ...{ baseline: 1, vantage: SAMPLE.vantage.name },
      ...{ from: '2026-11-26T00:00:00.000Z', to: '2026-11-28T00:00:00.000Z' },
      targets: { storage: ALL, vault: { addresses: ['10.50.2.5'] } },
    })
    expect(unknown).toEqual([])
    const { timings } = SAMPLE.results.find(({ target }) => target.id === 'storage') ?? {}
    const { connect = 0 } = file.targets['storage']?.latency ?? {}
    expect(connect).toBeGreaterThanOrEqual((timings?.connect ?? 0) + 100)
  })

  test.for([
    ['an address that rotates', results(() => ({ addresses: ['10.50.2.9'] })), CERTIFICATE],
    [
      'a second address once',
      results((r) => ({ addresses: [...r.addresses, '10.0.0.1'] })),
      CERTIFICATE,
    ],
    ['a renewal by the same authority', issuer('CN=Other CA 9, O=Microsoft Corporation'), ALL],
    [
      'a certificate of another authority',
      issuer('CN=R11, O=Other'),
      { ...ALL, issuer: undefined },
    ],
    [
      'another way',
      results(() => ({ path: { kind: 'proxy', via: 'http://p:3128' } })),
      CERTIFICATE,
    ],
  ] as const)('%s leaves open what differs', ([name, happened, agreed]) => {
    const { latency, ...pins } = storageOf(reports(happened)) ?? {}
    expect(pins).toEqual(JSON.parse(JSON.stringify(agreed)))
    // What a check takes by one way says nothing of another.
    expect(latency === undefined).toBe(name === 'another way')
  })

  test.for([
    [false, { issuer: ALL.issuer }],
    [true, { ...ALL, addresses: ['20.60.1.1'], zone: undefined }],
  ] as const)(
    'a public address is pinned only when that is asked for: %s',
    ([withPublic, agreed]) => {
      const open = reports().map(results(() => ({ addresses: ['20.60.1.1'] })))
      const { latency, ...pins } = storageOf(open, withPublic) ?? {}
      expect(pins).toEqual(JSON.parse(JSON.stringify(agreed)))
    },
  )

  test('a latency that one report did not measure is left open, the others are not', () => {
    const once = results(({ timings }) => ({ timings: { ...timings, connect: null } }))
    expect(storageOf(reports(once))?.latency).not.toHaveProperty('connect')
    expect(storageOf(reports(once))?.latency).toHaveProperty('total')
  })

  test('a target that works in two of three is not pinned, and told', () => {
    const [finding] = SAMPLE.results.flatMap(({ findings }) => findings)
    if (finding === undefined) throw new Error('the sample has no finding')
    const wrong = { ...finding, code: 'tls-expires-soon' } as const
    const { file, unknown } = learnBaseline(reports(results(() => ({ findings: [wrong] }))), {
      ...{ book: BOOK, withPublic: false },
    })
    expect({ ...file.targets, unknown }).toEqual({ unknown: ['vault', 'storage'] })
  })

  test('what must be blocked, and what another target named, is not pinned', () => {
    const named = results(({ target }) => ({ target: { ...target, discoveredBy: 'list' } }))
    expect(storageOf(reports().map(named))).toBeUndefined()
    const blocked = results(({ target }) => ({
      target: { ...target, expect: { reachability: 'blocked', resolution: 'any' } },
    }))
    expect(storageOf(reports().map(blocked))).toBeUndefined()
    const led = results(({ target }) => ({ target: { ...target, redirectedFrom: 'x' } }))
    expect(storageOf(reports().map(led))).toBeUndefined()
  })

  const FINDING = SAMPLE.results.flatMap(({ findings }) => findings)[0]

  test.for([
    ['works', {}, true],
    ['has something to say', { findings: [{ ...FINDING, severity: 'info' }] }, true],
    [
      'drifted from an older baseline',
      { findings: [{ ...FINDING, severity: 'warn', code: 'baseline-drift' }] },
      true,
    ],
    ['warns', { findings: [{ ...FINDING, severity: 'warn', code: 'tls-expires-soon' }] }, false],
    ['was broken off', { ending: 'interrupted' }, false],
    ['was not due', { checkedAt: '2026-11-20T00:00:00.000Z' }, false],
  ] as const)('of a target that once %s all reports count: %s', ([, result, counts]) => {
    const once = results(() => result as Partial<TargetResult>)
    expect(storageOf(reports(once)) !== undefined).toBe(counts)
  })

  test('what took long may take thrice as long, and what did not, 100 ms more', () => {
    const slow = results(() => ({
      timings: { dns: 1, connect: 50, tls: null, ttfb: null, total: 901 },
    }))
    expect(storageOf(reports().map(slow))?.latency).toEqual({ dns: 110, connect: 150, total: 2710 })
  })

  const bare: readonly [string, (result: TargetResult) => Partial<TargetResult>][] = [
    ['its address is given', ({ target }) => ({ target: { ...target, address: '10.50.2.4' } })],
    ['it is an address', ({ target }) => ({ target: { ...target, url: 'https://10.50.2.4/' } })],
    ['it got no address', () => ({ addresses: [] })],
  ]
  test.for(bare)('no addresses of a target are pinned where %s', ([, change]) => {
    const pins = storageOf(reports().map(results(change)))
    expect(pins).not.toHaveProperty('addresses')
    expect(pins).not.toHaveProperty('zone')
  })

  test('behind one proxy the way is pinned, and no address', () => {
    const via = 'http://p:3128'
    const proxied = results(() => ({ path: { kind: 'proxy', via } }))
    const { latency, ...pins } = storageOf(reports().map(proxied)) ?? {}
    expect(pins).toEqual({ via, issuer: ALL.issuer })
    expect(latency).toBeDefined()
  })

  test('a certificate that failed, or a proxy showed, is not one to pin', () => {
    const failure = { code: 'ssl_unknown_authority', raw: 'x' } as const
    const more = results(({ observations }) => {
      const shown = observations.filter((o) => o.step === 'handshake')
      const failed = shown.map((o) => ({ ...o, chain: ['other'], failure }))
      const ofProxy = shown.map((o) => ({ ...o, chain: ['other'], peer: 'proxy' as const }))
      return { observations: [...observations, ...failed, ...ofProxy] }
    })
    const all = reports()
      .map(more)
      .map((report) => {
        const [one] = Object.values(report.certificates)
        if (one === undefined) throw new Error('the sample has no certificate')
        const other = { ...one, issuer: 'CN=R11, O=Other' }
        return { ...report, certificates: { ...report.certificates, other } }
      })
    expect(storageOf(all)?.issuer).toBe(ALL.issuer)
  })
})
