import { citeConnects, connectText, deadBy, subjectOf } from '../../dead.ts'
import { isIpv6 } from '../../legs.ts'
import { otherPortOpen } from '../../other-port.ts'
import type { Rule } from '../../rule.ts'
import { NO_IPV6, UNREACHABLE } from '../../seen.ts'

/** Where an IPv4 address was tried, that the host may have no IPv6 explains nothing. */
const BY_IPV4 =
  'No route on the host or on a router on the way; or a firewall that rejects with ICMP (an appliance, or on-premises)'

/**
 * A router, a rejecting firewall or the host itself says that there is no way to the address (ICMP). In Azure and
 * Google Cloud nothing says so: there it comes from the host, an appliance or on-premises. Only IPv6 addresses on a
 * host without IPv6 end here too. Source: RFC 1812, 5.2.7; https://docs.cloud.google.com/firewall/docs/firewalls.
 */
export const tcpUnreachable: Rule = {
  code: 'tcp-unreachable',
  ofFailures: true,
  judge(view) {
    // On a host without IPv6, its own words of an IPv6 address say no more than that.
    const ofHost = view.sweep.ipv6 ? [] : deadBy(view, NO_IPV6).filter((leg) => isIpv6(leg.address))
    const legs = [...new Set([...deadBy(view, UNREACHABLE), ...ofHost])]
    if (legs.length === 0) return null
    const other = otherPortOpen(view, legs)
    const noIpv6 = !view.sweep.ipv6 && legs.every((leg) => isIpv6(leg.address))
    return {
      subject: subjectOf(legs),
      summary: `${view.target.host} is unreachable: ${connectText(view, legs)}${noIpv6 ? '; it has only IPv6 addresses, and this host has no IPv6' : ''}${other?.text ?? ''}`,
      ...(legs.some((leg) => isIpv6(leg.address)) ? {} : { cause: BY_IPV4 }),
      ...(other && { cause: other.cause, fix: other.fix, claims: other.claims }),
      ...(noIpv6
        ? {
            cause:
              'The name has only IPv6 addresses, and no IPv6 connection left this host in the whole sweep',
            fix: 'Add an A record for the name, or give the subnet and the host IPv6',
          }
        : {}),
      evidence: citeConnects(legs),
    }
  },
}
