import { requestsOf } from '../../requests.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'

/**
 * An answer whose headers many clients refuse. The service is reached. Source:
 * https://nodejs.org/api/http.html#httpmaxheadersize (16 KiB), RFC 6585, 5.
 */
export const httpHeadersTooLarge: Rule = {
  code: 'http-headers-too-large',
  judge(view) {
    const found = requestsOf(view).find(({ request }) => request.headBytes !== undefined)
    if (found === undefined) return null
    const { request } = found
    return {
      subject: view.target.host,
      summary: `The headers of ${view.target.host} take ${request.headBytes} bytes: the probe reads them, and clients with a limit of 16 KiB (Node.js) do not`,
      evidence: cite(request),
    }
  },
}
