import { unlistedOnRestricted } from '../../google/restricted-service.ts'
import { requestsOf } from '../../requests.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { countedLegs } from '../../target-view.ts'
import { list } from '../../text.ts'

/**
 * The name leads to the restricted VIP, which opens connections for every name of Google’s, and Google does not list the
 * API among those that it serves. An answer over HTTP tells more than the list, so that one is left to its own rules.
 * Source: https://docs.cloud.google.com/vpc-service-controls/docs/restricted-vip-services.
 */
export const googleVipServiceUnlisted: Rule = {
  code: 'google-vip-service-unlisted',
  judge(view) {
    const { host, proxy } = view.target
    const api = unlistedOnRestricted(host)
    const { judged } = view.names
    const isRestricted =
      judged.length > 0 && judged.every(({ about }) => about.kind === 'google-restricted')
    if (api === null || proxy !== null || !isRestricted) return null
    if (requestsOf(view).some(({ request }) => request.status !== null)) return null
    const legs = countedLegs(view)
    const open = legs.filter(({ connect }) => connect?.failure === null)
    if (legs.length > 0 && open.length === 0) return null
    const opens = open.length === 0 ? '' : ', which opens connections for any name'
    return {
      subject: host,
      summary: `${host} leads to restricted.googleapis.com (${list(judged.map(({ address }) => address))})${opens}, and Google does not list the API ${api} among those that it serves there`,
      evidence: cite(view.names.lookup, ...open.map(({ connect }) => connect)),
    }
  },
}
