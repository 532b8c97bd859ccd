import { titleOf } from '../../answer/answer.ts'
import { opaqueRefusal, sameToAll } from '../../denials/opaque.ts'
import { type Asked, recognisedAs, served, severityOf, shownAsOthers } from '../../requests.ts'
import type { Claim, Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import type { TargetView } from '../../target-view.ts'
import { list, shown } from '../../text.ts'

/**
 * The answer has none of the marks that this service puts on every answer of its own, refusals included, and no known
 * form of a denial either; or it is the page that unrelated sites gave in clear, or a page where a file was asked for; or
 * a refusal that says neither network nor permission. Source: the row of service-marks/ for the host; denials/opaque.ts;
 * RFC 8952 (captive portals).
 */
export const httpNotRecognised: Rule = {
  code: 'http-not-recognised',
  judge(view) {
    return (
      ofStranger(view) ??
      ofPortal(view) ??
      ofPageForFile(view) ??
      ofOpaqueRefusal(view) ??
      ofSameToAll(view)
    )
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

function ofPortal(view: TargetView): Claim | null {
  const found = recognisedAs(view, 'page') ?? recognisedAs(view, 'unmarked')
  const others = found === null ? [] : shownAsOthers(view, found.request)
  if (found === null || others.length === 0) return null
  const { request, leg } = found
  return {
    severity: severityOf(view),
    subject: shown(titleOf(request), 60) || view.target.host,
    summary: `${view.target.host} answered in clear with the page that ${list(others, 3)} gave, too, though their owners are others (status ${request.status}, ${titled(titleOf(request))})`,
    cause:
      'A portal or proxy of the network answers in clear for whatever name is asked, until somebody signs in',
    fix: 'Open one of these addresses in a browser on this network: the page says who asks for the sign-in. Have the probe exempted from it, or use a network without one',
    evidence: cite(leg.connect, request),
  }
}

function ofPageForFile(view: TargetView): Claim | null {
  const found = recognisedAs(view, 'page')
  if (found === null) return null
  const { request, leg, recognised } = found
  const { asked, title } = recognised.page
  return {
    severity: request.url.startsWith('http:') ? severityOf(view) : 'warn',
    subject: view.target.host,
    summary: `${view.target.host} answered status ${request.status} with an HTML page (${titled(title)}) where a ${asked} file was asked for`,
    cause:
      'A filter, portal or proxy on the way gives its own page with success; or the site gives a page for files that it does not have',
    fix: 'Fetch the file from another network. If it comes there, the page in the evidence shows who answers here; if the same page comes, correct the path',
    evidence: cite(leg.connect, request),
  }
}

function titled(title: string): string {
  return title === '' ? 'without a title' : `titled “${shown(title, 60)}”`
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
