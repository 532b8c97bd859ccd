import { violationId } from '../../answers.ts'
import { deniedBy } from '../../requests.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { capital } from '../../text.ts'

/**
 * VPC Service Controls or a network security perimeter denied the request; the path to the service works. The
 * unique id leads the perimeter’s owner to the log entry. Source: gcp.md 1.7; azure.md 4.4.
 */
export const httpDeniedByPerimeter: Rule = {
  code: 'http-denied-by-perimeter',
  judge(view) {
    const denied = deniedBy(view, 'perimeter')
    if (denied === null) return null
    const { request, signature } = denied
    const id = violationId(request.body)
    return {
      subject: view.target.host,
      summary: `${capital(signature.who)} denies the request to ${view.target.host} (403)${id === null ? '' : `, unique id ${id}`}`,
      evidence: cite(request),
    }
  },
}
