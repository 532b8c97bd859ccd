import { describe, expect, test } from 'vitest'
import { reportId } from '../../../shared/report/id.ts'

const zeros = (bytes: number) => new Uint8Array(bytes)
const at = new Date('2026-11-22T03:12:05.123Z')

describe('reportId()', () => {
  test.for([
    ['prod-japaneast', '20261122T031205123Z-prod-japaneast-00000000'],
    ['Prod / Japan East!', '20261122T031205123Z-prod-japan-east-00000000'],
    ['../../etc', '20261122T031205123Z-etc-00000000'],
    ['Zürich', '20261122T031205123Z-zurich-00000000'],
    ['東京', '20261122T031205123Z-vantage-00000000'],
    ['', '20261122T031205123Z-vantage-00000000'],
    [`${'a'.repeat(39)}-bcd`, `20261122T031205123Z-${'a'.repeat(39)}-00000000`],
  ] as const)('of vantage %o is %o', ([vantage, expected]) => {
    expect(reportId(at, vantage, zeros)).toBe(expected)
  })

  test('sorts by time', () => {
    const ids = [5, 1, 9].map((s) => reportId(new Date(at.getTime() + s * 1000), 'v', zeros))
    expect(ids.toSorted()).toEqual([ids[1], ids[0], ids[2]])
  })

  test('takes five bits of each random byte', () => {
    const bytes = Uint8Array.of(0, 31, 32, 255, 10, 20, 128, 1)
    expect(reportId(at, 'v', () => bytes)).toMatch(/-v-0z0zam01$|-v-0z0zan01$/)
  })
})
