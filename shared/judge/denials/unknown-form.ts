import { zoneOf } from '../../zone/zone-of.ts'
import { type Answer, headerOf, hostOf, isForPeople, wholeText } from '../answer/answer.ts'
import type { Signature } from './signature.ts'

/** Words by which a refusal speaks of networks and not of permission. */
const OF_NETWORKS =
  /public (?:network )?access|public (?:networks?|internet|endpoint)|private ?(?:end ?points?|links?)|(?:virtual network|vnet|firewall|network|ip) (?:acl|security |access (?:control )?|filter(?:ing)? )?(?:rules?|polic(?:y|ies)|acls?|configuration|restrictions?)|\bip (?:address )?[^.<"]{0,60}(?:not (?:allowed|authori[sz]ed|permitted)|blocked|rejected|forbidden)|not (?:allowed|authori[sz]ed) [^.<"]{0,60}\b(?:ip|network)\b|unauthori[sz]ed network|IpAddressNotAllowed|NetworkAccess/i

/** The plainest of them: no other refusal says these. */
const PUBLIC_OFF =
  /public (?:network )?access\b[^.<"]{0,80}\b(?:disabled|denied|blocked|turned off|not (?:allowed|permitted|enabled))/i

/** A refusal for want of a permission, which may be one for network resources. */
const OF_PERMISSION =
  /does not have (?:the )?(?:authorization|permissions?) |"AuthorizationFailed"|\brbac permissions?\b/i

/** Types and ids of resources (Microsoft.Network/privateEndpoints/read, /subscriptions/…) are names and say nothing. */
const NAMES = /\bMicrosoft\.\w{1,60}\/[\w/*.-]{1,200}|\/subscriptions\/[\w/.-]{1,400}/gi

const PRIVATE_LINK = 'https://learn.microsoft.com/azure/private-link/private-endpoint-overview'

/**
 * A refusal of a service that can have a private endpoint, in a form that is not known, whose words are about networks:
 * such an answer is in no case one like any other. Null where it does not say, and for pages, which anybody may make.
 */
export function unknownForm(answer: Answer): Signature | null {
  const zone = refusesNetwork(answer) ? zoneOf(hostOf(answer)) : null
  if (zone === null) return null
  return {
    layer: 'service',
    service: 'azure',
    who: zone.service,
    quoted: true,
    source: PRIVATE_LINK,
  }
}

function refusesNetwork(answer: Answer): boolean {
  const { status } = answer
  if (status === null || status < 400 || status > 499) return false
  const text = wholeText(answer).replaceAll(NAMES, '')
  if (OF_PERMISSION.test(text)) return false
  const isPlain = headerOf(answer, 'content-type').startsWith('text/plain')
  if (isForPeople(answer) && !isPlain) return false
  if (PUBLIC_OFF.test(text)) return true
  return (status === 401 || status === 403) && !isForPeople(answer) && OF_NETWORKS.test(text)
}
