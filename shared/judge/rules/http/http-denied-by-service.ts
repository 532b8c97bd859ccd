import { echoedAddress } from '../../answers.ts'
import { deniedBy } from '../../requests.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { httpReachedPublicly } from './http-reached-publicly.ts'

/**
 * The service’s own network rules deny this caller; the path to the service works. Many services echo the
 * address they saw. Denials for lack of permission are not meant: they must not lead to an open firewall.
 * Source: azure.md 4.4.
 */
export const httpDeniedByService: Rule = {
  code: 'http-denied-by-service',
  judge(view) {
    const denied = deniedBy(view, 'service')
    if (denied === null || httpReachedPublicly.judge(view) !== null) return null
    const { request, signature, leg } = denied
    const caller = echoedAddress(request)
    const saw = caller === null ? '' : `; it saw the caller as ${caller}`
    const at = leg.about.isPrivate ? `, reached at the private ${leg.address},` : ''
    return {
      subject: view.target.host,
      summary: `${signature.who} at ${view.target.host}${at} denies this network (status ${request.status})${saw}`,
      ...(leg.about.isPrivate
        ? {
            cause:
              'The private endpoint is not approved, or belongs to another resource; or the service’s rules do not count this path as private',
          }
        : {}),
      evidence: cite(request),
    }
  },
}
