import { nameTrouble } from '../../name-trouble.ts'
import { decisive, unique } from '../../names.ts'
import { queried } from '../../queried.ts'
import type { Rule } from '../../rule.ts'
import { cite, gaveNoReplyOverTcp } from '../../seen.ts'
import { list, serverName, words } from '../../text.ts'

/**
 * A resolver cut its reply over UDP, which asks for the question over TCP, and over TCP gave none: TCP 53 is blocked on the
 * way, or the server does not serve it. A failure where the name therefore does not resolve. Source: RFC 7766, 5.
 */
export const dnsTcpUnanswered: Rule = {
  code: 'dns-tcp-unanswered',
  ofFailures: true,
  judge(view) {
    const records = queried(view, 'cut')
    if (records !== null) return records
    const { names, target } = view
    const cut = names.matters ? decisive(names).filter((w) => gaveNoReplyOverTcp(w.seen)) : []
    const unresolved = nameTrouble(view) === 'cut'
    if (cut.length === 0 || (!unresolved && names.application.length === 0)) return null
    const servers = unique(cut)
    const how = words(cut[0]?.seen.failure ?? null)
    const so = unresolved ? 'the name does not resolve' : 'the system’s lookup got an address'
    return {
      severity: unresolved ? 'fail' : 'warn',
      subject: servers.map((server) => `${server} over TCP`).join(', '),
      summary: `The answer of ${list(servers.map(serverName))} for ${target.host} is cut over UDP, and over TCP none comes (${how}); ${so}`,
      evidence: cite(unresolved ? names.lookup : null, ...cut.map((w) => w.seen)),
    }
  },
}
