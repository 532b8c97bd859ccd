import { expect, test } from 'vitest'
import { StoreError } from '../../shared/ports/store-error.ts'
import { undamaged, unlessDamaged } from '../../stores/damage.ts'

const damaged = new StoreError('row 3 is damaged', { problem: 'damaged' })
const unreachable = new StoreError('nobody answers', { problem: 'unreachable' })
const fails = (error: Error) => () => Promise.reject(error)

test('what is damaged is left out, and said', async () => {
  const said: string[] = []
  const onDamage = (message: string) => void said.push(message)
  expect(await unlessDamaged(onDamage, fails(damaged))).toBeNull()
  const read = (n: number) => (n === 2 ? fails(damaged)() : n)
  expect(await undamaged(onDamage, [1, 2, 3], read)).toEqual([1, 3])
  expect(said).toEqual(['row 3 is damaged', 'row 3 is damaged'])
})

test.for([
  ['a store that is not reached', unreachable],
  ['a bug', new TypeError('x')],
] as const)('%s is not taken for damage', async ([, error]) => {
  const unsaid = () => expect.unreachable()
  await expect(unlessDamaged(unsaid, fails(error))).rejects.toBe(error)
  await expect(undamaged(unsaid, [1], fails(error))).rejects.toBe(error)
})
