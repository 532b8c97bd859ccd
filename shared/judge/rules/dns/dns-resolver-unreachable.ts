import { nameTrouble } from '../../name-trouble.ts'
import { decisive, unique } from '../../names.ts'
import type { Claim, Rule } from '../../rule.ts'
import { cite, hasFailed, NO_REPLY } from '../../seen.ts'
import type { TargetView } from '../../target-view.ts'
import { list, serverName, words } from '../../text.ts'

/**
 * A resolver that gave no reply at all. When the application gets no address and every resolver of the system
 * is silent, nothing is known of the name: inconclusive. When the name resolves all the same, the dead server
 * costs time and the next failure is total: a warning about that server, and only when it was silent to every
 * question of the sweep. Source: azure.md 3.2, D12 and D13.
 */
export const dnsResolverUnreachable: Rule = {
  code: 'dns-resolver-unreachable',
  judge(view) {
    return nameTrouble(view) === 'silent' ? allSilent(view) : oneDead(view)
  },
}

function allSilent(view: TargetView): Claim {
  const { names, target } = view
  const asked = decisive(names)
  const servers = unique(asked)
  const how = asked[0]?.seen ?? names.lookup
  const who = servers.length === 0 ? 'the system resolver' : list(servers.map((s) => serverName(s)))
  return {
    // A target that names the server is about that server: its silence is the result, not a gap in it.
    severity: target.server === undefined ? 'inconclusive' : 'fail',
    subject: servers.length === 0 ? 'the system resolver' : servers.join(', '),
    summary: `${target.host} cannot be resolved: ${who} gave no reply (${words(how?.failure ?? null)})`,
    evidence: cite(names.lookup, ...asked.map((w) => w.seen)),
  }
}

function oneDead(view: TargetView): Claim | null {
  const { wire, application } = view.names
  if (application.length === 0) return null
  const dead = unique(wire.filter((w) => hasFailed(w.seen, NO_REPLY))).filter(
    (server) => view.sweep.resolvers.get(server)?.replied === 0,
  )
  const answers = wire.filter((w) => dead.includes(w.server))
  if (answers.length === 0) return null
  const asked = dead.map((server) => view.sweep.resolvers.get(server)?.asked ?? 0)
  return {
    severity: 'warn',
    subject: dead.join(', '),
    summary: `The resolver ${list(dead.map(serverName))} replied to none of ${Math.max(...asked)} question(s) (${words(answers[0]?.seen.failure ?? null)}); others answered`,
    evidence: cite(...answers.map((w) => w.seen)),
  }
}
