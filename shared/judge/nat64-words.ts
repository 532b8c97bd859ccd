import { madeByDns64 } from '../address/classify.ts'
import { cloudOf } from './cloud-of.ts'
import type { Leg } from './legs.ts'
import type { TargetView } from './target-view.ts'
import type { Words } from './words.ts'

/**
 * Why an address is silent that stands for one of IPv4: what translates it is in question first, unless it carried
 * another in the same sweep. Sources: RFC 6146 and RFC 6147.
 */
export function nat64Words(view: TargetView, { address }: Leg, words: Words): Words {
  const { sweep } = view
  const inner = madeByDns64(address)
  const isCarried = sweep.controls.some(
    (other) => !other.proxied && other.address !== address && madeByDns64(other.address) !== null,
  )
  if (inner === null || isCarried) return words
  const { cause = '', fix = '' } = words
  const gateway = cloudOf(view) === 'gcp' ? 'Cloud NAT with NAT64' : 'a gateway of NAT64'
  return {
    cause: `DNS64 made this address of ${inner}, which NAT64 must carry: ${gateway} does not serve this subnet, or no route leads 64:ff9b::/96 to it. Where NAT64 works: ${cause}`,
    fix: `See that ${gateway} serves this subnet, and that the route for 64:ff9b::/96 leads there. Where NAT64 works: ${fix}`,
    docs: 'https://www.rfc-editor.org/rfc/rfc6146',
  }
}
