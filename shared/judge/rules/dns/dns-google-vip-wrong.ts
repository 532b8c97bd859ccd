import { answersA, decisive } from '../../names.ts'
import { unmetAddresses } from '../../resolution.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { list } from '../../text.ts'
import { vipExpected } from '../../vips.ts'

/**
 * The addresses are those of the other Google VIP, or of both. Mixed, a service works or not by the address a
 * connection happens to take. Source:
 * https://docs.cloud.google.com/vpc/docs/configure-private-google-access-hybrid.
 */
export const dnsGoogleVipWrong: Rule = {
  code: 'dns-google-vip-wrong',
  judge(view) {
    const vip = vipExpected(view)
    if (vip === null) return null
    const { names, target } = view
    const other = unmetAddresses(view).filter(({ about }) => about.kind === vip.other.kind)
    if (other.length === 0) return null
    const right = names.judged.filter(({ about }) => about.kind === vip.kind)
    const what =
      right.length > 0
        ? `a mix of both VIPs: ${list(right.map((n) => n.address))} of ${vip.name} and ${list(other.map((n) => n.address))} of ${vip.other.name}`
        : `${list(other.map((n) => n.address))}, the VIP of ${vip.other.name}, not of ${vip.name}`
    return {
      subject: target.host,
      summary: `${target.host} resolves to ${what}`,
      evidence: cite(names.lookup, ...answersA(decisive(names)).map((w) => w.seen)),
    }
  },
}
