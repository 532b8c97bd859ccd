import { refusalReason } from '../../answers.ts'
import { wrongStatus } from '../../requests.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'

/**
 * A request with a token was refused for what the identity may do, so the path works. Only where a token was
 * sent: without one, 401 and 403 are what a service says to strangers. Source:
 * https://docs.cloud.google.com/apis/design/errors (IAM_PERMISSION_DENIED, SERVICE_DISABLED).
 */
export const httpPermissionDenied: Rule = {
  code: 'http-permission-denied',
  judge(view) {
    const { host, auth } = view.target
    const refused = wrongStatus(view)
    if (auth == null || refused === null) return null
    const { request } = refused
    if (request.status !== 401 && request.status !== 403) return null
    const reason = refusalReason(request)
    return {
      subject: host,
      summary: `${host} is reached and does not let the probe’s identity read (status ${request.status}${reason === null ? '' : `, ${reason}`})`,
      ...apiDisabled(reason),
      evidence: cite(request),
    }
  },
}

/** What to do where the reason is that nobody may call the API in this project, whoever asks. */
export function apiDisabled(
  reason: string | null,
): { readonly cause: string; readonly fix: string } | null {
  if (reason?.startsWith('SERVICE_DISABLED') !== true) return null
  return {
    cause: 'The API is not enabled in the project that the request counts for',
    fix: 'Enable the API in the project. No network change helps',
  }
}
