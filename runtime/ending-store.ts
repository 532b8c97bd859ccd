import type { ResultsStore } from '../shared/ports/results-store.ts'
import { StoreError } from '../shared/ports/store-error.ts'

/**
 * A store that has no more time after `end`: what is under way then and what is asked later fails, so that a process
 * that is about to be killed still sets its report aside. A report whose append came through all the same is not
 * doubled: appending is idempotent. `because` makes the error.
 */
export function endingStore(
  store: ResultsStore,
  end: AbortSignal,
  because: () => StoreError = outOfTime,
): ResultsStore {
  return new Proxy(store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target)
      if (typeof member !== 'function' || name === 'close') return member
      return (...given: unknown[]) =>
        before(end, because, () => Reflect.apply(member, target, given))
    },
  })
}

async function before<T>(
  end: AbortSignal,
  because: () => StoreError,
  call: () => Promise<T>,
): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const onEnd = () => reject(because())
  if (end.aborted) throw because()
  end.addEventListener('abort', onEnd, { once: true })
  try {
    return await Promise.race([call(), late])
  } finally {
    end.removeEventListener('abort', onEnd)
  }
}

function outOfTime(): StoreError {
  return new StoreError(
    'The store did not answer before this process had to end; the next sweep goes on',
    { problem: 'unreachable' },
  )
}
