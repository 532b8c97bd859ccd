import type { Cause } from '../model/cause.ts'
import type { Finding } from '../model/finding.ts'
import type { Traits } from './traits.ts'

/**
 * A cause with what decides in the configuration of the network, where it is one object for each of its targets: then
 * its cause and its fix are those of the object. As it is where they differ, or where one has none.
 */
export function withSharedObject(cause: Cause, failing: readonly Traits[]): Cause {
  const members = new Set(cause.targets)
  const roots = failing.flatMap(({ id, root }) => (members.has(id) && root !== null ? [root] : []))
  const [first, ...others] = roots
  if (first?.object === undefined || roots.length !== members.size) return cause
  const key = keyOf(first)
  if (!others.every((root) => keyOf(root) === key)) return cause
  const { object, cause: why, fix } = first
  return {
    ...cause,
    object,
    cause: why,
    fix: others.length === 0 ? fix : sharedFix(fix, others.length),
  }
}

function keyOf({ object }: Finding): string {
  return JSON.stringify(object ?? null)
}

/** The command of one target stands for all; what it names of the target is to be widened. */
function sharedFix(fix: string, others: number): string {
  return `${fix}. The same for ${others === 1 ? 'the other target' : `the other ${others} targets`}`
}
