import { expect, test } from 'vitest'
import { dotted, elements, setBits } from '../../probes/der.ts'

// X.690, 8.1.3: a length below 128 in one octet, else the number of octets and then the length.
test.for([
  [[0x04, 0x00], [0]],
  [
    [0x04, 0x01, 7, 0x05, 0x00],
    [1, 0],
  ],
  [[0x04, 0x7f, ...Array(127).fill(7)], [127]],
  [[0x04, 0x81, 0x80, ...Array(128).fill(7)], [128]],
  [[0x04, 0x83, 0, 0, 2, 7, 7], [2]],
] as const)('elements() %#', ([bytes, lengths]) => {
  expect(elements(Buffer.from(bytes)).map(({ content }) => content.length)).toEqual(lengths)
})

test.for([[[0x04]], [[0x04, 0x80, 0]], [[0x04, 0x84, 0, 0, 0, 0]], [[0x04, 2, 7]]] as const)(
  'elements() takes no %j',
  ([bytes]) => {
    expect(() => elements(Buffer.from(bytes))).toThrow(RangeError)
  },
)

// X.690, 8.19: the first two numbers share an octet, of which the first is 0, 1 or 2.
test.for([
  [[0x00], '0.0'],
  [[0x27], '0.39'],
  [[0x28], '1.0'],
  [[0x55, 0x1d, 0x11], '2.5.29.17'],
  [[0x88, 0x37], '2.999'],
  [[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b], '1.2.840.113549.1.1.11'],
  [[0x2a, 0x80, 0x01, 0x7f], '1.2.1.127'],
  [[], '0.0'],
] as const)('dotted(%j) is %s', ([bytes, text]) => {
  expect(dotted(Buffer.from(bytes))).toBe(text)
})

test('setBits() counts on from octet to octet', () => {
  expect(setBits(Buffer.of(0, 0b1000_0001))).toEqual([0, 7])
  expect(setBits(Buffer.of(7, 0b0100_0000, 0b1000_0000, 0b0000_0001))).toEqual([1, 8, 23])
  expect(setBits(Buffer.of(0))).toEqual([])
})
