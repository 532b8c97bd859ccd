import { objectText } from '../../../cloud-network/at.ts'
import { type Disagreement, disagreementOf } from '../../configured/disagreement.ts'
import { disagreementWords } from '../../configured/disagreement-words.ts'
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
    ...disagreementWords(kind, what),
    evidence,
    ...(object !== null && { object }),
  }
}
