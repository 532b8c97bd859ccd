import { reachedIn } from '../contrast.ts'
import type { Leg } from '../legs.ts'
import type { TargetView } from '../target-view.ts'
import { inOrder, type Words } from '../words.ts'
import { ALL_ROUTES, DEFAULT_ROUTES, PRIVATE_GOOGLE_ACCESS } from './commands.ts'
import { deniedByRule, FIND_DENYING_RULE } from './egress-rules.ts'
import { zoneMissing } from './zone-missing.ts'

const PGA = 'https://docs.cloud.google.com/vpc/docs/configure-private-google-access'
const NAT_AND_PGA = 'https://docs.cloud.google.com/nat/docs/nat-product-interactions'

/**
 * Why a public address of Google is silent. Where other names of Google lead to a VIP, the missing zone is the cause;
 * where the internet answers from the same network, Private Google Access is not what is off (the second page: Cloud NAT
 * switches it on for the subnets that it serves).
 */
export function silentFront(view: TargetView, leg: Leg): Words {
  const missing = zoneMissing(view)
  if (missing !== null) return missing
  const port = leg.connect?.port ?? view.target.port
  const rule = deniedByRule(`TCP ${port} to Google’s addresses`)
  const route = 'no default route to the default internet gateway applies to this instance'
  if (reachedIn(view, 'public', leg.address).length > 0) {
    return {
      cause: `Addresses of the internet answer, so this is about Google’s: ${rule}; or a route for them that is narrower than the default one leads to an appliance or on premises, which drops them`,
      fix: inOrder([
        FIND_DENYING_RULE,
        `Routes for these addresses: ${ALL_ROUTES}; then the log of the appliance that they lead to`,
      ]),
      docs: NAT_AND_PGA,
    }
  }
  return {
    cause: `Private Google Access is off for the subnet, which an instance without an external address needs; or ${route}; or ${rule}`,
    fix: inOrder([
      `Private Google Access: ${PRIVATE_GOOGLE_ACCESS}`,
      `Default route: ${DEFAULT_ROUTES}, next hop default-internet-gateway, and its tags those of this instance`,
      FIND_DENYING_RULE,
    ]),
    docs: PGA,
  }
}
