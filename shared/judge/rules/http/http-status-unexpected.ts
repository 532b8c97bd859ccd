import { refusalReason } from '../../answers.ts'
import { wrongStatus } from '../../requests.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { list } from '../../text.ts'
import { httpPermissionDenied } from './http-permission-denied.ts'

/** The service answered with a status that `expect.http.status` does not hold. Source: the configuration. */
export const httpStatusUnexpected: Rule = {
  code: 'http-status-unexpected',
  judge(view) {
    const wrong = wrongStatus(view)
    if (wrong === null || httpPermissionDenied.judge(view) !== null) return null
    const { request } = wrong
    const reason = refusalReason(request)
    const expected = view.expect.http?.status ?? []
    return {
      subject: view.target.host,
      summary: `${view.target.host} answered with status ${request.status}, expected ${list(expected.map(String))}${reason === null ? '' : `; it says ${reason}`}`,
      evidence: cite(request),
    }
  },
}
