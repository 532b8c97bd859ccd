import { expect, test } from 'vitest'
import { generalName, kindOf } from '../../probes/general-name.ts'

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

// RFC 5280, 4.2.1.10: an address is followed by its mask.
test.for([
  [0x82, Buffer.from('corp.example'), 'DNS:corp.example'],
  [0x81, Buffer.from('a@corp.example'), 'email:a@corp.example'],
  [0x86, Buffer.from('.corp.example'), 'URI:.corp.example'],
  [0xa4, Buffer.from('x'), 'directory'],
  [0x02, Buffer.from('x'), 'unknown'],
  [0x87, Buffer.of(10, 0, 0, 0, 255, 128, 0, 0), 'IP:10.0.0.0/9'],
  [
    0x87,
    Buffer.concat([
      Buffer.of(0x20, 1, 0x0d, 0xb8),
      Buffer.alloc(10),
      Buffer.of(0xab, 0xcd),
      Buffer.alloc(6, 255),
      Buffer.alloc(10),
    ]),
    'IP:2001:db8:0:0:0:0:0:abcd/48',
  ],
  [0x87, Buffer.of(10, 0, 0, 0), 'IP:unreadable'],
  [0x82, Buffer.from('a'.repeat(300)), `DNS:${'a'.repeat(255)}`],
] as const)('generalName() %#', ([tag, content, text]) => {
  expect(generalName({ tag, content }).slice(0, text.length)).toBe(text)
})
