import { recognisedAs, sentAsOthers, severityOf } from '../../requests.ts'
import type { Claim, Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import type { TargetView } from '../../target-view.ts'
import { list, shown } from '../../text.ts'

/**
 * The answer sends the caller to another site, to which this service is not known to send anybody: a portal, a login of
 * the network, a page about policy. For services whose answers are known (service-marks/); any other site may redirect
 * where it likes, but not to let people in where other sites of the sweep do so, too. Source: RFC 9110, 15.4; RFC 8952 (captive portals).
 */
export const httpRedirectedElsewhere: Rule = {
  code: 'http-redirected-elsewhere',
  judge(view) {
    const found = recognisedAs(view, 'elsewhere')
    if (found === null) return asOthers(view)
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

function asOthers(view: TargetView): Claim | null {
  const found = recognisedAs(view, 'unmarked')
  const sent = found === null ? null : sentAsOthers(view, found.request)
  if (found === null || sent === null) return null
  const { request, leg } = found
  const { to, others } = sent
  const where = shown(`${to.origin}${to.pathname}`, 100)
  return {
    severity: severityOf(view),
    subject: to.hostname,
    summary: `${view.target.host} answered with a redirect to ${where} (status ${request.status}), where ${list(others, 3)} ${others.length === 1 ? 'leads' : 'lead'}, too`,
    cause:
      'A portal or proxy of the network answers in clear for whatever name is asked, until somebody signs in; or these sites share a login of their own',
    evidence: cite(leg.connect, request),
  }
}
