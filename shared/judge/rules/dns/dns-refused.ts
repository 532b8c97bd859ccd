import { failingWith, nameTrouble } from '../../name-trouble.ts'
import { unique } from '../../names.ts'
import { queried } from '../../queried.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { list, serverName } from '../../text.ts'

/**
 * A resolver answers REFUSED: it does not serve this client or this name. Fails when the name does not resolve
 * for it, warns when another resolver helps out. Source: RFC 1035, 4.1.1.
 */
export const dnsRefused: Rule = {
  code: 'dns-refused',
  ofFailures: true,
  judge(view) {
    const records = queried(view, 'refused')
    if (records !== null) return records
    const { names, target } = view
    const unresolved = nameTrouble(view) === 'refused'
    const refusing = failingWith(view, new Set(['dns_refused_error']))
    if (!unresolved && (refusing.length === 0 || names.application.length === 0)) return null
    const servers = unique(refusing)
    const who = servers.length === 0 ? 'the system resolver' : list(servers.map(serverName))
    const then = unresolved ? 'and it does not resolve' : 'though it resolves through another one'
    return {
      severity: unresolved ? 'fail' : 'warn',
      subject: servers.join(', ') || 'the system resolver',
      summary: `${who} refuses to answer for ${target.host} (REFUSED), ${then}`,
      evidence: cite(unresolved ? names.lookup : null, ...refusing.map((w) => w.seen)),
    }
  },
}
