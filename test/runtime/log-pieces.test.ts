import fc from 'fast-check'
import { expect, test } from 'vitest'
import { logPieces } from '../../runtime/log-pieces.ts'

test('any entry is whole again when its pieces are joined, and no piece is longer than the limit', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue({ stringUnit: 'grapheme' })),
      fc.integer({ min: 20, max: 300 }),
      (fields, limit) => {
        const entry = { severity: 'info', message: 'm', fields } as const
        const pieces = logPieces(entry, limit, () => 'id')
        if (pieces[0] === entry) return
        const texts = pieces.map(({ fields: of }) => (of as { piece: { text: string } }).piece.text)
        for (const text of texts) {
          expect(Buffer.byteLength(JSON.stringify(text))).toBeLessThanOrEqual(limit)
          expect(text.isWellFormed()).toBe(true)
        }
        expect(texts.join('')).toBe(JSON.stringify(fields))
      },
    ),
  )
})

test('a short entry stays as it is', () => {
  const entry = { severity: 'info', message: 'm' } as const
  expect(logPieces(entry, 100, () => 'id')).toEqual([entry])
})

test('one of just the limit stays whole, and one of a byte more does not', () => {
  const fields = { text: 'ü'.repeat(20) }
  const entry = { severity: 'info', message: 'mü', fields } as const
  const bytes = Buffer.byteLength(JSON.stringify(fields)) + Buffer.byteLength(entry.message)
  expect(logPieces(entry, bytes, () => 'id')).toEqual([entry])
  expect(logPieces(entry, bytes - 1, () => 'id').length).toBeGreaterThan(1)
})

test('a long message is repeated in part; the fields that are short stay in each piece', () => {
  const message = 'm'.repeat(1500)
  const fields = { id: 'x'.repeat(100), long: 'x'.repeat(101), count: 7, list: [1] }
  const pieces = logPieces({ severity: 'error', message, fields }, 200, () => 'id')
  const { length } = pieces
  expect(length).toBeGreaterThan(1)
  for (const [n, piece] of pieces.entries()) {
    expect(piece).toMatchObject({
      severity: 'error',
      message: `${'m'.repeat(1000)} [${n + 1}/${length}]`,
      fields: { id: fields.id, count: 7, piece: { id: 'id', number: n + 1, of: length } },
    })
    expect(Object.keys(piece.fields ?? {}).sort()).toEqual(['count', 'id', 'piece'])
  }
})
