import type { GatewayAnswer } from '../../answer/gateways.ts'
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
      ...toldOf(view.target.host, request.status, recognised.gateway),
      evidence: cite(request),
    }
  },
}

function toldOf(
  host: string,
  status: number | null,
  { who, certain, besideIt, source }: GatewayAnswer,
) {
  if (besideIt) {
    return {
      summary: `${capital(who ?? '')} answered for ${host} with status ${status}: the app that it serves gave no answer of its own`,
      cause:
        'The application pool or the worker of the app is stopped, keeps crashing or starts; or its queue is full',
      fix: 'The path from here works, and no network lies between the two: look at the state of the app (the application pool on a server, Diagnose and solve problems in App Service) and at its event log',
      docs: source,
    }
  }
  if (certain) {
    const gateway = capital(who ?? 'a gateway')
    return {
      summary: `${gateway} answered for ${host} with status ${status}: the service behind it gave no answer of its own`,
    }
  }
  return {
    summary: `${host} answered with status ${status}${who === null ? '' : `, through ${who}`}: the service itself, or a gateway that did not reach it`,
    cause:
      'the service says itself that it is overloaded, starting or under maintenance; or a gateway before it does not reach it',
    fix: 'The path from here works. Look whether the log of the service has the request: where it has, at its load and its state; where not, at the backend health of the gateway before it',
  }
}
