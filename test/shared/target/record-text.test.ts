import { expect, test } from 'vitest'
import { canonicalRecord } from '../../../shared/target/record-text.ts'

/** Sources: RFC 5952, 4 (one spelling of an address); RFC 4343 (names without regard to case). */
test.for([
  ['AAAA', '2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
  ['A', ' 10.0.0.4 ', '10.0.0.4'],
  ['MX', '10  Mail.Example.', '10 mail.example'],
  ['MX', '0 .', '0 .'],
] as const)('%s %s is %s', ([type, written, kept]) => {
  expect(canonicalRecord(type, written)).toBe(kept)
})
