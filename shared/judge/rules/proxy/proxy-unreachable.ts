import { proxyState } from '../../proxy-state.ts'
import type { Rule } from '../../rule.ts'

/**
 * The proxy could not be resolved, connected to or spoken with. Everything behind it is unknown. Source:
 * azure.md 4.1 (explicit proxy), RFC 9110, 9.3.6.
 */
export const proxyUnreachable: Rule = {
  code: 'proxy-unreachable',
  judge(view) {
    const state = proxyState(view)
    if (state?.kind !== 'unreachable') return null
    return { subject: state.proxy, summary: state.summary, evidence: state.evidence }
  },
}
