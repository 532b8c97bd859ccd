import type { ProxyState } from '../../proxy/part.ts'
import { proxyState } from '../../proxy/state.ts'
import type { Rule } from '../../rule.ts'

/**
 * The proxy could not be resolved, connected to or spoken with. Everything behind it is unknown. Source: RFC 9110, 9.3.6.
 */
export const proxyUnreachable = rule('proxy-unreachable', 'unreachable')

/** The proxy wants to know who asks, and does not. Source: RFC 9110, 15.5.8; RFC 6585, 6. */
export const proxyAuthRequired = rule('proxy-auth-required', 'auth')

/**
 * The proxy is there and refuses: this target, or all that this machine asks of it; by a status (403 as a rule), by a page
 * instead of a tunnel, or by closing without an answer while it serves others. Source: RFC 9110, 9.3.6.
 */
export const proxyDenied = rule('proxy-denied', 'denied')

/** The proxy let us, and did not reach the target itself: 5xx, or silence. Source: RFC 9110, 15.6; RFC 9209. */
export const proxyCannotReachTarget = rule('proxy-cannot-reach-target', 'upstream')

function rule(code: Rule['code'], kind: ProxyState['kind']): Rule {
  return {
    code,
    judge(view) {
      const state = proxyState(view)
      if (state?.kind !== kind) return null
      const { severity, subject, summary, cause, fix, evidence, claims } = state
      const more = { ...(severity !== undefined && { severity }), ...(claims && { claims }) }
      return { ...more, subject, summary, cause, fix, evidence }
    },
  }
}
