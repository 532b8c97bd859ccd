import { lastSteps } from '../../outcome.ts'
import { hasSucceeded } from '../../proof.ts'
import type { Rule } from '../../rule.ts'
import { BROKEN_OFF, cite, hasFailed } from '../../seen.ts'

/**
 * The sweep or the target ran out of time before anything was known. A failure that was seen in full explains
 * more, and a success is a success. An expired deadline means unknown, not absent.
 */
export const notCheckedInTime: Rule = {
  code: 'not-checked-in-time',
  judge(view) {
    const { host } = view.target
    const last = lastSteps(view)
    const brokenOff = last.filter((o) => hasFailed(o, BROKEN_OFF))
    if (view.ending === 'not-started') {
      return {
        subject: 'the sweep',
        summary: `The sweep ended before the turn of ${host}`,
        evidence: [],
      }
    }
    if (view.ending !== 'out-of-time' && brokenOff.length === 0) return null
    const explained = last.some((o) => o.failure !== null && !hasFailed(o, BROKEN_OFF))
    if (explained || hasSucceeded(view)) return null
    const during = brokenOff[0]?.step
    return {
      subject: 'the sweep',
      summary: `Time ran out while ${host} was checked${during === undefined ? '' : `, during ${during}`}`,
      evidence: cite(...brokenOff),
    }
  },
}
