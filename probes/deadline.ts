import type { Socket } from 'node:net'
import { type Failure, fail, STOOD_STILL } from '../shared/failure/failure.ts'
import type { StepContext } from './context.ts'
import { onEnd } from './on-end.ts'

/** A timer later than this, in ms, was not looked at in time. */
const LATE = 1000

export type Ended<T> =
  | { readonly value: T; readonly failure: null }
  | { readonly value: null; readonly failure: Failure }

/**
 * Waits for what `begin` starts, for the step's budget or for the end of the sweep, whichever comes first; what is
 * reported later is ignored. `begin` is not called when there is no time left. Leaves no timer and no listener
 * behind; the sockets are the caller's to release.
 */
export async function inTime<T>(
  ctx: Pick<StepContext, 'budget' | 'signal' | 'now'>,
  begin: (done: (value: T) => void, failed: (failure: Failure) => void) => void,
): Promise<Ended<T>> {
  const budget = ctx.budget()
  if (ctx.signal.aborted) return ended('interrupted', 'the sweep ended before this step')
  if (budget <= 0) return ended('interrupted', 'no time was left for this step')
  const { promise, resolve } = Promise.withResolvers<Ended<T>>()
  const due = ctx.now() + budget
  let timer = setTimeout(() => {
    if (ctx.now() - due < LATE) resolve(expired(ctx, budget))
    // A process that stood still meets its timers before what arrived meanwhile: that is read first.
    else timer = setTimeout(() => resolve(stoodStill(ctx.now() - due)), LATE)
  }, budget)
  const forget = onEnd(ctx.signal, () => {
    resolve(ended('interrupted', 'the sweep ended during this step'))
  })
  try {
    begin(
      (value) => resolve({ value, failure: null }),
      (failure) => resolve({ value: null, failure }),
    )
    return await promise
  } finally {
    clearTimeout(timer)
    forget()
  }
}

/** Destroys a socket and waits until the system has closed it. */
export function release(socket: Socket): Promise<void> {
  socket.destroy()
  if (socket.closed) return Promise.resolve()
  return new Promise((resolve) => {
    socket.once('close', () => resolve())
  })
}

/** Silence until the end of the target or of the sweep is not the silence of a whole step: it proves nothing. */
function expired(ctx: Pick<StepContext, 'budget'>, budget: number): Ended<never> {
  return ctx.budget() <= 0
    ? ended('interrupted', 'the time of the target ended during this step')
    : ended('generic_timeout_error', `no end within ${ms(budget)} ms`)
}

function stoodStill(late: number): Ended<never> {
  return ended('interrupted', `${STOOD_STILL} for ${ms(late)} ms during this step`)
}

function ended(code: 'interrupted' | 'generic_timeout_error', raw: string): Ended<never> {
  return { value: null, failure: fail(code, raw) }
}

function ms(duration: number): number {
  return Math.round(duration)
}
