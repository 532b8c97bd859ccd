import { answersA, decisive } from '../../names.ts'
import { unmetAddresses } from '../../resolution.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { list } from '../../text.ts'

/**
 * A public address is expected and a private one (or a Google VIP) is given: some private zone answers for a
 * name that has no private endpoint in this network. Source: azure.md 3.2, D7; peers.md 3, point 20.
 */
export const dnsPrivateUnexpected: Rule = {
  code: 'dns-private-unexpected',
  judge(view) {
    const { names, target, expect } = view
    const wrong = unmetAddresses(view)
    if (expect.resolution !== 'public' || wrong.length === 0) return null
    const what = wrong.map((n) => `${n.address}, ${n.about.label}`)
    return {
      subject: target.host,
      summary: `${target.host} must resolve publicly, and resolves to ${list(what)}`,
      evidence: cite(names.lookup, ...answersA(decisive(names)).map((w) => w.seen)),
    }
  },
}
