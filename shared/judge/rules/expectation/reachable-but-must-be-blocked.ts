import { authorityOf } from '../../../address/authority.ts'
import { blockState } from '../../blocked.ts'
import type { Rule } from '../../rule.ts'

/** The target must be blocked, and answered. */
export const reachableButMustBeBlocked: Rule = {
  code: 'reachable-but-must-be-blocked',
  judge(view) {
    const state = blockState(view)
    if (state?.kind !== 'reached') return null
    return {
      subject: authorityOf(view.target),
      summary: `${view.target.host} must be blocked and is reachable: ${state.text}`,
      evidence: state.evidence,
    }
  },
}
