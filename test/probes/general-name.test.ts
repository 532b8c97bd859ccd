import { expect, test } from 'vitest'
import { kindOf } from '../../probes/general-name.ts'

// RFC 5280, 4.2.1.6: a GeneralName has a tag of the class that depends on its context, 0x80.
test.for([
  [0x82, 'DNS'],
  [0xa4, 'directory'],
  [0x86, 'URI'],
  [0x87, 'IP'],
  [0x8f, null],
  [0x02, null],
  [0x42, null],
  [0xc2, null],
] as const)('the tag %i is of %s', ([tag, kind]) => {
  expect(kindOf(tag)).toBe(kind)
})
