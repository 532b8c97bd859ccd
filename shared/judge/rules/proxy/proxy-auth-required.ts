import { proxyState } from '../../proxy-state.ts'
import type { Rule } from '../../rule.ts'

/** The proxy answered 407. Source: RFC 9110, 15.5.8. */
export const proxyAuthRequired: Rule = {
  code: 'proxy-auth-required',
  judge(view) {
    const state = proxyState(view)
    if (state?.kind !== 'auth') return null
    return { subject: state.proxy, summary: state.summary, evidence: state.evidence }
  },
}
