import { answersA, decisive } from '../../names.ts'
import { addressText, unmetAddresses } from '../../resolution.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { list } from '../../text.ts'
import { vipExpected } from '../../vips.ts'

/**
 * A Google VIP is expected, and the answer holds addresses of neither: the default public ones, or an internal
 * one (a Private Service Connect endpoint, or a stray record). Source:
 * https://docs.cloud.google.com/vpc/docs/configure-private-google-access-hybrid.
 */
export const dnsGoogleVipNotUsed: Rule = {
  code: 'dns-google-vip-not-used',
  judge(view) {
    const vip = vipExpected(view)
    if (vip === null) return null
    const { names, target } = view
    const none = unmetAddresses(view).filter(({ about }) => about.kind !== vip.other.kind)
    if (none.length === 0) return null
    const internal = none.every(({ about }) => about.isPrivate)
    const what = internal ? 'the internal' : 'the public'
    const hint = internal ? ': a Private Service Connect endpoint or a stray record' : ''
    const part = none.length < names.judged.length ? 'in part ' : ''
    return {
      subject: target.host,
      summary: `${target.host} resolves ${part}to ${what} ${list(none.map(addressText))} and not to ${vip.name}${hint}`,
      evidence: cite(names.lookup, ...answersA(decisive(names)).map((w) => w.seen)),
    }
  },
}
