import { homeOf } from '../../cloud-of.ts'
import { citeConnects, deadBy, silentClaim } from '../../dead.ts'
import { googleReachedBy, noInternet } from '../../google/internet-words.ts'
import { routeClass } from '../../route-class.ts'
import type { Rule } from '../../rule.ts'
import { SILENT } from '../../seen.ts'
import type { TargetView } from '../../target-view.ts'
import { list } from '../../text.ts'

/** One host that is silent says little of all others. */
const HOSTS_ENOUGH = 2

/**
 * The contrast between classes: in a network of Google Cloud, Google answers and no address of the internet does. Then it
 * is the way out and not each address. Source: https://docs.cloud.google.com/nat/docs/nat-product-interactions.
 */
export const networkNoInternet: Rule = {
  code: 'network-no-internet',
  ofFailures: true,
  judge(view) {
    const legs = silentInternetLegs(view)
    const [first] = legs
    const { hosts, addresses } = view.sweep.google.internet
    if (first === undefined || hosts.length < HOSTS_ENOUGH) return null
    // Looks at all targets: only where this one has something to look at.
    const google = googleReachedBy(view)
    if (google === null) return null
    return {
      subject: 'the internet',
      summary: `No address of the internet answers (${hosts.length} hosts: ${list(addresses)}), and Google is reached by ${google}; ${view.target.host} is one of them`,
      ...noInternet(first.connect?.port ?? view.target.port),
      evidence: citeConnects(legs),
      claims: legs.flatMap(silentClaim),
    }
  },
}

/** The silent legs of a target that goes to the internet alone, where nothing of it answered in the sweep. */
function silentInternetLegs(view: TargetView) {
  if (homeOf(view) !== 'gcp' || view.sweep.google.internet.reached) return []
  const legs = deadBy(view, SILENT)
  const isOut = legs.every((leg) => routeClass(view, view.target.host, leg) === 'public')
  return isOut ? legs : []
}
