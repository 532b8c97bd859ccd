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
