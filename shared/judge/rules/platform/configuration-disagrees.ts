import { objectText } from '../../../cloud-network/at.ts'
import { type Disagreement, disagreementOf } from '../../configured/disagreement.ts'
import { readAt } from '../../configured/with-object.ts'
import type { Claim, Rule } from '../../rule.ts'

/**
 * The configuration of the network says otherwise than the wire: it lets a flow pass that was met with silence, blocks
 * one that came through, answers a name otherwise, or does not close a resource that denies. The wire decides the verdict;
 * this says what remains to look at. Security rules apply to new connections, and changes take a while:
 * https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview
 */
export const configurationDisagrees: Rule = {
  code: 'configuration-disagrees',
  judge(view) {
    const { network } = view
    const found = network === null ? null : disagreementOf(view, network)
    return found === null || network === null ? null : claimOf(found, readAt(network))
  },
}

function claimOf({ kind, seen, says, object, at, evidence }: Disagreement, read: string): Claim {
  const what = object === null ? at : objectText(object)
  return {
    subject: what,
    summary: `${seen}, and the configuration of the network${read} ${says}`,
    ...WORDS[kind](what),
    evidence,
    ...(object !== null && { object }),
  }
}

const WORDS: Readonly<
  Record<Disagreement['kind'], (what: string) => Pick<Claim, 'cause' | 'fix'>>
> = {
  'came-through': (what) => ({
    cause:
      'The configuration that was read is older than a change; or the traffic takes another way than it says, past this subnet',
    fix: `Read the configuration again; if ${what} still stands, look up by which way the traffic leaves`,
  }),
  silent: () => ({
    cause:
      'A change that is not effective yet, or that came after the configuration was read; or what is not in it: an appliance, a network on premises, a firewall on the host itself, or no host has the address',
    fix: 'Read the configuration again. If it still lets the flow pass, look beyond it: the effective rules and routes of the interface, the appliance on the way, the host itself',
  }),
  answer: (what) => ({
    cause:
      'The configuration that was read is older than a change; or the answer is still in a cache; or the resolver does not ask the zones of this network',
    fix: `Read the configuration again; if ${what} still stands, look up which server the resolver asks for the name`,
  }),
  denied: (what) => ({
    cause:
      'The configuration that was read is older than a change; or the denial is for another part of the resource than its network rules',
    fix: `Read the configuration again; if ${what} is still open, look at the policy that the answer speaks of`,
  }),
}
