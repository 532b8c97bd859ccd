import { requestsOf } from '../../requests.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { shown } from '../../text.ts'

/**
 * An answer that came whole and breaks HTTP/1.1 in a way that strict parsers refuse. The service is reached. Source:
 * RFC 9112 and RFC 9110, at the sections that the summary names; https://nodejs.org/api/http.html#httprequesturl-options-callback
 * (`insecureHTTPParser`).
 */
export const httpMalformedAnswer: Rule = {
  code: 'http-malformed-answer',
  judge(view) {
    const found = requestsOf(view).filter(({ request }) => request.outOfSpec !== undefined)
    const [first] = found
    if (first === undefined) return null
    const { leg, request } = first
    return {
      subject: view.target.host,
      summary: `${view.target.host} (${leg.address}) answered with status ${request.status}, in a form that strict clients refuse: ${shown(request.outOfSpec ?? '', 200)}`,
      evidence: cite(...found.map((asked) => asked.request)),
    }
  },
}
