import { expect, test } from 'vitest'
import { storeWithin } from '../../runtime/store-within.ts'
import type { ResultsStore } from '../../shared/ports/results-store.ts'

test('many calls have one deadline; what is asked later fails, and the store itself goes on', async () => {
  const never = Promise.withResolvers<null>()
  const store = { latest: () => never.promise } as unknown as ResultsStore
  const within = storeWithin(store)
  using bounded = within(5)
  await expect(bounded.store.latest('a')).rejects.toThrow('it had 0.005 s for all')
  await expect(bounded.store.latest('b')).rejects.toMatchObject({ problem: 'unreachable' })
  expect(bounded.signal.aborted).toBe(true)
  never.resolve(null)
  // The next view has time of its own.
  using next = within(60_000)
  expect(await next.store.latest('a')).toBeNull()
  expect(await store.latest('a')).toBeNull()
})
