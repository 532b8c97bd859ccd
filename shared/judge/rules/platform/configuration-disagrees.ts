import { objectText } from '../../../cloud-network/at.ts'
import { type AskedFlow, flowsOf } from '../../configured/questions.ts'
import { readAt } from '../../configured/with-object.ts'
import { isProof } from '../../proof.ts'
import type { Claim, Rule } from '../../rule.ts'
import { hasFailed, SILENT } from '../../seen.ts'
import type { TargetView } from '../../target-view.ts'

/**
 * The configuration of the network says otherwise than the wire: it lets a flow pass that was met with silence, or
 * blocks one that came through. The wire decides the verdict; this says what remains to look at. Security rules apply to
 * new connections, and changes take a while: https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview
 */
export const configurationDisagrees: Rule = {
  code: 'configuration-disagrees',
  judge(view) {
    const { network } = view
    if (network === null) return null
    const flows = flowsOf(view, network)
    const through = flows.find(
      ({ leg, decision }) => decision.outcome === 'blocked' && isProof(view, leg),
    )
    if (through !== undefined) return blocked(view, through, readAt(network))
    const silent = flows.filter(({ leg }) => leg.connect !== null && hasFailed(leg.connect, SILENT))
    const [first] = silent
    const allPass = silent.every(({ decision }) => decision.outcome === 'pass')
    return first !== undefined && silent.length === flows.length && allPass
      ? passing(view, first, readAt(network))
      : null
  },
}

function blocked(
  { target }: TargetView,
  { leg, decision: { by } }: AskedFlow,
  read: string,
): Claim | null {
  if (by?.object == null) return null
  return {
    subject: objectText(by.object),
    summary: `${target.host} was reached at ${leg.address}, and the configuration of the network${read} blocks it: ${by.says}`,
    cause:
      'The configuration that was read is older than a change; or the traffic takes another way than it says, past this subnet',
    fix: `Read the configuration again; if ${objectText(by.object)} still stands, look up by which way the traffic leaves`,
    evidence: leg.connect === null ? [] : [leg.connect.index],
    object: by.object,
  }
}

function passing({ target }: TargetView, { leg, decision }: AskedFlow, read: string): Claim {
  const says = decision.hops.map((hop) => hop.says).join('; ')
  return {
    subject: leg.address,
    summary: `${leg.address} port ${target.port} does not answer, and the configuration of the network${read} lets it pass: ${says}`,
    cause:
      'A change that is not effective yet, or that came after the configuration was read; or what is not in it: an appliance, a network on premises, a firewall on the host itself, or no host has the address',
    fix: 'Read the configuration again. If it still lets the flow pass, look beyond it: the effective rules and routes of the interface, the appliance on the way, the host itself',
    evidence: leg.connect === null ? [] : [leg.connect.index],
  }
}
