import { expect, test } from 'vitest'
import { remembered } from '../../../shared/address/remembered.ts'

test('remembered() asks once for each text, null included, and keeps no more than its bound', () => {
  const asked: string[] = []
  const find = remembered((text) => {
    asked.push(text)
    return text === 'none' ? null : text.length
  }, 2)
  expect([find('one'), find('none'), find('one'), find('none')]).toEqual([3, null, 3, null])
  expect(asked).toEqual(['one', 'none'])
  expect([find('three'), find('three'), find('one')]).toEqual([5, 5, 3])
  expect(asked).toEqual(['one', 'none', 'three', 'one'])
})
