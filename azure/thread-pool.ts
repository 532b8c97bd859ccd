import { readdirSync, readFileSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { Log } from '../shared/ports/log.ts'

/** Fewer than this make names wait for each other: getaddrinfo takes half of the pool. */
const ENOUGH = 16

/**
 * Warns of a thread pool that is too small for name lookups. The platform's worker uses the pool before the app is
 * loaded, so that only an app setting can size it; how many threads there are, Linux says.
 * https://nodejs.org/api/cli.html#uv_threadpool_sizesize
 */
export async function warnOfSmallPool(
  log: Log,
  threads: () => number | null = poolThreads,
): Promise<void> {
  // The pool starts with its first work.
  await stat('.').catch(() => {})
  const count = threads()
  if (count === null || count === 0 || count >= ENOUGH) return
  const message = `Node has ${count} threads for name lookups: two names whose resolver is silent make every other one late. Set the app setting UV_THREADPOOL_SIZE to 64`
  log.write({
    severity: 'warning',
    message,
    fields: { event: 'small-thread-pool', threads: count },
  })
}

/** The threads of libuv's pool in this process; null where the system does not tell them apart. */
function poolThreads(): number | null {
  try {
    const names = readdirSync('/proc/self/task').map((id) =>
      readFileSync(`/proc/self/task/${id}/comm`, 'utf8').trim(),
    )
    return names.filter((name) => name === 'libuv-worker').length
  } catch {
    return null
  }
}
