import { publicCaller } from '../../answers.ts'
import { requestsOf } from '../../requests.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'

/**
 * The connection went to a private address, and the service says that it saw a caller from the internet: a
 * firewall or proxy on the way resolves the name itself, publicly, and forwards there. Storage’s generic
 * AuthorizationFailure is also given for missing permission, so the sentence leaves both open; either way the
 * service denies what came this way. Source:
 * https://learn.microsoft.com/azure/private-link/inspect-traffic-with-azure-firewall (application rules);
 * https://learn.microsoft.com/azure/key-vault/general/authentication-requests-and-responses
 * (x-ms-keyvault-network-info).
 */
export const httpReachedPublicly: Rule = {
  code: 'http-reached-publicly',
  judge(view) {
    if (view.way !== null) return null
    for (const { leg, request } of requestsOf(view)) {
      const caller = leg.about.isPrivate ? publicCaller(request, view.book) : null
      if (caller === null) continue
      const saw =
        caller.address === null ? 'a caller from the internet' : `the caller as ${caller.address}`
      const { host } = view.target
      return {
        subject: host,
        summary: caller.certain
          ? `${host} is connected to at the private ${leg.address}, and says it saw ${saw} (status ${request.status})`
          : `${host} is connected to at the private ${leg.address} and answers AuthorizationFailure: possibly it saw a caller from the internet, possibly permission is missing`,
        evidence: cite(view.names.lookup, leg.connect, request),
      }
    }
    return null
  },
}
