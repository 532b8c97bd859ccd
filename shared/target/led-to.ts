import type { TargetEvidence } from '../model/evidence.ts'
import type { Target } from '../model/target.ts'
import { discoveredTargets } from './discovery.ts'
import { chainTo, redirectedTargets } from './redirects.ts'

type Check = (target: Target) => Promise<TargetEvidence>

/** Checks targets and all that they lead to: the names that an answer lists, and where redirects go. */
export async function checkAll(
  targets: readonly Target[],
  check: Check,
): Promise<readonly TargetEvidence[]> {
  const listed = await Promise.all(targets.map(check))
  const named = listed.flatMap((one) => discoveredTargets(one.target, one.observations))
  const checked = [...listed, ...(await Promise.all(named.map(check)))]
  return [...checked, ...(await followed(checked, check))]
}

/** What redirects lead to, one round after the other: each hop is a target of its own, and has one redirect less to give. */
async function followed(
  checked: readonly TargetEvidence[],
  check: Check,
): Promise<readonly TargetEvidence[]> {
  const byId = new Map(checked.map(({ target }) => [target.id, target]))
  const hops: TargetEvidence[] = []
  for (let last = checked; last.length > 0; ) {
    const next = last.flatMap(({ target, observations }) =>
      redirectedTargets(target, observations, chainTo(target, byId)),
    )
    for (const target of next) byId.set(target.id, target)
    last = await Promise.all(next.map(check))
    hops.push(...last)
  }
  return hops
}
