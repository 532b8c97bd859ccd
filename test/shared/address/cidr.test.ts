import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contains, isCidr } from '../../../shared/address/cidr.ts'
import { canonicalIp, formatIp, parseIp } from '../../../shared/address/ip.ts'

describe('parseIp', () => {
  test.for([
    ['10.0.0.1', '10.0.0.1'],
    ['2001:DB8::A', '2001:db8::a'],
    ['2001:db8:0:0:0:0:0:1', '2001:db8::1'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['::ffff:a00:1', '10.0.0.1'],
    ['64:ff9b::10.0.0.4', '64:ff9b::a00:4'],
    ['fe80::1%eth0', 'fe80::1'],
    ['::', '::'],
  ])('reads %s as %s', ([text, expected]) => {
    expect(canonicalIp(text as string)).toBe(expected)
  })

  test.for([
    '',
    '10.1',
    '010.0.0.1',
    '0x0a.0.0.1',
    '256.0.0.1',
    '10.0.0.1 ',
    '10.0.0.1%eth0',
    '10.0.0.1.5',
    '::ffff:010.0.0.1',
    '::ffff:0x1.2.3.4',
    '1::2::3',
    '12345::',
    '1:2:3:4:5:6:7:8:9',
    'fe80::1%',
    'fe80::1%a%b',
    '[::1]',
    'localhost',
  ])('refuses "%s"', (text) => {
    expect(parseIp(text)).toBeNull()
  })

  test('reads back what it writes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (text) => {
        const ip = parseIp(text)
        expect(ip).not.toBeNull()
        if (ip !== null) expect(parseIp(formatIp(ip))).toEqual(ip)
      }),
    )
  })

  test('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseIp(text)))
  })
})

describe('contains', () => {
  test.for([
    ['10.0.0.0/8', '10.255.255.255', true],
    ['10.0.0.0/8', '11.0.0.0', false],
    ['10.1.2.0/23', '10.1.3.255', true],
    ['10.1.2.0/23', '10.1.4.0', false],
    ['10.1.2.3', '10.1.2.3', true],
    ['10.1.2.3', '10.1.2.4', false],
    ['10.1.2.3/8', '10.9.9.9', true],
    ['0.0.0.0/0', '203.0.113.9', true],
    ['0.0.0.0/0', '::1', false],
    ['::/0', '10.0.0.1', false],
    ['10.0.0.0/8', '::ffff:10.1.1.1', true],
    ['::ffff:10.0.0.0/104', '10.1.1.1', true],
    ['fd00::/8', 'fd12::1', true],
    ['2600:2d00:2:1000::/56', '2600:2d00:2:10ff::1', true],
    ['2600:2d00:2:1000::/56', '2600:2d00:2:1100::1', false],
    ['fe80::/10', 'fe80::1%eth0', true],
    ['nonsense', '10.0.0.1', false],
    ['10.0.0.0/8', 'nonsense', false],
  ] as const)('%s, %s: %s', ([cidr, address, expected]) => {
    expect(contains(cidr, address)).toBe(expected)
  })
})

describe('isCidr', () => {
  test.for(['10.0.0.0/8', '10.0.0.1', '::/0', 'fd00::/8', '10.0.0.0/0', '::1/128'])(
    'takes %s',
    (text) => {
      expect(isCidr(text)).toBe(true)
    },
  )

  test.for([
    '10.0.0.0/33',
    '::/129',
    '10.0.0.0/',
    '10.0.0.0/08',
    '10.0.0.0/-1',
    '10.0.0.0/8/8',
    '10.0.0.0/ 8',
    '10/8',
    '::ffff:10.0.0.0/80',
    '/8',
  ])('refuses %s', (text) => {
    expect(isCidr(text)).toBe(false)
  })
})
