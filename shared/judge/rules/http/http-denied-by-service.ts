import { wholeText } from '../../answer/answer.ts'
import { echoedAddress } from '../../answers.ts'
import { remedyOf } from '../../denials/remedy.ts'
import { deniedBy } from '../../requests.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { capital, shown } from '../../text.ts'
import { httpReachedPublicly } from './http-reached-publicly.ts'

/**
 * The service’s own network rules deny this caller; the path to the service works. Many services echo the
 * address they saw. Denials for lack of permission are not meant: they must not lead to an open firewall.
 * Source: the row of denials/ that matched, and of denials/services.ts for the remedy.
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
    const quote = signature.quoted ? `: “${shown(wholeText(request), 160)}”` : ''
    return {
      subject: view.target.host,
      summary: `${capital(signature.who)} at ${view.target.host}${at} denies this network (status ${request.status})${saw}${quote}`,
      ...remedyOf(view, denied),
      docs: signature.source,
      evidence: cite(request),
    }
  },
}
