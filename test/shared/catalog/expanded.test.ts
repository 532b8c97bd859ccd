import { expect, test } from 'vitest'
import { CATALOGS } from '../../../shared/catalog/builtin.ts'
import { expand } from '../../../shared/catalog/expand.ts'
import { type KnownRow, rowsOfCatalog } from '../../../shared/catalog/known-rows.ts'
import { sitesOf } from '../../../shared/catalog/sites.ts'
import { fill, placeholders } from '../../../shared/catalog/template.ts'
import { byExample, samples } from './sample.ts'

/** The rows of a catalog by the examples of its parameters, each in a line. */
function expanded(
  catalog: (typeof CATALOGS)[number],
  given: Parameters<typeof expand>[1] = byExample(catalog),
): readonly string[] {
  const { rows, problems } = expand(catalog, given, (_, item) => item)
  const told = rows.map(({ id, url, expect: wanted, capabilities, row }) =>
    [
      `  ${id} ${url} ${JSON.stringify(wanted)}${row.optional === true ? ' optional' : ''}`,
      `for ${capabilities.join(' ') || 'nothing'}`,
      ...(row.wildcard === undefined ? [] : [row.wildcard]),
      ...(row.furtherPorts === undefined ? [] : [row.furtherPorts]),
    ].join(' | '),
  )
  return [...problems.map((p) => `  ${JSON.stringify(p)}`), ...told]
}

const pattern = ({ id, host, port, optional, blocked }: KnownRow) =>
  `  ${id} ${host.kind} ${host.text} ${host.fixed} :${port}${optional ? ' optional' : ''}${blocked ? ' blocked' : ''}`

// After a change of rows: npx vitest run test/shared/catalog/expanded.test.ts -u, and read what changed.
test('what each catalog leads to, by the examples of its parameters', async () => {
  const told = CATALOGS.flatMap((catalog) => [
    `${catalog.name} (${sitesOf(catalog).join(' ')})`,
    ...expanded(catalog),
    ...rowsOfCatalog(catalog).map(pattern),
  ])
  await expect(`${told.join('\n')}\n`).toMatchFileSnapshot('expanded.txt')
})

/** What other parameters lead to: the rows that come, and those that go. */
function difference(catalog: (typeof CATALOGS)[number], given: Parameters<typeof expand>[1]) {
  const [plain, other] = [expanded(catalog), expanded(catalog, given)]
  return [
    `${catalog.name} ${JSON.stringify(given)}`.slice(0, 160),
    ...other.filter((line) => !plain.includes(line)).map((line) => line.split(' | ')[0]),
    `  without: ${plain.filter((line) => !other.includes(line)).map((line) => line.trim().split(' ')[0])}`,
  ]
}

test('what each choice of a parameter, and each cloud of Azure, changes', async () => {
  const told = CATALOGS.flatMap((catalog) => {
    const places = 'region' in catalog.parameters ? ['usgovvirginia', 'chinanorth3'] : []
    const elsewhere = places.map((region) => ({ ...byExample(catalog), region }))
    return [...samples(catalog), ...elsewhere].flatMap((given) => difference(catalog, given))
  })
  await expect(`${told.join('\n')}\n`).toMatchFileSnapshot('choices.txt')
})

test.for([
  ['{a}-{b:label}.{b:rest}', { a: 'x', b: 'one.two.three' }, 'x-one.two.three'],
  ['{b:label}/{b:rest}', { b: 'one' }, 'one/'],
  ['{b:label}', { b: '.two' }, ''],
  ['{a}', { a: ['x'] }, null],
  ['{a}{c}', { a: 'x' }, null],
  ['{toString}', {}, null],
  ['plain {1} {a:else}', { a: 'x' }, 'plain {1} {a:else}'],
] as const)('fill(%j, %j) is %j', ([template, values, text]) => {
  expect(fill(template, values)).toBe(text)
})

test('placeholders() names each use', () => {
  expect(placeholders('{a}-{b:label}.{a}')).toEqual(['a', 'b', 'a'])
})
