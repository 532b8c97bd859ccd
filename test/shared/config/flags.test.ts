import { describe, expect, test } from 'vitest'
import { DEFAULT_CONFIG } from '../../../shared/config/default-config.ts'
import { type AdHocFlags, adHoc } from '../../../shared/config/flags.ts'
import { plan } from '../../../shared/config/plan.ts'

const NONE = { catalog: [], with: [], urls: [], expect: [] }

function problemsOf(flags: Partial<AdHocFlags>) {
  const { problems, ...entries } = adHoc({ ...NONE, ...flags })
  if (problems.length > 0) return problems
  const options = { env: {}, readFile: () => '' }
  return plan({ ...DEFAULT_CONFIG, ...entries }, options).problems
}

describe('adHoc()', () => {
  test('makes a target of a URL, with what is expected of it', () => {
    const expectFlags = [
      'reachability=reachable',
      'addresses=10.0.0.0/8, fd00::/8',
      'http.status=200,401',
      'http.status=5xx',
      'http.headers.x-a.b=c=d',
      'tls.issuer=Contoso, Inc',
      'tls.expiresInDays=30',
      'latency.total=2s',
    ]
    const { targets } = adHoc({ ...NONE, urls: ['https://a.example/'], expect: expectFlags })
    expect(targets[0]).toMatchObject({ name: 'https://a.example/', url: 'https://a.example/' })
    expect(targets[0]?.expect).toMatchObject({
      addresses: ['10.0.0.0/8', 'fd00::/8'],
      http: { status: [200, 401, '5xx'], headers: { 'x-a.b': 'c=d' } },
      tls: { expiresInDays: 30 },
      latency: { total: 2000 },
    })
  })

  test('takes one record each time, whatever it holds', () => {
    const expectFlags = ['records=v=spf1 -all', 'records=/a,b/']
    const { targets } = adHoc({ ...NONE, urls: ['dns://a.example?type=TXT'], expect: expectFlags })
    expect(targets[0]?.expect.records).toEqual(['v=spf1 -all', '/a,b/'])
  })

  test('makes a plan of a catalog, lists by commas', () => {
    const given = ['vip=private', 'services=storage,pubsub']
    const { catalogs, targets } = adHoc({ ...NONE, catalog: ['google-apis'], with: given })
    const config = { ...DEFAULT_CONFIG, catalogs, targets }
    const { targets: all, problems } = plan(config, { env: {}, readFile: () => '' })
    expect(problems).toEqual([])
    expect(all.map((t) => `${t.id} ${t.expect.resolution}`)).toEqual([
      'google-apis/api/storage google-private',
      'google-apis/api/pubsub google-private',
    ])
  })

  test.for([
    [{ urls: ['example.com'] }, '--url', 'Write https://host/path'],
    [{ urls: ['https://a/', 'https://a/'] }, '--url', 'a name of its own'],
    [{ urls: ['https://a/'], expect: ['reachability'] }, '--expect', 'key=value'],
    [
      { urls: ['https://a/'], expect: ['reachabilty=blocked'] },
      '--expect reachabilty',
      'reachability',
    ],
    [{ urls: ['https://a/'], expect: ['http.status=abc'] }, '--expect http.status[0]', '2xx'],
    [{ urls: ['https://a/'], expect: ['__proto__.x=1'] }, '--expect __proto__', 'valid here'],
    [{ catalog: ['google-api'] }, '--catalog', 'google-apis'],
    [{ catalog: ['google-apis'], with: ['vip=public'] }, '--with vip', 'restricted'],
    [{ catalog: ['azure-functions'], with: ['app=func'] }, '--with', 'Add region'],
  ] as const)('refuses %o', ([flags, key, remedy]) => {
    const problems = problemsOf(flags)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatchObject({ file: 'command line', line: 0, key })
    expect(problems[0]?.remedy).toContain(remedy)
  })

  test('tells a mistake once, however many URLs there are', () => {
    const flags = { urls: ['https://a/', 'https://b/'], expect: ['resolution=privat'] }
    expect(problemsOf(flags)).toHaveLength(1)
  })
})
