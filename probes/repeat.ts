import { setTimeout as pause } from 'node:timers/promises'
import { FAILURES } from '../shared/failure/table.ts'
import type { Observation } from '../shared/model/observation.ts'
import type { StepContext } from './context.ts'

/** Between two tries, in ms; spread, so that two hundred targets do not knock again in the same instant. */
const PAUSE = { least: 50, spread: 100 } as const

/**
 * Takes a chain of steps again while its last step fails in a way that a second attempt may fix. All attempts stay.
 * `mayHelp` spares an attempt that would only take as long again; `again` waits for its turn.
 */
export async function repeat<O extends Observation>(
  ctx: StepContext & {
    readonly attempts: number
    readonly again?: (attempt: number) => Promise<void>
  },
  chain: (attempt: number) => Promise<readonly O[]>,
  mayHelp: (last: O) => boolean = () => true,
): Promise<readonly O[]> {
  const seen: O[] = []
  for (let attempt = 1; ; attempt++) {
    const steps = await chain(attempt)
    seen.push(...steps)
    const last = steps.at(-1)
    const worthwhile = last?.failure != null && FAILURES[last.failure.code].retry && mayHelp(last)
    if (!worthwhile || attempt >= ctx.attempts || ctx.signal.aborted) return seen
    await pause(PAUSE.least + Math.random() * PAUSE.spread, undefined, {
      signal: ctx.signal,
    }).catch(
      () => undefined, // aborted: the check below ends the loop
    )
    await ctx.again?.(attempt + 1)
    if (ctx.signal.aborted || ctx.budget() <= 0) return seen
  }
}
