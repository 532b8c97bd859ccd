import type { Capability } from '../model/capability.ts'
import type { Verdict } from '../model/finding.ts'
import type { CapabilityResult } from '../model/report.ts'

/** What `judgeCapabilities` needs of a target's result. */
export interface JudgedTarget {
  readonly target: { readonly id: string; readonly capabilities: readonly string[] }
  readonly verdict: Verdict
}

/** The most severe first: one failing target keeps a capability from working, whatever is unknown of the others. */
const GRAVITY: readonly Verdict[] = ['fail', 'inconclusive', 'warn', 'pass']

/**
 * The verdict of each capability, from the targets it needs: the most severe of theirs. One that no target belongs
 * to was not checked, so it is inconclusive. `blockedBy` names the targets that fail, or, when none does, those
 * of which nothing is known.
 */
export function judgeCapabilities(
  capabilities: readonly Capability[],
  results: readonly JudgedTarget[],
): CapabilityResult[] {
  return capabilities.map(({ id, name, catalog, symptom, sandbox, sandboxes = [] }) => {
    const needed = results.filter(({ target }) => target.capabilities.includes(id))
    const verdict = mostSevere(needed.map((result) => result.verdict))
    const blocks = verdict === 'fail' || verdict === 'inconclusive'
    const blocking = blocks ? needed.filter((result) => result.verdict === verdict) : []
    return {
      id,
      name,
      catalog,
      verdict,
      symptom,
      sandbox: sandboxes[0] ?? sandbox ?? null,
      sandboxes: [...sandboxes],
      blockedBy: blocking.map(({ target }) => target.id),
    }
  })
}

function mostSevere(verdicts: readonly Verdict[]): Verdict {
  return GRAVITY.find((verdict) => verdicts.includes(verdict)) ?? 'inconclusive'
}
