import { citeConnects } from '../../dead.ts'
import type { Rule } from '../../rule.ts'
import { countedLegs } from '../../target-view.ts'
import { list, words } from '../../text.ts'

/**
 * Some addresses of the name accept and others do not: clients fail or wait by the address they happen to
 * take. Idle IPv6 on a host without it is not counted. Source: peers.md 3, point 2 (probe every address).
 */
export const tcpSomeAddressesFail: Rule = {
  code: 'tcp-some-addresses-fail',
  judge(view) {
    const legs = countedLegs(view).filter(
      (leg) => leg.connect !== null && leg.connect.failure?.code !== 'interrupted',
    )
    const failing = legs.filter((leg) => leg.connect?.failure)
    if (failing.length === 0 || failing.length === legs.length) return null
    const how = failing.map((leg) => `${leg.address} (${words(leg.connect?.failure ?? null)})`)
    return {
      subject: failing
        .map((leg) => leg.address)
        .toSorted()
        .join(', '),
      summary: `${failing.length} of ${legs.length} addresses of ${view.target.host} cannot be connected to: ${list(how)}`,
      evidence: citeConnects(failing),
    }
  },
}
