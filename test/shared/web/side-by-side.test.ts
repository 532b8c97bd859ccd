import { describe, expect, test } from 'vitest'
import type { TargetResult } from '../../../shared/model/report.ts'
import { acrossVantages, differencesOf, reportingOf } from '../../../shared/web/side-by-side.ts'
import { dropped, passing, sample } from '../report/sample.ts'
import { reporting } from './page/sample.ts'

const CASE = { id: 'azure/blob', url: 'https://st.blob.core.windows.net/' }
type Of = Partial<TargetResult['target']> & { readonly verdict?: TargetResult['verdict'] }

/** A vantage with targets that pass or fail as told. */
function at(vantage: string, results: readonly Of[], silent = false) {
  const [good, bad] = sample([passing(), dropped()]).results
  if (good === undefined || bad === undefined) throw new Error('The sample has two results')
  const report = sample([], { vantage })
  const made = results.map(({ verdict = 'pass', ...target }): TargetResult => {
    const base = verdict === 'fail' ? bad : good
    const shared = { ...good.target, ...CASE, ...target }
    return { ...base, verdict, target: shared }
  })
  return reporting({ ...report, results: made }, silent)
}

const shape = (all: ReturnType<typeof at>[]) =>
  differencesOf(all).map(({ url, at: sides }) => [
    url,
    sides.map(({ vantage, target, verdict }) => `${vantage} ${target} ${verdict}`),
  ])

const ids = (all: ReturnType<typeof at>[]) =>
  acrossVantages(reportingOf(all)).map((row) => row.map((result) => result?.target.id))

describe('what differs between vantages', () => {
  const failing = { verdict: 'fail' } as const

  test.for([
    [['fail', 'pass'], true],
    [['fail', 'warn'], true],
    [['fail', 'inconclusive'], false],
    [['pass', 'warn'], false],
    [['fail', 'fail'], false],
  ] as const)('%j differ: %s', ([verdicts, differ]) => {
    const all = verdicts.map((verdict, n) => at(`v${n}`, [{ verdict }]))
    expect(differencesOf(all)).toHaveLength(differ ? 1 : 0)
  })

  test('the failing side comes first, with its finding', () => {
    const all = [at('azure', [{}]), at('gcp', [failing])]
    expect(shape(all)).toEqual([[CASE.url, ['gcp azure/blob fail', 'azure azure/blob pass']]])
    expect(differencesOf(all)[0]?.at[0]?.finding).toMatchObject({
      code: 'tcp-dropped',
      summary: expect.any(String),
      fix: expect.any(String),
    })
  })

  test('one URL and one expectation is one endpoint, whatever it is called', () => {
    const all = [at('azure', [{}]), at('gcp', [{ id: 'own', ...failing }])]
    expect(shape(all)).toEqual([[CASE.url, ['gcp own fail', 'azure azure/blob pass']]])
  })

  test.for<[string, Of[], Of[]]>([
    ['fails everywhere', [failing], [failing]],
    ['works everywhere', [{}], [{ verdict: 'warn' }]],
    ['is unknown at one', [{}], [{ verdict: 'inconclusive' }]],
    ['is checked at one only', [failing], []],
    ['is another URL', [{}], [{ id: 'own', url: 'https://other/', ...failing }]],
    [
      'is expected otherwise',
      [{}],
      [{ id: 'own', expect: { reachability: 'reachable', resolution: 'private' }, ...failing }],
    ],
  ])('nothing that %s', ([, one, two]) => {
    expect(shape([at('azure', one), at('gcp', two)])).toEqual([])
  })

  test('what a silent vantage saw last comes after what holds now', () => {
    const all = [
      at('azure', [{}, { id: 'b', url: 'https://b/' }]),
      at('gcp', [{ id: 'b', url: 'https://b/', ...failing }]),
      at('old', [failing], true),
    ]
    expect(shape(all).map(([url]) => url)).toEqual(['https://b/', CASE.url])
  })

  test('an endpoint that a vantage checks twice has two rows, and loses none', () => {
    const all = [at('azure', [{}, { id: 'again' }]), at('gcp', [{ id: 'again' }, {}])]
    expect(ids(all)).toEqual([
      ['azure/blob', 'azure/blob'],
      ['again', 'again'],
    ])
    const third = [{ id: 'again' }, { id: 'own' }].map((own, n) => at(`v${n}`, [{}, own]))
    expect(ids(third)).toEqual([
      ['azure/blob', 'azure/blob'],
      ['again', 'own'],
    ])
    expect(ids([at('azure', [{}, { id: 'again' }]), at('gcp', [{ id: 'own' }])])).toEqual([
      ['azure/blob', 'own'],
      ['again', undefined],
    ])
  })
})
