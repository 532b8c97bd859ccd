import { type PublicCaller, publicCaller } from '../../answers.ts'
import type { Leg } from '../../legs.ts'
import { requestsOf } from '../../requests.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import type { TargetView } from '../../target-view.ts'

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
      return {
        subject: view.target.host,
        summary: summaryOf(view, leg, request.status, caller),
        ...(caller.says === 'no-endpoint' && notApproved(leg)),
        evidence: cite(view.names.lookup, leg.connect, request),
      }
    }
    return null
  },
}

function summaryOf(
  { target: { host } }: TargetView,
  { address }: Leg,
  status: number | null,
  { address: seen, says }: PublicCaller,
): string {
  const saw = seen === null ? 'a caller from the internet' : `the caller as ${seen}`
  switch (says) {
    case 'internet':
      return `${host} is connected to at the private ${address}, and says it saw ${saw} (status ${status})`
    case 'no-endpoint':
      return `${host} is connected to at the private ${address}, and refuses that as not having come by an approved private endpoint (status ${status})`
    case 'nothing':
      return `${host} is connected to at the private ${address} and answers AuthorizationFailure: possibly it saw a caller from the internet, possibly permission is missing`
  }
}

/** The service does not say that it saw the internet: its endpoint may be at fault as well. */
function notApproved({ address }: Leg) {
  return {
    cause: `The private endpoint at ${address} is not approved, or belongs to another resource; or an application rule or proxy on the way resolves the name itself and gets the public address`,
    fix: 'See first that the private endpoint connection of the resource is approved (az network private-endpoint-connection list); then link the private zone to the network that the firewall on the way resolves in, or pass private endpoint traffic by a network rule',
  }
}
