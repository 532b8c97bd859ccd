import { authorityOf } from '../../../address/authority.ts'
import { proxyState } from '../../proxy-state.ts'
import type { Rule } from '../../rule.ts'

/** The proxy let us, and did not reach the target itself: 502, 503, 504 or silence. Source: gcp.md 4.4. */
export const proxyCannotReachTarget: Rule = {
  code: 'proxy-cannot-reach-target',
  judge(view) {
    const state = proxyState(view)
    if (state?.kind !== 'upstream') return null
    return { subject: authorityOf(view.target), summary: state.summary, evidence: state.evidence }
  },
}
