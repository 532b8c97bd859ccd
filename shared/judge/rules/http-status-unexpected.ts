import { served } from '../requests.ts'
import type { Rule } from '../rule.ts'
import { cite } from '../seen.ts'
import { list } from '../text.ts'

/** The service answered with a status that `expect.http.status` does not hold. Source: the configuration. */
export const httpStatusUnexpected: Rule = {
  code: 'http-status-unexpected',
  judge(view) {
    const expected = view.expect.http?.status
    if (expected === undefined) return null
    const wrong = served(view).find(
      ({ request }) => !expected.some((want) => fits(request.status ?? 0, want)),
    )
    if (wrong === undefined) return null
    const { request } = wrong
    return {
      subject: view.target.host,
      summary: `${view.target.host} answered with status ${request.status}, expected ${list(expected.map(String))}`,
      evidence: cite(request),
    }
  },
}

function fits(status: number, want: number | string): boolean {
  return typeof want === 'number' ? status === want : String(status)[0] === want[0]
}
