import { describe, expect, test } from 'vitest'
import { parseRanges } from '../../../shared/address/range-file.ts'

const azure = (properties: unknown, name: unknown = 'Storage.JapanEast') =>
  JSON.stringify({ changeNumber: 1, cloud: 'Public', values: [{ name, id: name, properties }] })

describe('parseRanges', () => {
  test('reads Azure service tags', () => {
    const text = azure({ region: 'japaneast', addressPrefixes: ['20.60.0.0/16', '2603:1030::/32'] })
    expect(parseRanges(text, 'tags.json')).toEqual([
      { owner: 'Storage.JapanEast', cidr: '20.60.0.0/16' },
      { owner: 'Storage.JapanEast', cidr: '2603:1030::/32' },
    ])
  })

  test('reads goog.json and cloud.json, with a byte order mark or without', () => {
    const prefixes = [
      { ipv4Prefix: '8.8.8.0/24' },
      { ipv6Prefix: '2600:1900::/44', service: 'Google Cloud', scope: 'africa-south1' },
    ]
    expect(parseRanges(`\uFEFF${JSON.stringify({ syncToken: '1', prefixes })}`, 'g.json')).toEqual([
      { owner: 'Google', cidr: '8.8.8.0/24' },
      { owner: 'Google Cloud africa-south1', cidr: '2600:1900::/44' },
    ])
  })

  test.for([
    ['no JSON', '{', 'not JSON'],
    ['another document', '{"a":1}', 'neither Azure service tags'],
    ['an array', '[]', 'neither Azure service tags'],
    ['null', 'null', 'neither Azure service tags'],
    ['a polluted prototype', '{"__proto__":{"values":[]}}', 'neither Azure service tags'],
    ['values that are no list', '{"values":{}}', 'values'],
    [
      'a prefix that is none',
      azure({ addressPrefixes: ['10.0.0.0/8', '999.1.1.1/8'] }),
      'values.0.properties.addressPrefixes.1',
    ],
    ['a prefix that is no text', azure({ addressPrefixes: [7] }), 'addressPrefixes.0'],
    ['no prefixes', azure({}), 'addressPrefixes'],
    [
      'a name with an escape sequence',
      azure({ addressPrefixes: [] }, '\u001b[31mred'),
      'values.0.name',
    ],
    ['a name without end', azure({ addressPrefixes: [] }, 'x'.repeat(101)), 'values.0.name'],
    ['a Google row without a prefix', '{"prefixes":[{"service":"Google Cloud"}]}', 'prefixes.0'],
  ] as const)('refuses %s, with the file and the place', ([, text, place]) => {
    expect(() => parseRanges(text, 'ranges.json')).toThrow(/^ranges\.json: /)
    expect(() => parseRanges(text, 'ranges.json')).toThrow(place)
  })

  test('refuses more prefixes than any published file has', () => {
    const addressPrefixes = Array.from({ length: 500_001 }, () => '10.0.0.0/8')
    expect(() => parseRanges(azure({ addressPrefixes }), 'huge.json')).toThrow('500001 prefixes')
  })
})
