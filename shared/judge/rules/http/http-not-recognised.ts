import { opaqueRefusal, sameToAll } from '../../denials/opaque.ts'
import { type Asked, recognisedAs, served, severityOf } from '../../requests.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import type { TargetView } from '../../target-view.ts'
import { shown } from '../../text.ts'

/**
 * The answer has none of the marks that this service puts on every answer of its own, refusals included, and no known
 * form of a denial either; or it is a refusal that says neither network nor permission. Source: the row of
 * service-marks/ for the host; denials/opaque.ts.
 */
export const httpNotRecognised: Rule = {
  code: 'http-not-recognised',
  judge(view) {
    return ofStranger(view) ?? ofOpaqueRefusal(view) ?? ofSameToAll(view)
  },
}

function ofStranger(view: TargetView) {
  const found = recognisedAs(view, 'stranger')
  if (found === null) return null
  const { request, leg, recognised } = found
  return {
    severity: severityOf(view),
    subject: view.target.host,
    summary: `The answer at ${view.target.host} (status ${request.status}, ${starting(found)}) has no mark of ${recognised.service.service}: something else may have answered`,
    evidence: cite(leg.handshake, request),
  }
}

function ofOpaqueRefusal(view: TargetView) {
  const { host, auth } = view.target
  if (auth != null || view.expect.http !== undefined) return null
  for (const asked of served(view)) {
    const service = opaqueRefusal(asked.request)
    if (service === null) continue
    return {
      subject: host,
      summary: `${host} (${service}) refuses with status 403, ${starting(asked)}, and does not say whether for the network or for want of permission`,
      cause:
        'The network rules of the service refuse this caller (public access off, address not admitted, private endpoint not approved), in a form that is not documented; or a device on the way answers; or permission is missing',
      fix: `Compare with a caller that is admitted; check public access, network rules and the private endpoint connections of the resource. If 403 is what ${host} says to a stranger, say so with \`expect.http.status\``,
      evidence: cite(asked.leg.connect, asked.request),
    }
  }
  return null
}

function ofSameToAll(view: TargetView) {
  const { host, auth } = view.target
  if (auth != null || view.expect.http !== undefined) return null
  for (const { leg, request } of served(view)) {
    const found = leg.about.isPrivate ? null : sameToAll(request)
    if (found === null) continue
    return {
      severity: 'info' as const,
      subject: host,
      summary: `${host} (${found.service}) answers ${request.status}, which it says to a stranger and to an address that its IP filter rejects alike: whether this network is admitted does not show`,
      cause: 'The service does not mention its IP filter in a refusal',
      fix: `Send a request with credentials from here once, and compare; a private endpoint is not subject to the filter`,
      docs: found.source,
      evidence: cite(leg.connect, request),
    }
  }
  return null
}

function starting({ request }: Asked): string {
  return request.body.trim() === '' ? 'without a body' : `starting “${shown(request.body, 60)}”`
}
