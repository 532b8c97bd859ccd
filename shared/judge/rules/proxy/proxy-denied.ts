import { authorityOf } from '../../../address/authority.ts'
import { proxyState } from '../../proxy-state.ts'
import type { Rule } from '../../rule.ts'

/**
 * The proxy is there and refuses this target, by a status (403 as a rule) or by closing without an answer
 * while it serves others. Source: azure.md 4.1 (policy deny), gcp.md 4.4 (403 on CONNECT).
 */
export const proxyDenied: Rule = {
  code: 'proxy-denied',
  judge(view) {
    const state = proxyState(view)
    if (state?.kind !== 'denied') return null
    return { subject: authorityOf(view.target), summary: state.summary, evidence: state.evidence }
  },
}
