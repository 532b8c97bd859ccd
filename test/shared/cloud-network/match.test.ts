import { describe, expect, test } from 'vitest'
import { parseIp } from '../../../shared/address/ip.ts'
import {
  all,
  any,
  decider,
  hasName,
  hasPort,
  inRange,
  serviceTags,
} from '../../../shared/cloud-network/match.ts'

describe('ranges and prefixes', () => {
  test.for([
    ['10.0.0.1-10.0.0.9', '10.0.0.1', true],
    ['10.0.0.1-10.0.0.9', '10.0.0.9', true],
    ['10.0.0.1-10.0.0.9', '10.0.0.0', false],
    ['10.0.0.1-10.0.0.9', '10.0.0.10', false],
    ['10.0.0.5-10.0.1.2', '10.0.1.1', true],
    ['10.0.0.5 - 10.0.1.2', '10.0.0.255', true],
    ['10.0.0.1-10.0.0.9', '::1', false],
    ['::1-::9', '::5', true],
    ['10.0.0.1-11.0.0.9', '9.9.9.9', false],
    ['10.0.0.1-11.0.0.9', '12.0.0.0', false],
    ['10.0.0.0/24', '10.0.0.255', true],
    ['10.0.0.0/24', '10.0.1.0', false],
    ['10.0.0.1-10.0.0.5-10.0.0.9', '10.0.0.3', null],
    ['Storage', '10.0.0.3', null],
  ] as const)('%s and %s: %s', ([text, address, expected]) => {
    const ip = parseIp(address)
    if (ip === null) throw new Error(`no address: ${address}`)
    expect(inRange(text, ip)).toBe(expected)
  })
})

describe('ports', () => {
  test.for([
    [['443'], 443, 'yes'],
    [['443'], 444, 'no'],
    [['8000-8010'], 8000, 'yes'],
    [['8000-8010'], 8010, 'yes'],
    [['8000-8010'], 7999, 'no'],
    [['8000-8010'], 8011, 'no'],
    [['80', '443'], 443, 'yes'],
    [['*'], 1, 'yes'],
    [['http'], 80, 'unknown'],
    [['80-http'], 80, 'unknown'],
    [['http', '80'], 80, 'yes'],
    [[], 80, 'no'],
  ] as const)('%s and %s: %s', ([ports, port, expected]) => {
    expect(hasPort(ports, port)).toBe(expected)
  })
})

describe('names', () => {
  test.for([
    ['*', 'a.example', 'yes'],
    ['a.example', 'A.Example', 'yes'],
    ['A.example', 'a.example', 'yes'],
    ['*.Example', 'a.example', 'yes'],
    ['*.example', 'example', 'no'],
    ['*.example', 'a.b.example', 'yes'],
    ['a.example', 'b.a.example', 'no'],
    ['a*.example', 'ab.example', 'unknown'],
    ['**.example', 'a.example', 'unknown'],
    ['*.a*.example', 'x.ab.example', 'unknown'],
  ] as const)('%s and %s: %s', ([pattern, name, expected]) => {
    expect(hasName([pattern], name)).toBe(expected)
  })
})

test('several conditions: what fails decides of all, what holds of any', () => {
  expect(all('yes', 'unknown', 'no')).toBe('no')
  expect(all('yes', 'unknown')).toBe('unknown')
  expect(all('yes', 'yes')).toBe('yes')
  expect(any(['no', 'unknown', 'yes'])).toBe('yes')
  expect(any(['no', 'unknown'])).toBe('unknown')
  expect(any([])).toBe('no')
})

describe('the rule that decides', () => {
  const rule = (name: string, match: 'yes' | 'no' | 'unknown', allows: boolean) => {
    return { rule: name, match, allows }
  }
  test.for([
    { rules: [], told: [null, null, null] },
    { rules: [rule('a', 'no', true)], told: [null, null, null] },
    { rules: [rule('a', 'no', true), rule('b', 'yes', false)], told: ['b', false, null] },
    { rules: [rule('a', 'yes', true), rule('b', 'unknown', false)], told: ['a', true, null] },
    { rules: [rule('a', 'unknown', false), rule('b', 'yes', false)], told: [null, false, 'a'] },
    { rules: [rule('a', 'unknown', true), rule('b', 'yes', false)], told: [null, null, 'a'] },
    {
      rules: [rule('a', 'unknown', false), rule('b', 'unknown', true), rule('c', 'yes', false)],
      told: [null, null, 'a'],
    },
    { rules: [rule('a', 'unknown', true)], told: [null, null, 'a'] },
  ])('$rules', ({ rules, told }) => {
    const { rule: by, allows, doubt } = decider(rules)
    expect([by, allows, doubt]).toEqual(told)
  })
})

test('tags by owner, whatever their case; what is no prefix is left out', () => {
  const tags = serviceTags([
    { owner: 'Storage', cidr: '20.0.0.0/8' },
    { owner: 'storage', cidr: '21.0.0.0/8' },
    { owner: 'Sql', cidr: 'none' },
  ])
  expect([tags.get('storage')?.length, tags.get('sql')?.length, tags.get('Storage')]).toEqual([
    2,
    0,
    undefined,
  ])
})
