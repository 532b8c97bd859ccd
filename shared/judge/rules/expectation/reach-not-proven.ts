import { proofOf } from '../../../model/scheme.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'

/**
 * Nothing is wrong with the target as far as was seen, and the step that would prove it reached is not among what was
 * seen. A pass needs evidence; that no other rule has anything to say is none.
 */
export const reachNotProven: Rule = {
  code: 'reach-not-proven',
  judge(view) {
    const { target, expect, seen } = view
    const last = proofOf(target.scheme)
    const ended = seen.some((o) => o.step === last && o.failure === null)
    if (expect.reachability === 'blocked' || ended) return null
    return {
      subject: 'the probe',
      summary: `Nothing shows that ${target.host} was reached: its check holds no ${last} that ended well`,
      evidence: cite(seen.at(-1) ?? null),
    }
  },
}
