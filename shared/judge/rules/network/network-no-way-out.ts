import { exchangesOf, silentOf } from '../../exchanges.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { deadLegs } from '../../target-view.ts'
import { isPlaceUnknown, NOTHING_ANSWERS } from '../../unknown-place.ts'

/**
 * Names resolve, yet nothing that was dialled in the whole sweep gave a sign of life: two hosts or more, and no
 * refusal, no reset, no success. Then the probe’s own egress path is the cause to look at first, and so it is for a
 * fresh instance whose network is not attached yet: inconclusive. Source:
 * https://docs.cloud.google.com/run/docs/configuring/vpc-direct-vpc (connections are delayed at the start of an
 * instance).
 */
export const networkNoWayOut: Rule = {
  code: 'network-no-way-out',
  ofFailures: true,
  judge(view) {
    const { noEgress } = view.sweep
    const legs = deadLegs(view)
    const silent = silentOf(exchangesOf(view))
    if (noEgress === null || legs.length + silent.length === 0) return null
    const { hosts, addresses } = noEgress
    return {
      subject: 'the probe’s egress path',
      summary: `Nothing dialled in this sweep answered: ${hosts} hosts, ${addresses}; ${view.target.host} is one of them`,
      ...(isPlaceUnknown(view) && NOTHING_ANSWERS),
      evidence: cite(...legs.map((leg) => leg.connect), ...silent),
    }
  },
}
