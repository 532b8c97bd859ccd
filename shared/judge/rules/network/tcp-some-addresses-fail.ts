import type { Failure } from '../../../failure/failure.ts'
import { FAILURES } from '../../../failure/table.ts'
import { cloudOfName } from '../../../zone/cloud-of-name.ts'
import { zoneOf } from '../../../zone/zone-of.ts'
import { endOf } from '../../authority.ts'
import { citeConnects } from '../../dead.ts'
import { opensAtTimes } from '../../intermittent.ts'
import { isIpv6, type Leg } from '../../legs.ts'
import { answersJudged, privateLinkAlias } from '../../names.ts'
import { otherPortOpen } from '../../other-port.ts'
import { isPrivateEndpoint } from '../../private-endpoint.ts'
import type { Rule } from '../../rule.ts'
import { NO_IPV6 } from '../../seen.ts'
import { countedLegs, type TargetView } from '../../target-view.ts'
import { list, words } from '../../text.ts'

/**
 * Some addresses of the name accept and others do not: clients fail or wait by the address they happen to
 * take. Idle IPv6 on a host without it is not counted. Of a private endpoint it is a failure: its name has one
 * address, and a second one is a record that nobody removed. Source: RFC 8305 (clients take the address that answers
 * first).
 */
export const tcpSomeAddressesFail: Rule = {
  code: 'tcp-some-addresses-fail',
  ofFailures: true,
  judge(view) {
    const legs = countedLegs(view).filter(
      (leg) => leg.connect !== null && !isOurs(leg.connect.failure, leg.address),
    )
    const failing = legs.filter((leg) => leg.connect?.failure && !opensAtTimes(view, leg))
    if (failing.length === 0 || legs.every((leg) => leg.connect?.failure)) return null
    const other = otherPortOpen(view, failing)
    const how = failing.map((leg) => `${leg.address} (${words(leg.connect?.failure ?? null)})`)
    return {
      subject: failing
        .map((leg) => leg.address)
        .toSorted()
        .join(', '),
      summary: `${failing.length} of ${legs.length} addresses of ${view.target.host} cannot be connected to: ${list(how)}${other?.text ?? ''}`,
      ...(failing.every(({ address }) => isIpv6(address)) &&
      !legs.every(({ address }) => isIpv6(address))
        ? IPV6_ALONE
        : ofStranger(view)),
      ...(isStaleRecord(view, failing) && {
        severity: 'fail' as const,
        cause:
          'The record set holds the address of another private endpoint besides the one that answers: deleted, made anew, or in a network that is not reachable from here. Clients take either by chance',
        fix: `Remove ${list(failing.map(({ address }) => address))} from the record set of ${endOfName(view)}, and let one DNS zone group write it`,
      }),
      ...(other && { cause: other.cause, fix: other.fix, claims: other.claims }),
      evidence: citeConnects(failing),
    }
  },
}

const IPV6_ALONE = {
  cause:
    'Rules and routes let IPv4 to this host through and not IPv6; or nothing serves the host at the IPv6 address that DNS gives',
  fix: 'Let IPv6 to this host through as well (rules, routes, what forwards it), or take its AAAA record, or public IPv6 in this network, out of use',
} as const

/** A host of no cloud has no service tag. */
function ofStranger({ target }: TargetView): { readonly fix?: string } {
  return cloudOfName(target.host) === null
    ? {
        fix: 'Allow every address that DNS gives for this host, or the range that its owner publishes, instead of single addresses; remove from DNS those that no longer answer',
      }
    : {}
}

/** A private endpoint has one address for a name: a second one that is dead is a record that nobody removed. */
function isStaleRecord(view: TargetView, failing: readonly Leg[]): boolean {
  const known = privateLinkAlias(view.names) !== null || zoneOf(view.target.host) !== null
  return known && failing.every((leg) => isPrivateEndpoint(view, leg))
}

function endOfName({ names, target }: TargetView): string {
  const by = answersJudged(names)[0]
  return by === undefined ? target.host : endOf(by)
}

/** What kept the probe itself from trying says nothing of the address; of IPv6, that its host has none of it. */
function isOurs(failure: Failure | null, address: string): boolean {
  if (failure === null) return false
  if (failure.code === 'interrupted') return true
  const ours = FAILURES[failure.code].fault === 'probe'
  return ours && !(isIpv6(address) && NO_IPV6.has(failure.code))
}
