import { globSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { CATALOGS } from '../../../shared/catalog/builtin.ts'
import { type Catalog, catalog } from '../../../shared/catalog/catalog.ts'
import { type ExpandedRow, expand } from '../../../shared/catalog/expand.ts'
import { mayNeed } from '../../../shared/catalog/needed-for.ts'
import type { Given } from '../../../shared/catalog/parameters.ts'
import { parseTargetUrl } from '../../../shared/target/target-url.ts'
import { zoneOf } from '../../../shared/zone/zone-of.ts'
import { samples } from './sample.ts'

const googleApis = byName('google-apis')

function byName(name: string): Catalog {
  const found = CATALOGS.find((c) => c.name === name)
  if (found === undefined) throw new Error(`no catalog ${name}`)
  return found
}

/** Ids and URLs of the rows that parameters leave. */
function rowsOf(from: Catalog, given: Given): Record<string, string> {
  const { rows, problems } = expand(from, given, (_, item) => item)
  expect(problems).toEqual([])
  return Object.fromEntries(rows.map((row) => [row.id, row.url]))
}

/** What is wrong with a row once the parameters are in. */
function complaintsOf({ url, expect: wanted, row }: ExpandedRow): readonly string[] {
  const { endpoint, complaint } = parseTargetUrl(url)
  if (complaint !== null) return [complaint.message]
  const zones = zoneOf(endpoint.host)?.zones ?? []
  const zone = wanted.zone ?? row.private?.zone
  return [
    ...(/[{}]/.test(url + (row.wildcard ?? '')) ? ['has a place that nothing fills'] : []),
    ...(zone !== undefined && !zones.includes(zone) ? [`${zone} is not its zone`] : []),
  ]
}

test('every catalog of the folder comes with the program', async () => {
  const files = globSync('shared/catalog/*.ts')
  const modules = await Promise.all(files.map((file) => import(path.resolve(file))))
  const made = modules
    .flatMap((module) => Object.values<Catalog>(module))
    .filter((value) => catalog.safeParse(value).success)
  expect(made.map(({ name }) => name).toSorted()).toEqual(
    CATALOGS.map(({ name }) => name).toSorted(),
  )
})

describe.for(CATALOGS.map((c) => [c.name, c] as const))('the catalog %s', ([, given]) => {
  test('is what the schema says', () => {
    expect(catalog.safeParse(given).error?.issues).toBeUndefined()
    expect(catalog.parse(given)).toEqual(given)
  })

  test('uses every parameter, capability and source that it names', () => {
    const rows = given.endpoints
    const text = JSON.stringify([rows, given.parameters, given.capabilities])
    const unused = Object.keys(given.parameters).filter(
      (name) =>
        !text.includes(`{${name}`) &&
        !text.includes(`"${name}":[`) &&
        !Object.values(given.lookups ?? {}).some((lookup) => lookup.by === name) &&
        !rows.some((r) => r.each === name || r.private?.addresses === name),
    )
    const unread = Object.keys(given.lookups ?? {}).filter((name) => !text.includes(`{${name}`))
    const needed = rows.flatMap(mayNeed)
    expect([...unused, ...unread]).toEqual([])
    expect(given.capabilities.map((c) => c.id).filter((id) => !needed.includes(id))).toEqual([])
    const sources = rows.map((r) => r.source)
    expect(Object.keys(given.sources).filter((key) => !sources.includes(key))).toEqual([])
  })

  test('gives good rows, each once, whatever is chosen', () => {
    for (const parameters of samples(given)) {
      const { rows, problems } = expand(given, parameters, (_, item) => item)
      expect(problems).toEqual([])
      const urls = rows.filter((r) => r.row.each === undefined).map((r) => r.url)
      expect.soft(urls.filter((url, i) => urls.indexOf(url) !== i)).toEqual([])
      for (const row of rows) expect.soft(complaintsOf(row), row.url).toEqual([])
    }
  })

  test('gives an example that its patterns accept', () => {
    for (const [name, { pattern, example }] of Object.entries(given.parameters)) {
      if (pattern === undefined) continue
      expect.soft(example ?? '', name).toMatch(new RegExp(`^(?:${pattern})$`))
    }
  })
})

describe('google-apis', () => {
  test.for([
    ['restricted', 'google-restricted'],
    ['private', 'google-private'],
    ['default', 'public'],
  ] as const)('expects of vip %s: %s', ([vip, resolution]) => {
    const { rows } = expand(googleApis, { vip, domains: ['gcr.io'] }, (_, item) => item)
    expect(new Set(rows.map((row) => row.expect.resolution))).toEqual(new Set([resolution]))
    expect(rows).toHaveLength(8)
  })

  test('has a row for each domain that it takes', () => {
    const domains = googleApis.parameters['domains']?.values ?? []
    const rows = rowsOf(googleApis, { services: ['storage'], domains })
    expect(Object.keys(rows)).toHaveLength(domains.length + 1)
  })

  test('tells the API of a row in its id', () => {
    expect(rowsOf(googleApis, { services: 'storage, pubsub' })).toEqual({
      'api/storage': 'https://storage.googleapis.com/',
      'api/pubsub': 'https://pubsub.googleapis.com/',
    })
  })
})

describe('a catalog of one’s own', () => {
  const good = {
    name: 'own',
    version: '2026-11-01',
    title: 't',
    about: 'a',
    sources: { s: { title: 't', url: 'https://s.example/' } },
    parameters: { p: { type: 'string', describe: 'd' } },
    capabilities: [{ id: 'c', name: 'n', symptom: 's' }],
  }
  const row = { id: 'r', url: 'https://{p}.example/', for: ['c'], source: 's', asOf: '2026-11-01' }

  test.for([
    ['nothing wrong', row, []],
    ['an unknown capability', { ...row, for: ['x'] }, ['endpoints.0.for']],
    ['an unknown source', { ...row, source: 'x' }, ['endpoints.0']],
    ['an unknown parameter', { ...row, url: 'https://{q}.example/' }, ['endpoints.0']],
    ['{item} without each', { ...row, url: 'https://{item}.example/' }, ['endpoints.0']],
    ['a condition on nothing', { ...row, when: { q: ['1'] } }, ['endpoints.0.when']],
    ['a URL that is none', { ...row, url: 'example.com' }, ['endpoints.0.url']],
    [
      'an expectation that cannot be',
      { ...row, url: 'tcp://a:1', expect: { http: {} } },
      ['endpoints.0.expect.http'],
    ],
  ] as const)('is checked for %s', ([, endpoint, expected]) => {
    const { error } = catalog.safeParse({ ...good, endpoints: [endpoint] })
    expect((error?.issues ?? []).map((issue) => issue.path.join('.'))).toEqual(expected)
  })

  test('is checked for ids that stand twice', () => {
    const { error } = catalog.safeParse({ ...good, endpoints: [row, row] })
    expect(error?.issues.map((issue) => issue.path.join('.'))).toEqual(['endpoints.1.id'])
  })
})
