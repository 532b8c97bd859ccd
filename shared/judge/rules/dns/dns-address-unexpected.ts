import { contains } from '../../../address/cidr.ts'
import { isLiteral, literalClaim } from '../../literal.ts'
import { answersA, answersJudged, decisive, privateLinkAlias } from '../../names.ts'
import { isOfAzure, ownZoneOfTarget } from '../../private-side.ts'
import { reachedByPublicIpv6 } from '../../public-ipv6.ts'
import { addressText, isSinkholed, unmetAddresses, wantsPrivate } from '../../resolution.ts'
import type { Claim, Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import type { TargetView } from '../../target-view.ts'
import { list } from '../../text.ts'
import { wayExpected } from '../../vips.ts'

/**
 * An address lies outside what the configuration expects, and no code above explains it. Also stands for a
 * public address where a private one is expected when the alias chain was not seen, so that "no private
 * endpoint" and "zone not used" cannot be told apart. Source: `expect.addresses`, `expect.resolution`.
 */
export const dnsAddressUnexpected: Rule = {
  code: 'dns-address-unexpected',
  judge(view) {
    if (isLiteral(view)) return literalClaim(view)
    return unmetAddresses(view).length > 0
      ? unseenChain(view)
      : (outside(view) ?? reachedByPublicIpv6(view))
  },
}

function outside(view: TargetView): Claim | null {
  const { names, target, expect } = view
  const { addresses } = expect
  if (addresses === undefined || isSinkholed(view)) return null
  const wrong = names.judged.filter((n) => !addresses.some((cidr) => contains(cidr, n.address)))
  if (wrong.length === 0) return null
  return {
    subject: target.host,
    summary: `${target.host} resolves to ${list(wrong.map(addressText))}, outside the expected ${list(addresses)}`,
    evidence: cite(names.lookup, ...answersA(decisive(names)).map((w) => w.seen)),
  }
}

function unseenChain(view: TargetView): Claim | null {
  const { names, target } = view
  const wrong = unmetAddresses(view)
  const chainSeen = answersJudged(names).some((w) => (w.facts?.addresses.length ?? 0) > 0)
  const isPart = wrong.length < names.judged.length
  // A name of Google’s APIs that must lead to an endpoint has a code of its own.
  if (wayExpected(view) !== null) return null
  if (!wantsPrivate(view) || privateLinkAlias(names) !== null || ownZoneOfTarget(view) !== null)
    return null
  if (chainSeen && !isPart && isOfAzure(view)) return null
  const unseen = chainSeen
    ? ''
    : '; no server was asked on the wire, so the alias chain is not known'
  return {
    subject: target.host,
    summary: `${target.host} must be private, and resolves ${isPart ? 'in part ' : ''}to ${list(wrong.map(addressText))}${unseen}`,
    evidence: cite(names.lookup),
  }
}
