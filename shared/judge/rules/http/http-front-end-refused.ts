import { isBelow } from '../../../zone/site.ts'
import { unlistedOnRestricted } from '../../google/restricted-service.ts'
import { isIpv6 } from '../../legs.ts'
import { type Asked, requestsOf, severityOf } from '../../requests.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import type { TargetView } from '../../target-view.ts'

/** The error page of Google’s front end, which the APIs behind it never make: theirs are JSON or XML. */
const PAGE = /<title>Error (403|404) \([^)<]{1,60}\)!!1?</
const GOOGLE = ['googleapis.com', 'pkg.dev', 'gcr.io']

/**
 * Google’s front end answered instead of the API: 403 for where the caller comes from, or an API that the restricted
 * VIP does not serve. A 404 alone is what an API says to a path that it does not have, and no finding.
 * Source: https://docs.cloud.google.com/vpc-service-controls/docs/restricted-vip-services.
 */
export const httpFrontEndRefused: Rule = {
  code: 'http-front-end-refused',
  judge(view) {
    if (!isBelow(view.target.host, GOOGLE)) return null
    const asked = requestsOf(view)
    const refused = asked.find((one) => one.request.failure === null && PAGE.test(one.request.body))
    if (refused === undefined) return null
    return ofRestricted(view, refused) ?? ofOrigin(view, refused, asked)
  },
}

function ofRestricted(view: TargetView, { leg, request }: Asked) {
  const { host } = view.target
  if (leg.about.kind !== 'google-restricted' || unlistedOnRestricted(host) === null) return null
  return {
    severity: severityOf(view),
    subject: host,
    summary: `restricted.googleapis.com (${leg.address}) answered for ${host} with its own error page (status ${request.status}): it does not serve this API`,
    cause:
      'restricted.googleapis.com serves only the APIs that VPC Service Controls supports, and this one is not in Google’s list of them',
    fix: `Resolve ${host} to private.googleapis.com (199.36.153.8/30), or give it another egress path; an API without VPC Service Controls support cannot be used through the restricted VIP`,
    evidence: cite(leg.connect, request),
  }
}

function ofOrigin(view: TargetView, { leg, request }: Asked, asked: readonly Asked[]) {
  if (request.status !== 403) return null
  const { host } = view.target
  const family = isIpv6(leg.address) ? 'IPv6' : 'IPv4'
  const other = asked.find((one) => isIpv6(one.leg.address) !== isIpv6(leg.address))
  const otherSaid =
    other?.request.status == null
      ? ''
      : `; by ${family === 'IPv6' ? 'IPv4' : 'IPv6'} the answer is ${other.request.status}`
  const helps = other?.request.status != null && !PAGE.test(other.request.body)
  return {
    severity: severityOf(view),
    subject: host,
    summary: `Google’s front end refuses the request to ${host} by ${family} (${leg.address}) with its own page (403)${otherSaid}`,
    ...(helps && {
      cause: `Google’s front end refuses the ${family} range that this caller comes from`,
      fix: `Use the other family for Google’s APIs until the ${family} range is cleared with Google; the report of the range is at https://support.google.com`,
    }),
    evidence: cite(leg.connect, request, other?.request ?? null),
  }
}
