import type { Within } from '../shared/ports/bounded-store.ts'
import type { ResultsStore } from '../shared/ports/results-store.ts'
import { StoreError } from '../shared/ports/store-error.ts'
import { endingStore } from './ending-store.ts'

/**
 * Views of a store that bound many calls together: one that takes seconds for each answer would make what follows a
 * sweep last for minutes, as each call has a deadline of its own only.
 */
export function storeWithin(store: ResultsStore): Within {
  return (ms) => {
    const late = new AbortController()
    const timer = setTimeout(() => late.abort(), ms)
    const message = `The store is too slow: it had ${ms / 1000} s for all that was asked of it; the next sweep goes on`
    return {
      store: endingStore(
        store,
        late.signal,
        () => new StoreError(message, { problem: 'unreachable' }),
      ),
      signal: late.signal,
      [Symbol.dispose]: () => clearTimeout(timer),
    }
  }
}
