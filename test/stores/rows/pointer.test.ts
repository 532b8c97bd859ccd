import { expect, test } from 'vitest'
import { rowsStore } from '../../../stores/rows/store.ts'
import { LIMITS, memoryRows } from '../../fixtures/memory-rows.ts'
import { at } from '../conformance/sweep.ts'

test('an id whose first writer broke off is found where the next one wrote', async () => {
  const place = memoryRows(LIMITS)
  // Its pointer is written, and nothing behind it.
  let commits = 0
  const broken = place.open(({ call }) => (call === 'commit' && ++commits > 1 ? 'before' : null))
  const first = { ...at(0), id: 'one' }
  await expect(rowsStore(broken).append(first)).rejects.toThrow()
  const store = rowsStore(place.open())
  expect(await store.get('one')).toBeNull()
  const second = { ...at(60), id: 'one' }
  expect(await store.append(second)).toBe('stored')
  expect(await rowsStore(place.open()).get('one')).toMatchObject({ startedAt: second.startedAt })
  expect(await store.append(second)).toBe('already-stored')
})
