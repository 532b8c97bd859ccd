import { setTimeout as wait } from 'node:timers/promises'

/** Waits for so many ms. Ends early, without an error, at the signal. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal }).catch(() => undefined)
}
