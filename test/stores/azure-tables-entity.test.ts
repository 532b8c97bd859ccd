import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toEntity, toRow } from '../../stores/azure-tables/entity.ts'
import type { Cell, Cells } from '../../stores/rows/port.ts'

/** What the library gives of an entity that it was given: numbers without their type, and an etag. */
function stored(cells: Cells) {
  const { partitionKey: _, rowKey: __, ...columns } = toEntity('p', { key: 'k', cells })
  const given = Object.entries(columns).map(([name, value]) => {
    const { type, value: number } = Object(value)
    return [name, type === 'Double' ? number : value] as const
  })
  return { ...Object.fromEntries(given), etag: 'W/"1"' }
}

const cell: fc.Arbitrary<Cell> = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('', '"'.repeat(50), 'x'.repeat(2000), '東京', '\u0000'),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.uint8Array({ maxLength: 50 }),
)

test('a row is read as it was written: texts, numbers and bytes', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.stringMatching(/^c[a-z0-9_]{0,20}$/), cell), (cells) => {
      expect(toRow('k', stored(cells))).toEqual({ key: 'k', cells: { ...cells }, version: 'W/"1"' })
    }),
  )
})

test('a column that is not there is none, and neither is what the service adds', () => {
  const added = { timestamp: '2026-11-22T00:00:00Z', 'odata.metadata': 'x', missing: null }
  expect(toRow('k', { ...stored({ n: 1 }), ...added }).cells).toEqual({ n: 1 })
})

test.for(['partitionKey', 'rowkey', 'Timestamp', 'etag', '1st', 'a b', 'a'.repeat(33)])(
  'a column cannot be called %s',
  (name) => {
    expect(() => toEntity('p', { key: 'k', cells: { [name]: 1 } })).toThrow(RangeError)
  },
)

test('a row without its version is no row', () => {
  expect(() => toRow('k', { n: 1 })).toThrow('without its version')
})
