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
    const open = (target.sandboxes ?? []).filter((name) => leavesOpen(name, platform))
    const others = open.map((name) => SANDBOXES[name])
    const [first, ...more] = others
    const steps = first === undefined ? [] : lastSteps(view)
    if (first === undefined || steps.length === 0) return null
    const { who, unproven } = first
    const nor = more.map((one) => `; nor that of ${one.who}: ${one.unproven}`).join('')
    return {
      subject: who,
      summary: `The path of the app to ${target.host} was checked, and not that of ${who}: ${unproven}${nor}`,
      fix: others.map(({ check }) => check).join('. '),
      evidence: cite(...steps),
    }
  },
}
