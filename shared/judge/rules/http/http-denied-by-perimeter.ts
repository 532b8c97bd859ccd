import { wholeText } from '../../answer/answer.ts'
import { violationId } from '../../answers.ts'
import { NSP } from '../../denials/azure.ts'
import { ORGANIZATION_RESTRICTIONS } from '../../denials/google.ts'
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

/** What the egress proxy of a company asks Google for, by a header that it adds (X-Goog-Allowed-Resources). */
const BY_ORGANIZATION = {
  cause:
    'The egress proxy of the company adds the header X-Goog-Allowed-Resources, and the resource belongs to an organization that it does not name',
  fix: 'Use a resource of an organization that the header names, or have that organization added at the proxy; VPC Service Controls is not at work here',
}

/** By who denies; VPC Service Controls has the row of the table. */
const REMEDIES: Readonly<Record<string, { readonly cause: string; readonly fix: string }>> = {
  [NSP]: AT_AN_NSP,
  [ORGANIZATION_RESTRICTIONS]: BY_ORGANIZATION,
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
    return {
      subject: view.target.host,
      summary: `${capital(signature.who)} denies the request to ${view.target.host} (403)${id === null ? '' : `, unique id ${id}`}`,
      ...REMEDIES[signature.who],
      docs: signature.source,
      evidence: cite(request),
    }
  },
}
