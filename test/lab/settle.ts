/** Waits until all have ended, whatever the others do, and then throws the first error: nothing is left under way. */
export async function allEnded(tasks: readonly Promise<unknown>[]): Promise<void> {
  for (const outcome of await Promise.allSettled(tasks)) {
    if (outcome.status === 'rejected') throw outcome.reason
  }
}
