import { answersA, decisive } from '../../names.ts'
import { isSinkholed } from '../../resolution.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { strippedCause } from '../../stripped.ts'
import { list } from '../../text.ts'

/**
 * The resolver answers an address that leads nowhere (0.0.0.0, loopback, the discard prefix): a response
 * policy or a DNS filter blocks the name. Names of localhost and the hosts file are not meant. Source:
 * https://docs.cloud.google.com/dns/docs/zones/manage-response-policies.
 */
export const dnsSinkholed: Rule = {
  code: 'dns-sinkholed',
  judge(view) {
    if (!isSinkholed(view)) return null
    const { names, target } = view
    const addresses = names.application.map((n) => `${n.address}, ${n.about.label}`)
    const answers = answersA(decisive(names))
    return {
      subject: target.host,
      ...strippedCause(view),
      summary: `${target.host} resolves to ${list(addresses)}: the name is blocked in DNS`,
      evidence: cite(names.lookup, ...answers.map((w) => w.seen)),
    }
  },
}
