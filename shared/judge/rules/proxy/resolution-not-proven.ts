import type { Expectation } from '../../../model/target.ts'
import { zoneOf } from '../../../zone/zone-of.ts'
import { isLiteral } from '../../literal.ts'
import { proxyUrl } from '../../proxy/facts.ts'
import { proxyState } from '../../proxy/state.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { list, serverName } from '../../text.ts'

/**
 * Something is expected of the name or its addresses, and the target goes through a proxy, which resolves the name itself
 * (RFC 9110, 9.3.6: CONNECT carries the name). What this machine’s DNS says proves nothing about that path.
 */
export const resolutionNotProven: Rule = {
  code: 'resolution-not-proven',
  judge(view) {
    const { target, names, way } = view
    const { proxy, host } = target
    const wanted = wantedOf(target.expect)
    if (proxy === null || wanted === null || isLiteral(view)) return null
    if (proxyState(view) !== null) return null
    const url = proxyUrl(proxy)
    const here = names.application.map(({ address }) => address)
    const by = serverName(names.lookup?.server ?? null)
    const says = here.length === 0 ? `${by} has no address for it` : `${by} answers ${list(here)}`
    const zone = target.expect.zone ?? zoneOf(host)?.zones[0] ?? null
    const link =
      zone === null
        ? 'see to its resolution where the proxy resolves'
        : `link ${zone} where the proxy resolves`
    return {
      subject: url,
      summary: `${host} is expected to ${wanted}, and goes through the proxy ${url}, which resolves the name elsewhere: that ${says} here proves nothing about this path`,
      cause:
        'A proxy is the egress path of this target, and only the proxy’s own DNS decides which address is used',
      fix: `Choose: bypass the proxy for this name (add ${host} to noProxy here, and to NO_PROXY of the workload or, for an Arc agent, to proxy.bypass); or ${link}, and expect nothing of the name here`,
      evidence: cite(names.lookup, way?.tunnel ?? null),
    }
  },
}

function wantedOf({ resolution, addresses, zone }: Expectation): string | null {
  if (resolution !== 'any') return `resolve as ${resolution}`
  if (addresses !== undefined) return `lie in ${list(addresses)}`
  return zone === undefined ? null : `be answered from ${zone}`
}
