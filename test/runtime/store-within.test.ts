import { expect, test } from 'vitest'
import { storeWithin } from '../../runtime/store-within.ts'
import type { ResultsStore } from '../../shared/ports/results-store.ts'

test('many calls have one deadline; what is asked later fails, and the store itself goes on', async () => {
  const never = Promise.withResolvers<null>()
  const store = { latest: () => never.promise } as unknown as ResultsStore
  using bounded = storeWithin(store)(5)
  await expect(bounded.store.latest('a')).rejects.toThrow('it had 0.005 s for all')
  await expect(bounded.store.latest('b')).rejects.toMatchObject({ problem: 'unreachable' })
  expect(bounded.signal.aborted).toBe(true)
  never.resolve(null)
  expect(await store.latest('a')).toBeNull()
})
