import { EFFECTIVE_FIREWALLS } from './commands.ts'

/**
 * What can deny an egress in a VPC, and where to see it: hierarchical policies come before all others, and a rule may
 * be meant for a network tag or a service account only, so that one instance is denied and its neighbour is not. Source:
 * https://docs.cloud.google.com/firewall/docs/firewall-policies-rule-eval-order (the order),
 * https://docs.cloud.google.com/firewall/docs/firewalls (targets of rules; a deny drops).
 */
export const DENYING_RULE =
  'a firewall rule denies the egress: of a hierarchical policy (organisation, folder), of the VPC (also one for the network tags or the service account of this instance) or of a network firewall policy'

/** How to find it. */
export const FIND_DENYING_RULE = `Egress rules, the hierarchical ones first: ${EFFECTIVE_FIREWALLS}, with the tags and service accounts that each is meant for`

export const VPC_RULES =
  'https://docs.cloud.google.com/firewall/docs/firewall-policies-rule-eval-order'
