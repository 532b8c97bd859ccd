import { isIpv6 } from './legs.ts'
import { answersWith } from './names.ts'
import { addressText, fits, unmetAddresses } from './resolution.ts'
import type { Claim } from './rule.ts'
import { cite } from './seen.ts'
import { countedLegs, type TargetView } from './target-view.ts'
import { list } from './text.ts'

/**
 * A name whose IPv4 addresses are as expected, and whose IPv6 addresses are not and were connected to: clients prefer
 * IPv6 where it works (RFC 6724, section 10.3; RFC 8305), and so go past the private endpoint. Public IPv6 addresses that
 * nobody here can use are no leak: private endpoints of Azure have IPv4 alone.
 */
export function reachedByPublicIpv6(view: TargetView): Claim | null {
  const { names, target, expect } = view
  if (expect.resolution === 'any' || expect.resolution === 'public') return null
  if (names.onlyIpv6 || unmetAddresses(view).length > 0) return null
  const reached = countedLegs(view).filter(
    ({ address, connect }) => isIpv6(address) && connect?.failure === null,
  )
  const wrong = names.application.filter(
    (named) =>
      isIpv6(named.address) &&
      !fits(expect.resolution, named) &&
      named.about.realm === 'public' &&
      reached.some(({ address }) => address === named.address),
  )
  if (wrong.length === 0) return null
  const answers = answersWith(
    names,
    wrong.map(({ address }) => address),
  )
  return {
    subject: target.host,
    summary: `${target.host} has the right IPv4 address, and the public ${list(wrong.map(addressText))} over IPv6, which connects: clients that prefer IPv6 go out publicly`,
    cause:
      'A is answered from inside and AAAA from public DNS: a DNS server that forwards questions for A alone, or has a record of its own for it',
    fix: 'Have the server answer AAAA of this name from where it has A (a private zone has none, and says so), or take public IPv6 out of this subnet',
    evidence: cite(
      names.lookup,
      ...answers.map((w) => w.seen),
      ...reached.map(({ connect }) => connect),
    ),
  }
}
