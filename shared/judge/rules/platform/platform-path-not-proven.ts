import { SANDBOXES } from '../../../model/sandbox.ts'
import { lastSteps } from '../../outcome.ts'
import { leavesOpen } from '../../platform.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'

/**
 * The platform itself uses the target from a place of its own: the app's path, which was checked, is another one.
 * Sources: https://learn.microsoft.com/azure/app-service/configure-vnet-integration-routing;
 * https://docs.cloud.google.com/run/docs/configuring/services/build-worker-pools.
 */
export const platformPathNotProven: Rule = {
  code: 'platform-path-not-proven',
  judge(view) {
    const { target, platform } = view
    const other = target.sandboxes?.find((name) => leavesOpen(name, platform))
    const steps = lastSteps(view)
    if (other === undefined || steps.length === 0) return null
    const { who, unproven, check } = SANDBOXES[other]
    return {
      subject: who,
      summary: `The path of the app to ${target.host} was checked, and not that of ${who}: ${unproven}`,
      fix: check,
      evidence: cite(...steps),
    }
  },
}
