import { contains } from '../address/cidr.ts'
import { parseIp } from '../address/ip.ts'
import { fits } from './resolution.ts'
import type { Claim } from './rule.ts'
import { cite } from './seen.ts'
import type { TargetView } from './target-view.ts'
import { list } from './text.ts'

/** Whether the URL of a target holds an address instead of a name: then no DNS and no proxy has a say in it. */
export function isLiteral({ target }: Pick<TargetView, 'target'>): boolean {
  return parseIp(target.host) !== null
}

/**
 * What the configuration expects of an address that itself wrote into the URL, and that does not hold; null where it
 * does. A proxy does not change it: CONNECT carries the address (RFC 9110, 9.3.6).
 */
export function literalClaim(view: TargetView): Claim | null {
  const { target, expect } = view
  const about = view.classify(target.host)
  const evidence = cite(view.way?.tunnel ?? null, ...view.legs.map((leg) => leg.connect))
  const { resolution, addresses, zone } = expect
  const wrong = unmet(target.host, addresses) ?? (fits(resolution, { about }) ? null : resolution)
  if (wrong !== null) {
    return {
      subject: target.host,
      summary: `${target.host}, ${about.label}, stands in the URL, and ${wrong} is expected`,
      cause:
        'The address in the URL is the wrong one, or the expectation is meant for another target',
      fix: 'Correct the address, or write the name instead of it so that its resolution is checked; otherwise remove the expectation',
      evidence,
    }
  }
  if (zone === undefined) return null
  return {
    severity: 'inconclusive',
    subject: target.host,
    summary: `${target.host} stands in the URL as an address, so nothing shows whether the zone ${zone} answers`,
    cause: 'An address is not looked up, so no zone has a part in it',
    fix: 'Write the name instead of the address, or remove `expect.zone`',
    evidence,
  }
}

function unmet(host: string, addresses: readonly string[] | undefined): string | null {
  if (addresses === undefined || addresses.some((cidr) => contains(cidr, host))) return null
  return `one of ${list(addresses)}`
}
