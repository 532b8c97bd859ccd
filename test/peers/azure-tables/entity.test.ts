import { describe, expect, test as plain } from 'vitest'
import { toEntity } from '../../../stores/azure-tables/entity.ts'
import { LIMITS, SERVICE } from '../../../stores/azure-tables/limits.ts'
import { azureTablesRows } from '../../../stores/azure-tables/rows.ts'
import type { Cells, Write } from '../../../stores/rows/port.ts'
import { noise } from '../../stores/rows/conformance/row.ts'
import { faultyProxy } from './faulty-proxy.ts'
import { missing, test } from './place.ts'

const of = (cells: Cells) => toEntity('p', { key: 'k', cells })

plain('a number is a double, whatever its value: the service would take 1 for an integer', () => {
  expect(of({ n: 1 })['n']).toEqual({ type: 'Double', value: 1 })
})

plain('a short plain text stays legible, JSON among it; others are bytes', () => {
  expect(of({ text: '{"id":"prod","n":1}' })['text']).toBe('{"id":"prod","n":1}')
  for (const text of ['a\nb', 'é', '"""', 'x'.repeat(257)]) {
    expect(of({ text })['text']).toEqual(Buffer.from(`\u0001${text}`))
  }
})

const refused: readonly [string, Cells, RegExp][] = [
  ['a column of the service', { Timestamp: 1 }, /Column Timestamp/],
  ['a column that the library respells', { etag: 'x' }, /Column etag/],
  ['a column that is no name', { 'a-b': 1 }, /Column a-b/],
  ['a column over 64 KiB', { x: noise(2 ** 16) }, /Column x is too large/],
  ['a row over 1 MiB', columns(18, 60 * 1024), /Row k is too large/],
  ['a row of 253 columns', columns(253, 1), /253 columns/],
]

plain.for(refused)('%s is a bug of the caller', ([, cells, says]) => {
  expect(() => of(cells)).toThrow(RangeError)
  expect(() => of(cells)).toThrow(says)
})

plain('a row at its limit, in the form that costs most, is one that the service takes', () => {
  const texts = Array.from({ length: 236 }, (_, n) => [name(`text${n}`), 'x'.repeat(256)])
  const left = LIMITS.rowBytes - 236 * 256
  const cells = { ...Object.fromEntries(texts), ...columns(16, Math.floor(left / 16)) }
  expect(() => toEntity('p'.repeat(500), { key: 'k'.repeat(500), cells })).not.toThrow()
})

describe.skipIf(missing)(`a commit at its limit${missing ? `: ${missing}` : ''}`, () => {
  const each = LIMITS.commitBytes / LIMITS.writes
  const forms: readonly [string, Cells][] = [
    ['one column of bytes', { body: noise(Math.floor(each)) }],
    ['forty columns of bytes', columns(40, Math.floor(each / 40))],
    [
      'forty columns, most of them texts full of quotation marks',
      {
        ...Object.fromEntries(
          Array.from({ length: 39 }, (_, n) => [name(`text${n}`), '"a'.repeat(128)]),
        ),
        body: noise(Math.floor(each) - 39 * 256),
      },
    ],
  ]

  test.for(forms)('%s: fits', async ([, cells], { azurite, table }) => {
    await using proxy = await faultyProxy(azurite.port, () => null)
    await (await table.open()).commit('p', [{ kind: 'put', key: 'k', cells: {} }])
    const rows = await azureTablesRows(table.settings(proxy.port))
    const writes = Array.from({ length: LIMITS.writes }, (_, n): Write => {
      return { kind: 'put', key: String(n).padStart(500, 'k'), cells }
    })
    expect(await rows.commit('p'.repeat(500), writes)).toBe('committed')
    expect(proxy.seen.requests).toBe(1)
    expect(proxy.seen.bytes).toBeLessThanOrEqual(SERVICE.transactionBytes)
    await rows.close()
  })

  test('one that is larger on the way than the service takes is a bug of the caller', async ({
    table,
  }) => {
    const rows = await table.open()
    const writes = [1, 2, 3, 4].map((n): Write => {
      return { kind: 'put', key: `k${n}`, cells: columns(15, 60 * 1024) }
    })
    await expect(rows.commit('p', writes)).rejects.toThrow(RangeError)
    const many = Array.from({ length: 101 }, (_, n): Write => ({ kind: 'delete', key: `k${n}` }))
    await expect(rows.commit('p', many)).rejects.toThrow(RangeError)
  })
})

function columns(count: number, bytes: number): Record<string, Uint8Array> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, n) => [name(`body${n}`), noise(bytes, n)]),
  )
}

/** As long as a name may be. */
function name(begin: string): string {
  return begin.padEnd(32, 'x')
}
