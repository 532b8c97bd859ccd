import { expect, test } from 'vitest'
import { endingStore } from '../../runtime/ending-store.ts'
import type { ResultsStore } from '../../shared/ports/results-store.ts'
import { StoreError } from '../../shared/ports/store-error.ts'

/** A store that knows one call, which ends when it is told to. */
function slow(answer: Promise<null>): { store: ResultsStore; calls: string[] } {
  const calls: string[] = []
  const store = {
    latest: (vantage: string) => {
      calls.push(vantage)
      return answer
    },
    close: async () => void calls.push('close'),
  } as unknown as ResultsStore
  return { store, calls }
}

test('passes calls on until the end, and fails those under way and later ones', async () => {
  const answer = Promise.withResolvers<null>()
  const end = new AbortController()
  const { store, calls } = slow(answer.promise)
  const ending = endingStore(store, end.signal)

  const early = ending.latest('early')
  answer.resolve(null)
  expect(await early).toBe(null)

  const never = endingStore(slow(new Promise(() => {})).store, end.signal).latest('under way')
  end.abort()
  await expect(never).rejects.toThrow(StoreError)
  await expect(ending.latest('late')).rejects.toMatchObject({ problem: 'unreachable' })
  await ending.close()
  expect(calls).toEqual(['early', 'close'])
})
