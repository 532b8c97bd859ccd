import { deniedBy } from '../../requests.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'

/**
 * The answer is a firewall’s, not the service’s: Azure Firewall’s 470, or the block page of a filter. Matched by
 * marks that such devices put in, never by a bare 403. Source: the row of signatures.ts that matched; azure.md 4.1.
 */
export const httpDeniedByFirewall: Rule = {
  code: 'http-denied-by-firewall',
  judge(view) {
    const denied = deniedBy(view, 'firewall')
    if (denied === null) return null
    const { request, signature, leg } = denied
    return {
      subject: view.target.host,
      summary: `Not ${view.target.host} but ${signature.who} answered, with status ${request.status}`,
      evidence: cite(leg.handshake, request),
    }
  },
}
