import { contains } from '../../../address/cidr.ts'
import { addressInBody } from '../../answers.ts'
import { egressWords } from '../../egress-words.ts'
import { served } from '../../requests.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import type { TargetView } from '../../target-view.ts'
import { list, shown } from '../../text.ts'

/**
 * The service tells our public address, and it is not among the expected ones: traffic leaves another way (no
 * NAT, another firewall, a route that is missing). A body that is no address is unexpected too. Source:
 * `expect.egress`; https://learn.microsoft.com/azure/app-service/configure-vnet-integration-routing (route-all).
 */
export const egressAddressUnexpected: Rule = {
  code: 'egress-address-unexpected',
  judge(view) {
    const expected = view.expect.egress
    if (expected === undefined) return null
    for (const { request } of served(view)) {
      const address = addressInBody(request.body)
      const fits = address !== null && expected.some((cidr) => contains(cidr, address))
      if (fits) continue
      const evidence = cite(request)
      return address === null
        ? { ...noAddress(view, request.body), evidence }
        : { ...otherAddress(view, address, expected), evidence }
    }
    return null
  },
}

function otherAddress(view: TargetView, address: string, expected: readonly string[]) {
  const { owner } = view.classify(address)
  const whose = owner === null ? '' : ` (${owner})`
  return {
    subject: address,
    summary: `${view.target.host} sees this network as ${address}${whose}, expected ${list(expected)}`,
    ...egressWords(view),
  }
}

function noAddress(view: TargetView, body: string) {
  const { host } = view.target
  const summary = `${host} did not answer with an address, but with “${shown(body, 60)}”`
  return {
    severity: 'inconclusive' as const,
    subject: host,
    summary,
    cause: 'The service does not report addresses, or something else answered instead',
    fix: 'Use a service whose whole answer is the address, as text or as {"ip": "…"}',
  }
}
