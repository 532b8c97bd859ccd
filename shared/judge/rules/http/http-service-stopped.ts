import { recognisedAs, severityOf } from '../../requests.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'

/** The platform answers instead of an app that does not run. Source: the row of answer/stopped.ts that matched. */
export const httpServiceStopped: Rule = {
  code: 'http-service-stopped',
  judge(view) {
    const found = recognisedAs(view, 'stopped')
    if (found === null) return null
    const { request, recognised } = found
    const { who, said } = recognised.stopped
    return {
      severity: severityOf(view),
      subject: view.target.host,
      summary: `${who} answered for ${view.target.host} with status ${request.status}: ${said}`,
      evidence: cite(request),
    }
  },
}
