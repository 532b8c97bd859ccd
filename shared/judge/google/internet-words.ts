import { VIP_NAMES } from '../../address/special.ts'
import { reachedIn } from '../contrast.ts'
import type { Leg } from '../legs.ts'
import type { TargetView } from '../target-view.ts'
import { list } from '../text.ts'
import { inOrder, type Words } from '../words.ts'
import { DEFAULT_ROUTES, NATS } from './commands.ts'
import { deniedByRule, FIND_DENYING_RULE, VPC_RULES } from './egress-rules.ts'

const NAT = 'https://docs.cloud.google.com/nat/docs/nat-product-interactions'

/** How Google itself is reached in this sweep, for a sentence; null: it is not. */
export function googleReachedBy(view: TargetView): string | null {
  const ways = [
    ['google-restricted', VIP_NAMES['google-restricted']],
    ['google-private', VIP_NAMES['google-private']],
    ['endpoint', 'a Private Service Connect endpoint'],
    ['google-front', 'its public addresses'],
  ] as const
  const reached = ways.filter(([kind]) => reachedIn(view, kind).length > 0)
  return reached.length === 0 ? null : list(reached.map(([, name]) => name))
}

/**
 * Why no address of the internet answers where Google does: neither a VIP nor Private Google Access leads there. Source:
 * the page above (Public NAT uses only routes to the default internet gateway).
 */
export function noInternet(port: number): Required<Words> {
  return {
    cause: `Cloud NAT does not serve this subnet, and the instance has no external address; or no default route to the default internet gateway applies to this instance (a route with network tags applies to instances with these tags only); or ${deniedByRule(`TCP ${port} to all but Google’s addresses`)}`,
    fix: inOrder([
      `Cloud NAT, with this subnet among those that it serves: ${NATS}`,
      `Default route: ${DEFAULT_ROUTES}, next hop default-internet-gateway, and its tags those of this instance`,
      FIND_DENYING_RULE,
    ]),
    docs: NAT,
  }
}

/** Why one address of the internet is silent; whether others answer decides what comes first. */
export function silentInternet(view: TargetView, { address, connect }: Leg): Words {
  const port = connect?.port ?? view.target.port
  if (reachedIn(view, 'public', address).length > 0) {
    return {
      cause: `Other addresses of the internet answer, so there is a way out: ${deniedByRule(`TCP ${port} to this address`)}; or the firewall of an appliance on the way does; or the service is down`,
      fix: inOrder([
        FIND_DENYING_RULE,
        'The log of the appliance on the way',
        'The service itself',
      ]),
      docs: VPC_RULES,
    }
  }
  const { cause, fix, docs } = noInternet(port)
  const google = googleReachedBy(view)
  const reached =
    google === null ? '' : `Google is reached by ${google}, and no VIP leads to the internet. `
  return { cause: `${reached}${cause}; or the service is down`, fix, docs }
}
