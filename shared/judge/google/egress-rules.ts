import { EFFECTIVE_FIREWALLS } from './commands.ts'

/**
 * What can deny an egress in a VPC: hierarchical policies come before all others, and a rule may be meant for a network
 * tag or a service account only, so that one instance is denied and its neighbour is not. `what` is denied: `TCP 443 to
 * it`. Sources: https://docs.cloud.google.com/firewall/docs/firewall-policies-rule-eval-order (the order),
 * https://docs.cloud.google.com/firewall/docs/firewalls (targets of rules; a deny drops).
 */
export function deniedByRule(what: string): string {
  return `egress of ${what} is denied by a hierarchical firewall policy (organisation, folder), a VPC firewall rule (also one for the network tags or the service account of this instance) or a network firewall policy`
}

/** How to find it. */
export const FIND_DENYING_RULE = `Egress rules, the hierarchical ones first: ${EFFECTIVE_FIREWALLS}, with the tags and service accounts that each is meant for`

export const VPC_RULES =
  'https://docs.cloud.google.com/firewall/docs/firewall-policies-rule-eval-order'
