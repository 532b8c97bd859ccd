import { describe, expect, test } from 'vitest'
import { catalog } from '../../../shared/catalog/catalog.ts'
import { expand } from '../../../shared/catalog/expand.ts'
import { sandboxesOf } from '../../../shared/catalog/left-open.ts'
import { mayNeed, needs } from '../../../shared/catalog/needed-for.ts'
import { type Given, holds } from '../../../shared/catalog/parameters.ts'
import { BASE, made, ROW } from './own.ts'

function complaints(row: object, base: object = {}): readonly string[] {
  const { error } = catalog.safeParse({ ...BASE, ...base, endpoints: [{ ...ROW, ...row }] })
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')} ${message}`)
}

const expanded = (rows: readonly object[], given: Given, base: object = {}) =>
  expand(made(rows, base), given, (_, item) => `“${item}”`)

describe('every name of a row must be one of the catalog', () => {
  const row = 'endpoints.0'
  test.for([
    [{}, []],
    [{ url: 'https://{p}.{suffix}/' }, []],
    [{ for: ['c', 'x'] }, [`${row}.for There is no capability "x"`]],
    [{ forItem: { a: ['c'], b: ['x'] } }, [`${row}.forItem There is no capability "x"`]],
    [
      { forWhen: [{ when: { mode: ['full'] }, for: ['x'] }] },
      [`${row}.forWhen There is no capability "x"`],
    ],
    [
      { forWhen: [{ when: { q: ['1'] }, for: ['c'] }] },
      [`${row}.forWhen There is no parameter "q"`],
    ],
    [
      { forWhen: [{ when: {}, without: 'q', for: ['c'] }] },
      [`${row}.forWhen There is no parameter "q"`],
    ],
    [{ source: 'x' }, [`${row} There is no source "x"`]],
    [{ when: { p: ['1'], q: ['1'] } }, [`${row}.when There is no parameter "q"`]],
    [{ each: 'l', url: 'https://{item}/' }, []],
    [{ each: 'q', url: 'https://{item}/' }, [`${row} There is no parameter "q"`]],
    [{ without: 'q' }, [`${row} There is no parameter "q"`]],
    [{ private: { addresses: 'q' } }, [`${row} There is no parameter "q"`]],
    [{ private: { addresses: 'l' } }, []],
    [{ private: { zone: '{q}.example' } }, [`${row} There is no parameter "q"`]],
    [{ wildcard: '*.{q}.example' }, [`${row} There is no parameter "q"`]],
    [{ family: 'a*.{q}' }, [`${row} There is no parameter "q"`]],
    [{ url: 'https://{item}/' }, [`${row} There is no parameter "item"`]],
  ] as const)('%j', ([given, expected]) => {
    expect(complaints(given)).toEqual(expected)
  })

  test('so must that of a lookup, and ids stand once', () => {
    expect(complaints({}, { lookups: { suffix: { by: 'q', of: {} } } })).toEqual([
      'lookups.suffix.by There is no parameter "q"',
    ])
    const twice = [...BASE.capabilities, BASE.capabilities[0]]
    expect(complaints({}, { capabilities: twice })).toEqual([
      'capabilities.2.id is the id of an earlier one, too',
    ])
  })
})

describe('parameters', () => {
  const problems = (given: Given, parameters: object) =>
    expanded([{ url: 'https://a.example/' }], given, {
      parameters: { ...BASE.parameters, ...parameters },
    }).problems.map(({ name, message, remedy }) => `${name}: ${message} => ${remedy}`)
  const p = (more: object) => ({ p: { type: 'string', describe: 'what it is', ...more } })
  const l = (more: object) => ({ l: { type: 'list', describe: 'what they are', ...more } })
  const full = { when: { mode: ['full'] } }

  test.for([
    ['not given', {}, p({}), []],
    [
      'needed',
      {},
      p({ required: true, example: 'x' }),
      ['null: The parameter "p" is missing => Add p under with: what it is (x)'],
    ],
    ['needed, with a default', {}, p({ required: true, default: 'x' }), []],
    ['needed under a condition', {}, p({ requiredWhen: { mode: ['full'] } }), []],
    [
      'needed under this condition',
      { mode: 'full' },
      p({ requiredWhen: { mode: ['full'] } }),
      ['null: The parameter "p" is missing => Add p under with: what it is'],
    ],
    ['a whole match', { p: 'ab' }, p({ pattern: 'a|ab' }), []],
    [
      'a match of a part',
      { p: 'abc' },
      p({ pattern: 'a|ab', example: 'a' }),
      ['p: p cannot be “abc” => what it is: a'],
    ],
    ['several for one', { p: ['a'] }, p({}), ['p: p takes one text, not a list => what it is']],
    ['one for several', { l: ' a, ,b ' }, l({ pattern: '[ab]' }), []],
    [
      'the same twice',
      { l: ['x', 'x'] },
      l({ pattern: 'y' }),
      ['l: l cannot be “x” => what they are'],
    ],
    [
      'a private endpoint’s name',
      { l: ['kv.vault.azure.net', 'www.example'] },
      l({ format: 'private-endpoint' }),
      ['l: l cannot be “www.example”: no private zone of Azure is known for it => what they are'],
    ],
    [
      'what its choice forbids',
      { mode: 'full', l: ['a', 'b'] },
      l({ only: [{ ...full, values: ['a'], why: 'so it is' }] }),
      ['l: l cannot be “b” with mode full => Did you mean "a"? so it is'],
    ],
    [
      'what another choice would forbid',
      { l: ['a', 'b'] },
      l({ only: [{ ...full, values: ['a'], why: 'so it is' }] }),
      [],
    ],
    [
      'one that is unknown comes first',
      { l: ['x'], q: 'y' },
      l({ pattern: 'y' }),
      [
        'q: The catalog own has no parameter "q" => Did you mean "p"? It takes: p, l, mode',
        'l: l cannot be “x” => what they are',
      ],
    ],
    ['an empty one', { p: '' }, p({ pattern: '.+' }), ['p: p cannot be “” => what it is']],
  ] as const)('%s', ([, given, parameters, expected]) => {
    expect(problems(given, parameters)).toEqual(expected)
  })

  test.for([
    [undefined, {}, true],
    [{ a: ['1', '2'] }, { a: '2' }, true],
    [{ a: ['1'] }, { a: ['2', '1'] }, true],
    [{ a: ['1'] }, {}, false],
    [{ a: ['1'], b: ['1'] }, { a: '1' }, false],
    [{ a: ['1'], b: ['1'] }, { a: '1', b: '1' }, true],
  ] as const)('%j holds for %j: %s', ([condition, values, isSo]) => {
    const asked =
      condition && Object.fromEntries(Object.entries(condition).map(([k, v]) => [k, [...v]]))
    expect(holds(asked, values)).toBe(isSo)
  })
})

describe('what parameters leave of a catalog', () => {
  const urls = (rows: readonly object[], given: Given, base: object = {}) =>
    expanded(rows, given, base).rows.map(({ id, url, capabilities }) =>
      [id, url, ...capabilities].join(' '),
    )

  test('defaults refer to what stands before them, and texts that are given to nothing', () => {
    const parameters = {
      a: { type: 'string', default: 'x', describe: 'd' },
      b: { type: 'string', default: '{a}-b', describe: 'd' },
    }
    const base = { parameters: { ...BASE.parameters, ...parameters } }
    const row = [{ url: 'https://{b}.example/' }]
    expect(urls(row, {}, base)).toEqual(['r https://x-b.example/ c'])
    expect(urls(row, { a: 'y' }, base)).toEqual(['r https://y-b.example/ c'])
    expect(urls(row, { b: 'z' }, base)).toEqual(['r https://z.example/ c'])
    expect(urls(row, { b: '{a}' }, base)).toEqual(['r https://{a}.example/ c'])
  })

  test('rows count by condition and by what is not given, items once each', () => {
    const rows = [
      { id: 'one', url: 'https://one.{suffix}/', when: { mode: ['full'] } },
      { id: 'two', url: 'https://two.{suffix}/', without: 'p' },
      { id: 'three', url: 'https://{p}.{suffix}/', for: ['c', 'd'] },
      { id: 'each', url: 'https://{item}/', each: 'l', forItem: { 'a.b': ['d'] } },
    ]
    expect(urls(rows, { l: ['a.b', 'c.d', 'a.b'] })).toEqual([
      ...['two https://two.example/ c', 'each/a-b https://a.b/ c', 'each/c-d https://c.d/ c'],
    ])
    expect(urls(rows, { p: 'x', mode: 'full', l: 'a.b' })).toEqual([
      ...['one https://one.example.net/ c', 'three https://x.example.net/ c d'],
      'each/a-b https://a.b/ c d',
    ])
    expect(expanded(rows, { mode: 'no' }).rows).toEqual([])
  })

  test('expectations of a condition go over those of the row, the later over the earlier', () => {
    const row = {
      url: 'https://kv.vault.azure.net/',
      expect: { resolution: 'public', http: { status: [200] } },
      expectWhen: [
        { when: { mode: ['full'] }, expect: { resolution: 'any' } },
        { when: { mode: ['full'], p: ['x'] }, expect: { resolution: 'private' } },
      ],
      private: { addresses: 'l' },
    }
    const expected = (given: Given, more: object = {}) =>
      expanded([{ ...row, ...more }], given).rows[0]?.expect
    const http = { status: [200] }
    const zone = 'privatelink.vaultcore.azure.net'
    expect(expected({})).toEqual({ resolution: 'public', http })
    expect(expected({ mode: 'full' })).toEqual({ resolution: 'any', http })
    expect(expected({ mode: 'full', p: 'x' })).toEqual({ resolution: 'private', http, zone })
    expect(expected({ l: ['10.0.0.0/8'] })).toEqual({
      ...{ resolution: 'public', http, addresses: ['10.0.0.0/8'] },
    })
    // A host that several zones may answer for has none in advance.
    const several = { url: 'https://a.japaneast.inference.ml.azure.com/' }
    expect(expected({ mode: 'full', p: 'x' }, several)).toEqual({ resolution: 'private', http })
    const own = { private: { zone: '{p}.corp' } }
    expect(expected({ mode: 'full', p: 'x' }, own)).toMatchObject({ zone: 'x.corp' })
  })

  test('names that must be private together are checked once, and not twice', () => {
    const row = [{ url: 'https://{item}/', each: 'l', companions: true }]
    const sites = ['A.azurewebsites.net', 'b.azurewebsites.net', 'b.scm.azurewebsites.net']
    const { rows } = expanded(row, { l: sites })
    expect(
      rows.map(({ url, row: { optional, note } }) => [url, optional, note !== undefined]),
    ).toEqual([
      ['https://A.azurewebsites.net/', undefined, false],
      ['https://b.azurewebsites.net/', undefined, false],
      ['https://b.scm.azurewebsites.net/', undefined, false],
      ['https://a.scm.azurewebsites.net/', true, true],
    ])
  })

  test('capabilities are needed by row, by item and under a condition', () => {
    const row = {
      for: ['a'],
      forItem: { x: ['b'] },
      forWhen: [
        { when: { mode: ['full'] }, for: ['c', 'a'] },
        { when: {}, without: 'p', for: ['d'] },
      ],
    }
    expect(mayNeed(row)).toEqual(['a', 'b', 'c', 'd'])
    expect(needs(row, { p: '1' }, null)).toEqual(['a'])
    expect(needs(row, { p: '1' }, 'x')).toEqual(['a', 'b'])
    expect(needs(row, { p: '1' }, 'y')).toEqual(['a'])
    expect(needs(row, { mode: 'full' }, null)).toEqual(['a', 'c', 'd'])
    expect(sandboxesOf({ sandbox: ['build', 'image-pull'] })).toEqual(['build', 'image-pull'])
    expect(sandboxesOf({})).toEqual([])
  })
})
