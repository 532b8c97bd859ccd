import { wholeText } from '../../answer/answer.ts'
import { violationId } from '../../answers.ts'
import { NSP } from '../../denials/azure.ts'
import { deniedBy } from '../../requests.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { capital } from '../../text.ts'

/** Azure’s perimeter has rules of its own, and no unique id. */
const AT_AN_NSP = {
  cause:
    'The resource is in a network security perimeter whose inbound access rules admit neither this caller’s subscription nor its address',
  fix: 'Add an inbound access rule for the subscription or the egress address to the profile of the perimeter, or use a private endpoint; the access logs of the perimeter (NSPAccessLogs) hold the refusal',
}

/**
 * VPC Service Controls or a network security perimeter denied the request; the path to the service works. The
 * unique id leads the perimeter’s owner to the log entry. Source:
 * https://docs.cloud.google.com/vpc-service-controls/docs/troubleshooting;
 * https://learn.microsoft.com/azure/private-link/network-security-perimeter-concepts.
 */
export const httpDeniedByPerimeter: Rule = {
  code: 'http-denied-by-perimeter',
  judge(view) {
    const denied = deniedBy(view, 'perimeter')
    if (denied === null) return null
    const { request, signature } = denied
    const id = violationId(wholeText(request))
    const ofAzure = signature.who === NSP
    return {
      subject: view.target.host,
      summary: `${capital(signature.who)} denies the request to ${view.target.host} (403)${id === null ? '' : `, unique id ${id}`}`,
      ...(ofAzure ? AT_AN_NSP : {}),
      evidence: cite(request),
    }
  },
}
