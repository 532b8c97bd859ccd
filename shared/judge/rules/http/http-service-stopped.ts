import { recognisedAs, severityOf } from '../../requests.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { capital } from '../../text.ts'

/** The platform answers instead of an app that does not run. Source: the row of answer/stopped.ts that matched. */
export const httpServiceStopped: Rule = {
  code: 'http-service-stopped',
  judge(view) {
    const found = recognisedAs(view, 'stopped')
    if (found === null) return null
    const { request, recognised } = found
    const { who, said, cause, fix, source } = recognised.stopped
    return {
      severity: severityOf(view),
      subject: view.target.host,
      summary: `${capital(who)} answered for ${view.target.host} with status ${request.status}: ${said}`,
      ...(cause !== undefined && { cause }),
      ...(fix !== undefined && { fix }),
      docs: source,
      evidence: cite(request),
    }
  },
}
