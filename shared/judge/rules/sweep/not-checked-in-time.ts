import { STOOD_STILL } from '../../../failure/failure.ts'
import { lastSteps } from '../../outcome.ts'
import { hasSucceeded } from '../../proof.ts'
import type { Rule } from '../../rule.ts'
import { BROKEN_OFF, cite, hasFailed, type Seen } from '../../seen.ts'
import type { TargetView } from '../../target-view.ts'

/**
 * The sweep or the target ran out of time, or was stopped, before anything was known. A failure that was seen in full
 * explains more, and a success is a success. An expired deadline means unknown, not absent.
 */
export const notCheckedInTime: Rule = {
  code: 'not-checked-in-time',
  ofFailures: true,
  judge(view) {
    const { host } = view.target
    const last = lastSteps(view)
    const brokenOff = last.filter((o) => hasFailed(o, BROKEN_OFF))
    if (view.ending === 'done' && brokenOff.length === 0) return null
    const explained = last.some((o) => o.failure !== null && !hasFailed(o, BROKEN_OFF))
    if (view.ending === 'fault' || explained || hasSucceeded(view)) return null
    const evidence = cite(...brokenOff)
    if (isStopped(view, brokenOff)) {
      const summary = `The sweep was stopped before ${host} was checked to the end`
      return { subject: 'the sweep', summary, ...STOPPED, evidence }
    }
    if (view.ending === 'lost') {
      const summary = `The instance that was to check ${host} sent nothing before the sweep ended`
      return { subject: 'the sweep', summary, ...LOST, evidence }
    }
    const during = brokenOff[0]?.step
    const summary =
      view.ending === 'not-started'
        ? `The sweep ended before the turn of ${host}`
        : `Time ran out while ${host} was checked${during === undefined ? '' : `, during ${during}`}`
    return { subject: 'the sweep', summary, evidence }
  },
}

const STOPPED = {
  cause:
    'the program was told to end (Ctrl-C, a restart or a new revision of its host); or its process stood still (a paused container, a host that slept)',
  fix: 'Nothing to do for one such sweep: the next one checks again, and no alert counts this one',
}

const LOST = {
  cause:
    'the sweep was spread over several instances, and one of them ended, could not store what it saw, or got its part too late from the queue',
  fix: 'Nothing to do for one such sweep: the next one checks again. When it goes on, look at the queue and at the logs of the instances, and let more of them run',
}

function isStopped({ ending }: TargetView, brokenOff: readonly Seen[]): boolean {
  return ending === 'interrupted' || brokenOff.some((o) => o.failure?.raw.startsWith(STOOD_STILL))
}
