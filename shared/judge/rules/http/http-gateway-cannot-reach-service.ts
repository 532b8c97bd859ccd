import { recognisedAs, severityOf } from '../../requests.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { capital } from '../../text.ts'

/**
 * A gateway answers for a service that it did not reach: the path to the gateway is proven, the one behind it refuted.
 * Source: RFC 9110, 15.6.3 to 15.6.5; the row of answer/gateways.ts that matched.
 */
export const httpGatewayCannotReachService: Rule = {
  code: 'http-gateway-cannot-reach-service',
  judge(view) {
    const found = recognisedAs(view, 'gateway')
    if (found === null) return null
    const { request, recognised } = found
    return {
      severity: severityOf(view),
      subject: view.target.host,
      summary: `${capital(recognised.gateway.who)} answered for ${view.target.host} with status ${request.status}: the service behind it gave no answer of its own`,
      evidence: cite(request),
    }
  },
}
