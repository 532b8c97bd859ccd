import type { Statement } from '../../../model/claim.ts'
import { takes } from '../../../model/scheme.ts'
import { nameTrouble } from '../../name-trouble.ts'
import { decisive, unique, type WireAnswer } from '../../names.ts'
import { queried } from '../../queried.ts'
import { decisiveQueries, isDead } from '../../query-trouble.ts'
import type { Claim, Rule } from '../../rule.ts'
import { secureWords } from '../../secure-words.ts'
import { cite, gaveNoReply } from '../../seen.ts'
import { silentServerWords } from '../../silent-server-words.ts'
import { deadBeside, silentForName } from '../../silent-servers.ts'
import type { TargetView } from '../../target-view.ts'
import { duration, list, seconds, serverName, words } from '../../text.ts'

/**
 * A resolver that gave no reply at all. When the application gets no address and every resolver of the system
 * is silent, nothing is known of the name: inconclusive. When another server answers, the dead one costs time, and more
 * than the lookup has when it is asked first: a warning, or a failure where the lookup ran out of time; and only when
 * it was silent to every question of the sweep. Source: resolv.conf(5) (servers are asked in order, each for `timeout`).
 */
export const dnsResolverUnreachable: Rule = {
  code: 'dns-resolver-unreachable',
  ofFailures: true,
  judge(view) {
    if (takes(view.target.scheme, 'query')) return deadToRecords(view)
    if (nameTrouble(view) !== 'silent') return oneDead(view)
    return silentForName(view).length > 0 ? null : allSilent(view)
  },
}

/**
 * Asked for records. A target that names the server is about that server; beside one that answers other questions, a
 * dead one is not why there is no answer.
 */
function deadToRecords(view: TargetView): Claim | null {
  const asked = decisiveQueries(view)
  const dead = asked.filter((query) => isDead(view, query))
  const claim = queried(view, 'silent', (query) => dead.includes(query))
  if (claim === null) return null
  const whole = view.target.server === undefined ? 'inconclusive' : 'fail'
  const severity = claim.severity ?? (dead.length === asked.length ? whole : 'warn')
  return {
    ...claim,
    ...silentServerWords(view, dead),
    severity,
    claims: dead.map(({ server }) => silentServer(server)),
  }
}

function allSilent(view: TargetView): Claim {
  const { names, target } = view
  const asked = decisive(names).filter((w) => isSilent(view, w))
  const servers = unique(asked)
  const how = asked[0]?.seen ?? names.lookup
  const who = servers.length === 0 ? 'the system resolver' : list(servers.map((s) => serverName(s)))
  return {
    // A target that names the server is about that server: its silence is the result, not a gap in it.
    severity: target.server === undefined ? 'inconclusive' : 'fail',
    subject: servers.length === 0 ? 'the system resolver' : servers.join(', '),
    summary: `${target.host} cannot be resolved: ${who} gave no reply (${words(how?.failure ?? null)})`,
    ...silentServerWords(view, asked),
    evidence: cite(names.lookup, ...asked.map((w) => w.seen)),
    claims: servers.map(silentServer),
  }
}

/** A server is silent when it replied to no question of the sweep. */
function isSilent(view: TargetView, { seen, server }: WireAnswer): boolean {
  return gaveNoReply(seen) && view.sweep.resolvers.get(server)?.replied === 0
}

/** A second is the shortest wait for a server that resolv.conf can set. */
const WAITED = 900

function oneDead(view: TargetView): Claim | null {
  const { lookup, application } = view.names
  const answers = deadBeside(view)
  if (answers.length === 0) return null
  const dead = unique(answers)
  const asked = dead.map((server) => view.sweep.resolvers.get(server)?.asked ?? 0)
  const lasted = lookup === null ? 0 : duration(lookup)
  const failed = application.length === 0
  const waits = `the system’s lookup ${failed ? 'gave up' : 'ended'} after ${seconds(lasted)}`
  return {
    severity: failed ? 'fail' : 'warn',
    subject: dead.join(', '),
    summary: `${dead.length === 1 ? 'The resolver' : 'Each of the resolvers'} ${list(dead.map(serverName))} ${toNone(Math.max(...asked))} (${words(answers[0]?.seen.failure ?? null)}); others answered${lasted >= WAITED || failed ? `, and ${waits}` : ''}`,
    ...silentServerWords(view, answers),
    ...secureWords(answers),
    evidence: cite(failed || lasted >= WAITED ? lookup : null, ...answers.map((w) => w.seen)),
    claims: dead.map(silentServer),
  }
}

function toNone(asked: number): string {
  return asked === 1
    ? 'did not reply to the one question asked of it'
    : `replied to none of ${asked} questions`
}

function silentServer(server: string): Statement {
  return { kind: 'no-reply', server }
}
