import { authorityOf } from '../../../address/authority.ts'
import { blockState } from '../../blocked.ts'
import { doubtOf } from '../../doubts.ts'
import type { Rule } from '../../rule.ts'
import { notCheckedInTime } from '../sweep/not-checked-in-time.ts'

/**
 * The target was not reached, and nothing shows that it was blocked: the name does not exist, the probe or its
 * resolver failed, or nothing else was reached either.
 */
export const blockedNotProven: Rule = {
  code: 'blocked-not-proven',
  judge(view) {
    const state = blockState(view)
    if (state?.kind !== 'unproven' || notCheckedInTime.judge(view) !== null) return null
    return {
      subject: authorityOf(view.target),
      summary: `That ${view.target.host} is blocked is not proven: ${state.text}`,
      ...doubtOf(view, state),
      evidence: state.evidence,
    }
  },
}
