import { FAILURES, type FailureCode } from '../../../failure/table.ts'
import { lastSteps } from '../../outcome.ts'
import { hasSucceeded } from '../../proof.ts'
import type { Claim, Rule } from '../../rule.ts'
import { cite, type Seen } from '../../seen.ts'
import { capital, shown } from '../../text.ts'

/**
 * The probe broke, or met a failure that has no name: nothing is known of the target. Only when no address succeeded
 * and nothing else explains the failure; a missing token has a code of its own. A broken checker and a failed check
 * must not look alike.
 */
export const probeFault: Rule = {
  code: 'probe-fault',
  ofFailures: true,
  judge(view) {
    const { target, ending } = view
    if (ending === 'fault') {
      return {
        subject: 'the probe',
        summary: `The probe itself broke while it checked ${target.host}`,
        evidence: view.seen.slice(-1).map((o) => o.index),
      }
    }
    const failed = lastSteps(view).filter(
      (o) => o.failure !== null && o.failure.code !== 'interrupted',
    )
    if (hasSucceeded(view) || failed.length === 0 || !failed.every(isOurs)) return null
    const raw = shown(failed[0]?.failure?.raw ?? '')
    return {
      subject: 'the probe',
      summary: `The probe could not check ${target.host}: ${raw}`,
      ...why(failed[0]?.failure?.code),
      evidence: cite(...failed),
    }
  },
}

/** What the failure says by its own row; where it has no name, the host may be at fault in any way. */
function why(code: FailureCode | undefined): Pick<Claim, 'cause' | 'fix'> {
  if (code === undefined || code === 'probe_fault' || code === 'unknown_failure') return {}
  const { causes, fix } = FAILURES[code]
  return { cause: capital(causes.join('; or ')), fix: fix.replace(/\.$/, '') }
}

function isOurs({ failure }: Seen): boolean {
  if (failure === null || failure.code === 'identity_token_unavailable') return false
  return failure.code === 'unknown_failure' || FAILURES[failure.code].fault === 'probe'
}
