import { expect, test } from 'vitest'
import { canonicalRecord, recordForm } from '../../../shared/target/record-text.ts'

/** Sources: RFC 5952, 4 (one spelling of an address); RFC 4343 (names without regard to case). */
test.for([
  ['AAAA', '2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
  ['A', ' 10.0.0.4 ', '10.0.0.4'],
  ['MX', '10  Mail.Example.', '10 mail.example'],
  ['MX', '0 .', '0 .'],
  ['TXT', '"v=spf1" " -all"', 'v=spf1 -all'],
  ['TXT', '"a""b"', 'ab'],
  ['TXT', 'As It Stands.', 'As It Stands.'],
  ['TXT', '"with \\"quotes\\" and \\\\"', 'with "quotes" and \\'],
  ['TXT', '"', '"'],
  ['TXT', '"open', '"open'],
  ['TXT', 'end"', 'end"'],
  ['CAA', '0 ISSUE "Digicert.com"', '0 issue Digicert.com'],
  ['CAA', '0 Issue', '0 issue'],
  ['CAA', '0  iodef  mailto:a@b c', '0 iodef mailto:a@b c'],
] as const)('%s %s is %s', ([type, written, kept]) => {
  expect(canonicalRecord(type, written)).toBe(kept)
})

const SOA = 'ns1.a. admin.a. 1 3600 600 86400 300'

/** Of each type one that is written right, and those that lack or add a field. */
test.for([
  ['A', ['10.1.2.3'], ['fd00::1', '10.1.2', 'a.example']],
  ['AAAA', ['fd00::1'], ['10.1.2.3', 'fd00', 'a.example']],
  ['CNAME', ['Host.Contoso.com.'], ['a b']],
  ['NS', ['ns1.contoso.com'], ['a b', '10 ns1']],
  ['PTR', ['host.contoso.com'], ['a b']],
  ['MX', ['10 mail.contoso.com'], ['mail.contoso.com', 'x mail', '10 20 mail', '100000 mail']],
  ['SRV', ['0 100 389 dc1'], ['100 389 dc1', '0 100 389', 'a 100 389 dc1', '0 1 2 3 dc1']],
  ['SOA', [SOA], [SOA.slice(0, -4), `${SOA} 1`, 'ns1.a. 1 3600 600 86400 300']],
  ['TXT', ['v=spf1 -all', '"x"'], []],
  ['CAA', ['0 issue "digicert.com"', '128 iodef'], ['issue digicert.com', '0']],
] as const)('%s as it is written', ([type, right, wrong]) => {
  expect(right.map((text) => recordForm(type, text))).toEqual(right.map(() => null))
  const forms = wrong.map((text) => recordForm(type, text))
  expect(forms.filter((form) => form === null)).toEqual([])
  for (const form of new Set(forms)) {
    const [example = ''] = form?.split(', or ') ?? []
    expect(recordForm(type, example)).toBeNull()
  }
})
