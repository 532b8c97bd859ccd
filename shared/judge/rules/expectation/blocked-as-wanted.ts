import { authorityOf } from '../../../address/authority.ts'
import { blockState } from '../../blocked.ts'
import type { Rule } from '../../rule.ts'

/** The target must be blocked and is, by the layer named, and another target was reached. */
export const blockedAsWanted: Rule = {
  code: 'blocked-as-wanted',
  judge(view) {
    const state = blockState(view)
    if (state?.kind !== 'blocked') return null
    return {
      subject: authorityOf(view.target),
      summary: `${view.target.host} is blocked as wanted, by the ${state.layer}: ${state.text}`,
      evidence: state.evidence,
    }
  },
}
