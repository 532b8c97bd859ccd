import { recognisedAs, severityOf } from '../../requests.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { shown } from '../../text.ts'

/**
 * The answer has none of the marks that this service puts on every answer of its own, refusals included, and no known
 * form of a denial either. Source: the row of service-marks/ for the host.
 */
export const httpNotRecognised: Rule = {
  code: 'http-not-recognised',
  judge(view) {
    const found = recognisedAs(view, 'stranger')
    if (found === null) return null
    const { request, leg, recognised } = found
    const begins =
      request.body.trim() === '' ? 'without a body' : `beginning “${shown(request.body, 60)}”`
    return {
      severity: severityOf(view),
      subject: view.target.host,
      summary: `The answer at ${view.target.host} (status ${request.status}, ${begins}) has no mark of ${recognised.service.service}: something else may have answered`,
      evidence: cite(leg.handshake, request),
    }
  },
}
