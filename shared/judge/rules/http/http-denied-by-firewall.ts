import { redirectIn } from '../../answer/redirect.ts'
import { deniedBy } from '../../requests.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { shown } from '../../text.ts'

/**
 * The answer is a firewall’s, not the service’s: Azure Firewall’s 470, the block page of a filter, or a redirect to one.
 * By the marks of devices and the words of pages, never by a bare 403. Source: the row of denials/ that matched, and
 * answer/block-page.ts.
 */
export const httpDeniedByFirewall: Rule = {
  code: 'http-denied-by-firewall',
  judge(view) {
    const denied = deniedBy(view, 'firewall')
    if (denied === null) return null
    const { request, signature, leg } = denied
    const redirect = redirectIn(request)
    const to = redirect === null ? '' : `, and sends the caller to ${shown(redirect.to.origin, 80)}`
    return {
      subject: view.target.host,
      summary: `Not ${view.target.host} but ${signature.who} answered, with status ${request.status}${to}`,
      ...remedyOf(signature.who, view.target.host),
      docs: signature.source,
      evidence: cite(leg.handshake, request),
    }
  },
}

/** What is in the table speaks of firewalls with application rules; portals and filters have other doors. */
function remedyOf(who: string, host: string) {
  if (who.startsWith('a captive portal')) {
    return {
      cause:
        'A portal of the network answers until somebody signs in; or a filter sends what it blocks to a page of its own',
      fix: `Have this machine exempted from the portal (an automatic sign-in does not last); where the page is a filter’s, allow ${host} in its policy`,
    }
  }
  if (who === 'Azure Firewall') return {}
  return {
    cause: `The category of ${host}, or a rule of the policy for this source, is blocked by ${who}`,
    fix: `Allow ${host} in the policy of ${who}; its log and the page in the evidence name the category or rule that matched`,
  }
}
