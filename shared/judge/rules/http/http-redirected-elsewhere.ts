import { recognisedAs, severityOf } from '../../requests.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { shown } from '../../text.ts'

/**
 * The answer sends the caller to another site, to which this service is not known to send anybody: a portal, a login of
 * the network, a page about policy. Only for services whose answers are known (service-marks/): any other site may
 * redirect where it likes. Source: RFC 9110, 15.4; RFC 8952 (captive portals).
 */
export const httpRedirectedElsewhere: Rule = {
  code: 'http-redirected-elsewhere',
  judge(view) {
    const found = recognisedAs(view, 'elsewhere')
    if (found === null) return null
    const { request, leg, recognised } = found
    const { redirect, service } = recognised
    const to = shown(`${redirect.to.origin}${redirect.to.pathname}`, 100)
    return {
      severity: severityOf(view),
      subject: redirect.to.hostname,
      summary: `${view.target.host} answered with a redirect to ${to} (status ${request.status}), which ${service.service} does not do`,
      evidence: cite(leg.handshake, request),
    }
  },
}
