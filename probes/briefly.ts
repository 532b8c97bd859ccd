import type { TargetContext } from './target-context.ts'

/** How long a comparison may take at most, in ms: an answer comes within a round trip or not at all. */
const MOST = 2000

/** The part of the time left that it may take, so that the comparison itself never ends the check. */
export const PART = 0.9

/** The context of a comparison: it has a part of the time that is left. */
export function briefly(ctx: TargetContext): TargetContext {
  return { ...ctx, budget: () => Math.min(Math.floor(ctx.budget() * PART), MOST) }
}
