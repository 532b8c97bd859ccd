import { describe, expect, test } from 'vitest'
import { commonName } from '../../../shared/judge/certificates.ts'
import { list } from '../../../shared/judge/text.ts'

describe('list()', () => {
  test.for([
    [[], 'none'],
    [['a'], 'a'],
    [['a', 'a'], 'a'],
    [['a', 'b'], 'a and b'],
    [['a', 'b', 'a', 'c', 'b', 'd'], 'a, b, c and d'],
    [['a', 'b', 'c', 'd', 'e'], 'a, b, c, d and 1 more'],
  ] as const)('of %j is %s', ([items, text]) => {
    expect(list(items)).toBe(text)
  })

  test('names as many as it is told, and counts what it is not given', () => {
    expect(list(['a', 'b', 'c'], 2)).toBe('a, b and 1 more')
    expect(list(['a', 'b'], 2, 7)).toBe('a, b and 5 more')
    expect(list(['a', 'b'], 2, 2)).toBe('a and b')
  })
})

test.for([
  ['CN=Contoso CA, O=Contoso', 'Contoso CA'],
  [String.raw`CN=Contoso\, Inc. CA, O=Contoso`, 'Contoso, Inc. CA'],
  ['C=US\nO=Contoso\nCN=Root', 'Root'],
  ['C=US, O=Contoso', 'Contoso'],
  ['OU=Ops', 'OU=Ops'],
  ['DNQ=CN=x, O=y', 'y'],
] as const)('the name of %j is %s', ([name, common]) => {
  expect(commonName(name)).toBe(common)
})
