import { requestsOf } from '../../requests.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { shown } from '../../text.ts'

/**
 * The platform gave the probe no token: what the target would say to a known caller is not known. A fault on the
 * probe's side, never the target's. Sources: https://learn.microsoft.com/azure/app-service/overview-managed-identity,
 * https://docs.cloud.google.com/run/docs/container-contract#metadata-server.
 */
export const identityTokenUnavailable: Rule = {
  code: 'identity-token-unavailable',
  ofFailures: true,
  judge(view) {
    const without = requestsOf(view).filter(
      ({ request }) => request.failure?.code === 'identity_token_unavailable',
    )
    const [first] = without
    if (first === undefined) return null
    const { auth } = view.target
    const [cloud, of] = Object.entries(auth ?? {})[0] ?? ['', '']
    return {
      subject: `the probe’s identity${cloud === '' ? '' : ` (${cloud})`}`,
      summary: `The probe got no token for ${of || view.target.host}: ${shown(first.request.failure?.raw ?? '', 160)}`,
      evidence: cite(...without.map(({ request }) => request)),
    }
  },
}
