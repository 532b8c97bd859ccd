import { zoneOf } from '../../zone/zone-of.ts'
import { type Answer, hostOf, isForPeople, wholeText } from '../answer/answer.ts'
import type { Signature } from './signature.ts'

/** Words by which a refusal speaks of networks and not of permission. */
const OF_NETWORKS =
  /public (?:network )?access|public (?:networks?|internet|endpoint)|private ?(?:end ?points?|links?)|(?:virtual network|vnet|firewall|network|ip) (?:acl|security |access |filter(?:ing)? )?(?:rules?|polic(?:y|ies)|acls?|configuration|restrictions?)|\bip (?:address )?[^.<"]{0,60}(?:not (?:allowed|authori[sz]ed|permitted)|blocked|rejected|forbidden)|not (?:allowed|authori[sz]ed) [^.<"]{0,60}\b(?:ip|network)\b|unauthori[sz]ed network|IpAddressNotAllowed|NetworkAccess/i

const PRIVATE_LINK = 'https://learn.microsoft.com/azure/private-link/private-endpoint-overview'

/**
 * A refusal of a service that can have a private endpoint, in a form that is not known, whose words are about networks:
 * such a 403 is in no case an answer like any other. Null where it does not say, and for pages, which anybody may make.
 */
export function unknownForm(answer: Answer): Signature | null {
  if (answer.status !== 403 && answer.status !== 401) return null
  const zone = zoneOf(hostOf(answer))
  if (zone === null || isForPeople(answer) || !OF_NETWORKS.test(wholeText(answer))) return null
  return {
    layer: 'service',
    service: 'azure',
    who: zone.service,
    quoted: true,
    source: PRIVATE_LINK,
  }
}
