import type { ResultsStore } from './results-store.ts'

/** A view of the store that has so much time and no more; what is asked later fails with StoreError. */
export interface BoundedStore extends Disposable {
  readonly store: ResultsStore
  /** Aborted when its time is over. */
  readonly signal: AbortSignal
}

/** A view of a store for so many ms from now. */
export type Within = (ms: number) => BoundedStore
