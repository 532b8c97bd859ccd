import { hasAddress } from '../../../model/scheme.ts'
import { answersA, decisive } from '../../names.ts'
import { hasSucceeded } from '../../proof.ts'
import { inHostsFile, isPrivateAnswer, unmetAddresses, wantsPrivate } from '../../resolution.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { list } from '../../text.ts'

/**
 * The application gets the address from the hosts file and DNS says otherwise: a change in DNS will never
 * arrive here. The cause when the target fails or the address is of the wrong class; else a warning. Silent
 * when both agree. Source: hosts(5).
 */
export const dnsHostsOverride: Rule = {
  code: 'dns-hosts-override',
  judge(view) {
    const { names, target } = view
    if (!names.matters || names.lookup === null || !inHostsFile(view)) return null
    const answers = answersA(decisive(names)).filter((w) => w.seen.addresses.length > 0)
    const inDns = answers.flatMap((w) => w.seen.addresses)
    const inHosts = names.application.map(({ address }) => address)
    if (inDns.length === 0 || inHosts.some((address) => inDns.includes(address))) return null
    const harms =
      unmetAddresses(view).length > 0 || (hasAddress(target.scheme) && !hasSucceeded(view))
    return {
      severity: harms ? 'fail' : 'warn',
      subject: target.host,
      summary: `The hosts file gives ${target.host} the address ${list(inHosts)}, while DNS says ${list(inDns)}`,
      ...(!harms &&
        wantsPrivate(view) &&
        answers.every((w) => !isPrivateAnswer(view, w)) &&
        KEPT_INSIDE),
      evidence: cite(names.lookup, ...answers.map((w) => w.seen)),
    }
  },
}

/** The entry is what keeps the name inside: to take it away first would lead it out. */
const KEPT_INSIDE = {
  cause:
    'DNS here gives the public address, and the entry alone keeps the name inside, for this machine only',
  fix: 'Have DNS answer with the private address first: link the private zone to this network, or forward to where it is. Only then remove the entry',
}
