import { type Answer, headerOf } from '../../answer/answer.ts'
import { isSignIn } from '../../answer/redirect.ts'
import { refusalReason } from '../../answers.ts'
import { schemesOffered } from '../../proxy/challenge.ts'
import { wrongStatus } from '../../requests.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { list } from '../../text.ts'
import { apiDisabled, httpPermissionDenied } from './http-permission-denied.ts'

/**
 * The service answered with a status that `expect.http.status` does not hold. A 401 that offers only schemes which the
 * probe does not speak is no matter of the network or of the credentials. Source: the configuration; RFC 9110, 11.6.1.
 */
export const httpStatusUnexpected: Rule = {
  code: 'http-status-unexpected',
  judge(view) {
    const wrong = wrongStatus(view)
    if (wrong === null || httpPermissionDenied.judge(view) !== null) return null
    const { request } = wrong
    const to = redirectOf(request)
    const reason = refusalReason(request)
    const expected = view.expect.http?.status ?? []
    const unspoken = request.status === 401 ? schemesNotSpoken(request) : []
    return {
      subject: view.target.host,
      summary: `${view.target.host} answered with status ${request.status}, expected ${list(expected.map(String))}${reason === null ? '' : `; it says ${reason}`}${to === null ? '' : `; it sends the caller to ${to.origin}`}`,
      ...(to === null ? bySort(request.status ?? 0) : ofRedirect(to)),
      ...apiDisabled(reason),
      ...(unspoken.length > 0 && withoutScheme(list(unspoken))),
      evidence: cite(request),
    }
  },
}

/** Where a redirect leads; null: it is none, or says nothing that can be read. */
function redirectOf({ status, headers, url }: Answer): URL | null {
  const location = headerOf({ headers }, 'location')
  const isRedirect = status !== null && status >= 300 && status < 400 && location !== ''
  return isRedirect ? URL.parse(location, url) : null
}

/** Source: RFC 9110, 15.4. */
function ofRedirect({ href }: URL): { readonly cause: string; readonly fix: string } {
  return isSignIn(href)
    ? {
        cause:
          'The site wants its callers to sign in there first; the network lets the request through',
        fix: 'Expect this status in http.status, which proves the path up to the sign-in, or check a path that needs none',
      }
    : {
        cause: 'The service has what is asked for under the address that it redirects to',
        fix: 'Write that address as the url, follow it by `redirects`, or expect this status in http.status',
      }
}

/** What a status says by itself: RFC 9110, 15.5 and 15.6. Others may be of any kind. */
function bySort(status: number): { readonly cause?: string; readonly fix?: string } {
  if (status === 401 || status === 403) {
    return {
      cause:
        'The service wants credentials or a permission that the request does not have; or a rule of the service refuses this caller',
    }
  }
  if (status === 404 || status === 405 || status === 410) {
    return {
      cause:
        'The service does not have this path, or does not answer GET there; or what answers is another service than the one expected',
    }
  }
  if (status === 429) return LIMITED
  if (status >= 500) return { cause: 'The service has a fault of its own, or is overloaded' }
  return {}
}

/** RFC 6585, 4: how callers are told apart is up to the service, by their address as often as by their name. */
const LIMITED = {
  cause:
    'The service limits how often it is asked: by this probe, or by all callers that share its public address or its credentials',
  fix: 'Wait for the time that Retry-After says, if it does. Let the target be checked less often (`interval`) or with credentials (`auth`); where others use up the limit of a shared address, they need credentials, or an address of their own',
}

/** What the key `auth` can show. */
const SPOKEN: readonly string[] = ['Basic', 'Bearer']

/** The schemes that a service offers, where none of them is one that the probe speaks. */
function schemesNotSpoken(request: Parameters<typeof headerOf>[0]): readonly string[] {
  const offered = schemesOffered(headerOf(request, 'www-authenticate'))
  return offered.some((scheme) => SPOKEN.includes(scheme)) ? [] : offered
}

function withoutScheme(schemes: string) {
  return {
    cause: `The service takes ${schemes} alone, which this probe does not speak; whatever \`auth\` holds, it asks as a stranger`,
    fix: 'Expect 401 in http.status, which proves the path up to the login; or let the service offer Basic for what is checked',
  }
}
