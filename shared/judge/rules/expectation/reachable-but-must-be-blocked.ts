import { authorityOf } from '../../../address/authority.ts'
import { blockState } from '../../blocked.ts'
import { isIpv6 } from '../../legs.ts'
import type { Claim, Rule } from '../../rule.ts'
import type { TargetView } from '../../target-view.ts'
import { list } from '../../text.ts'

/** The target must be blocked, and answered. */
export const reachableButMustBeBlocked: Rule = {
  code: 'reachable-but-must-be-blocked',
  judge(view) {
    const state = blockState(view)
    if (state?.kind !== 'reached') return null
    return {
      subject: authorityOf(view.target),
      summary: `${view.target.host} must be blocked and is reachable: ${state.text}${beside(state.but ?? [])}`,
      ...byAddress(view, state.but ?? []),
      evidence: state.evidence,
    }
  },
}

function beside(blocked: readonly string[]): string {
  return blocked.length === 0 ? '' : `; ${list(blocked)} of the same name is blocked`
}

/** What is blocked at some addresses of a name is blocked by address. */
function byAddress({ legs }: TargetView, blocked: readonly string[]): Pick<Claim, 'cause' | 'fix'> {
  if (blocked.length === 0) return {}
  const open = legs.map(({ address }) => address).filter((address) => !blocked.includes(address))
  if (open.every(isIpv6) && !blocked.some(isIpv6)) {
    return {
      cause: 'The rules that block the IPv4 addresses of the name do not hold for IPv6',
      fix: 'Give IPv6 the same rules, or take IPv6 away from the subnet where nothing needs it',
    }
  }
  return {
    cause: `The rule goes by addresses and does not hold ${list(open)}`,
    fix: 'Block the name where the firewall reads it, or all addresses that the service publishes (its service tag): what DNS answers changes',
  }
}
