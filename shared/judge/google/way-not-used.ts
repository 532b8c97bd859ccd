import { googleDomain } from '../../zone/google-domains.ts'
import { byInternetServer } from '../internet-server.ts'
import { answersA, unique } from '../names.ts'
import type { TargetView } from '../target-view.ts'
import { list, serverName } from '../text.ts'
import { leadsThere, type WayExpected } from '../vips.ts'
import type { Words } from '../words.ts'
import { createZone } from './zone-commands.ts'
import { zoneMissing } from './zone-missing.ts'

const ORDER = 'https://docs.cloud.google.com/dns/docs/vpc-name-res-order'

/**
 * Why a name of Google’s APIs does not lead where this network has chosen: another server that has the answer leaves the
 * way to it; other names that lead there leave the zone of this domain; else what comes before a private zone in the order
 * of name resolution (the page above: an outbound server policy, then response policies, then zones by longest suffix).
 */
export function whyNotLed(view: TargetView, expected: WayExpected, by: readonly string[]): Words {
  const domain = googleDomain(view.target.host)
  if (domain === null) return {}
  const outside = byInternetServer(view, by)
  if (outside !== null) return { ...outside, docs: ORDER }
  const who = by.length === 0 ? 'the system resolver' : list(by.map(serverName))
  const good = answersA(view.names.wire).filter(
    (w) => !by.includes(w.server) && leadsThere(view, w.seen.addresses),
  )
  if (good.length > 0) {
    const other = list(unique(good).map(serverName))
    return {
      cause: `${other} answers ${list(good.flatMap((w) => w.seen.addresses))}, so the zone exists; ${who} does not ask Cloud DNS of this network: an outbound server policy sends every question past the private zones, or it is a DNS server of your own without a forwarder for ${domain.name}`,
      fix: `Have ${who} forward ${domain.name} to ${other}, or use the resolver of the VPC (169.254.169.254; from on premises the address of an inbound server policy). \`gcloud dns policies list\` shows outbound server policies`,
      docs: ORDER,
    }
  }
  const missing = zoneMissing(view)
  if (missing !== null) return missing
  return {
    cause: `No private zone ${domain.name} is bound to this network, and no response policy has the name; or an outbound server policy (alternative name servers) sends every question past the private zones; or ${who} is a DNS server of your own that does not forward ${domain.name} to Cloud DNS`,
    fix: `${createZone(domain, expected)}. If the zone is there: \`gcloud dns policies list\` shows an outbound server policy, and a DNS server of your own must forward ${domain.name} to Cloud DNS`,
    docs: ORDER,
  }
}
