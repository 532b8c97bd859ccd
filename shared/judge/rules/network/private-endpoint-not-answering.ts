import { cloudOf } from '../../cloud-of.ts'
import { citeConnects, connectText, deadBy, silentClaim, subjectOf } from '../../dead.ts'
import { besideText, endpointWords } from '../../endpoint-words.ts'
import { otherPortOpen } from '../../other-port.ts'
import { isPrivateEndpoint } from '../../private-endpoint.ts'
import type { Rule } from '../../rule.ts'
import { SILENT } from '../../seen.ts'
import type { TargetView } from '../../target-view.ts'

/**
 * The name leads to a private endpoint as it should, and the address is silent. Besides what drops packets on
 * the way, the endpoint may be gone and its record left. Source:
 * https://learn.microsoft.com/azure/private-link/troubleshoot-private-endpoint-connectivity.
 */
export const privateEndpointNotAnswering: Rule = {
  code: 'private-endpoint-not-answering',
  ofFailures: true,
  judge(view) {
    const legs = silentPrivateEndpoints(view)
    const [first] = legs
    if (first === undefined) return null
    const other = otherPortOpen(view, legs)
    const words =
      other === null ? endpointWords(view, first) : { cause: other.cause, fix: other.fix }
    return {
      subject: subjectOf(legs),
      summary: `The ${cloudOf(view) === 'gcp' ? 'private address' : 'private endpoint'} of ${view.target.host} does not answer: ${connectText(view, legs)}${other?.text ?? besideText(view, first)}`,
      ...words,
      evidence: citeConnects(legs),
      claims: [...legs.flatMap(silentClaim), ...(other?.claims ?? [])],
    }
  },
}

export function silentPrivateEndpoints(view: TargetView) {
  return deadBy(view, SILENT).filter((leg) => isPrivateEndpoint(view, leg))
}
