import { whyNotLed } from '../../google/way-not-used.ts'
import { answersA, decisive, unique } from '../../names.ts'
import { addressText, calledIn, unmetAddresses } from '../../resolution.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { list } from '../../text.ts'
import { vipExpected, wayExpected } from '../../vips.ts'

/**
 * A Google VIP or an endpoint of Private Service Connect is expected, and the answer holds other addresses: the default
 * public ones, or an internal one where a VIP is wanted. Source:
 * https://docs.cloud.google.com/vpc/docs/configure-private-google-access-hybrid and
 * https://docs.cloud.google.com/vpc/docs/configure-private-service-connect-apis.
 */
export const dnsGoogleVipNotUsed: Rule = {
  code: 'dns-google-vip-not-used',
  judge(view) {
    const expected = wayExpected(view)
    if (expected === null) return null
    const { names, target } = view
    const other = vipExpected(view)?.other.kind
    const none = unmetAddresses(view).filter(({ about }) => about.kind !== other)
    if (none.length === 0) return null
    const internal = none.every(({ about }) => about.isPrivate)
    const what = internal ? `the internal ${list(none.map(addressText))}` : calledIn(none)
    const hint = internal ? ': a Private Service Connect endpoint or a stray record' : ''
    const part = none.length < names.judged.length ? 'in part ' : ''
    const answers = answersA(decisive(names))
    return {
      subject: target.host,
      summary: `${target.host} resolves ${part}to ${what} and not to ${expected.name}${hint}`,
      ...(internal ? {} : whyNotLed(view, expected, unique(answers))),
      evidence: cite(names.lookup, ...answers.map((w) => w.seen)),
    }
  },
}
