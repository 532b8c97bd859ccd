import { proofOf } from '../../../shared/model/scheme.ts'
import type { Law } from '../law.ts'

/** Nothing that must be reachable passes without the last step of its scheme: silence of all rules is no proof. */
export const emptyPass: Law = (sweep) =>
  sweep.evidence.targets.flatMap(({ target, observations }, at) => {
    const { verdict } = sweep.judgements[at] ?? {}
    if (verdict !== 'pass' || target.expect.reachability === 'blocked') return []
    const last = proofOf(target.scheme)
    const proven = observations.some((o) => o.step === last && o.failure === null)
    const refutedBy = `no ${last} that ended well is in its evidence`
    return proven ? [] : [{ target: target.id, sentence: 'pass', refutedBy }]
  })
