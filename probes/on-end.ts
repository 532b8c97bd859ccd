/** Who is told of the end of a signal: Node's own listeners cost more than the timer of a step. */
const told = new WeakMap<AbortSignal, Set<() => void>>()

/** Calls `end` when the signal is aborted, unless the function that is returned was called before. */
export function onEnd(signal: AbortSignal, end: () => void): () => void {
  const listeners = told.get(signal) ?? listen(signal)
  listeners.add(end)
  return () => {
    listeners.delete(end)
  }
}

function listen(signal: AbortSignal): Set<() => void> {
  const listeners = new Set<() => void>()
  told.set(signal, listeners)
  signal.addEventListener('abort', () => {
    for (const end of listeners) end()
  })
  return listeners
}
