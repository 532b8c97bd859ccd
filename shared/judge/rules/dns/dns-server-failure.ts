import { FINDINGS } from '../../../finding/table.ts'
import { zoneOf } from '../../../zone/zone-of.ts'
import { cloudOf } from '../../cloud-of.ts'
import { forwardedSuffix, forwarderHint } from '../../forwarders.ts'
import { failingWith, hasAliasLoop, nameTrouble } from '../../name-trouble.ts'
import { answersA, decisive, knowing, unique, type WireAnswer, whoKnows } from '../../names.ts'
import { queried } from '../../queried.ts'
import type { Claim, Rule } from '../../rule.ts'
import { secureWords } from '../../secure-words.ts'
import { BAD_REPLY, cite } from '../../seen.ts'
import { deadBeside, withoutAaaa } from '../../silent-servers.ts'
import type { TargetView } from '../../target-view.ts'
import { duration, list, seconds, serverName, words } from '../../text.ts'

/**
 * Cloud DNS gives a forwarding target 4 s, then answers SERVFAIL itself
 * (https://docs.cloud.google.com/dns/docs/troubleshooting).
 */
const FORWARDER_WAIT = 3000

/**
 * A resolver replied, and could not give an answer: SERVFAIL, garbage, or only replies to other questions. A
 * SERVFAIL after seconds means that its own source was silent; a fast one, that the source failed. Sources:
 * RFC 1035, 4.1.1; RFC 5452, 9; https://docs.cloud.google.com/dns/docs/troubleshooting.
 */
export const dnsServerFailure: Rule = {
  code: 'dns-server-failure',
  ofFailures: true,
  judge(view) {
    const records = queried(view, 'failing')
    if (records !== null) return records
    const failing = failingWith(view, BAD_REPLY)
    if (nameTrouble(view) === 'failing') return loop(view, failing) ?? unresolved(view, failing)
    if (failing.length === 0 || view.names.application.length === 0) return null
    const servers = unique(failing)
    return {
      severity: 'warn',
      subject: servers.join(', '),
      summary: `${list(servers.map(serverName))} ${servers.length === 1 ? 'gives' : 'give'} no usable answer for ${view.target.host} (${words(failing[0]?.seen.failure ?? null)}); another resolver does`,
      ...secureWords(failing),
      evidence: cite(...failing.map((w) => w.seen)),
    }
  },
}

function unresolved(view: TargetView, failing: readonly WireAnswer[]): Claim | null {
  const { names, target } = view
  if (failing.length === 0) return isExplained(view) ? null : changing(view)
  const slow = failing.find((w) => duration(w.seen) >= FORWARDER_WAIT)
  const after = slow === undefined ? '' : ` after ${seconds(duration(slow.seen))}`
  const servers = unique(failing)
  return {
    severity: 'fail',
    subject: servers.join(', '),
    summary: `${list(servers.map(serverName))} cannot resolve ${target.host}: ${words(failing[0]?.seen.failure ?? null)}${after}${whoKnows(names)}`,
    ...causeOf(view, servers, slow !== undefined),
    evidence: cite(names.lookup, ...[...failing, ...knowing(names)].map((w) => w.seen)),
  }
}

/** What the sweep tells of the cause: names that this server does answer leave only the way to this one. */
function causeOf(
  view: TargetView,
  servers: readonly string[],
  slow: boolean,
): Pick<Claim, 'cause'> {
  const hint = forwarderHint(view)
  if (slow) {
    return {
      cause: `The resolver waited for a source of its own (a forwarder, a private resolver) that did not answer, and then gave up${hint}`,
    }
  }
  if (cloudOf(view) === 'gcp') return {}
  if (knowing(view.names).length > 0) {
    return {
      cause: `Another resolver has the name, so its records are there: what this one asks for it fails (its forwarder, a zone of its own), or its DNSSEC validation does${hint}`,
    }
  }
  const others = resolvedToo(view, servers)
  if (others.length > 0) {
    const who = list(servers.map(serverName))
    const reaches = others.some((name) => zoneOf(name) !== null)
    return {
      cause: `${who} resolves other names (${list(others.slice(0, 3))}): what fails is what it asks for this one, a forwarder or forwarding rule for ${forwardedSuffix(view.target.host)} that leads nowhere or in a circle, or the servers that hold the zone; or its DNSSEC validation${reaches ? '' : hint}`,
    }
  }
  if (hint === '') return {}
  const causes = FINDINGS['dns-server-failure'].causes.join('; or ')
  return { cause: `${causes}${hint}` }
}

/** Names of the sweep that all of these servers have addresses for. */
function resolvedToo({ sweep }: TargetView, servers: readonly string[]): readonly string[] {
  const [first = [], ...rest] = servers.map((server) => sweep.resolvers.get(server)?.resolved ?? [])
  return first.filter((name) => rest.every((names) => names.includes(name)))
}

/** A dead server next to this one, or AAAA that is not answered, is why getaddrinfo fails. */
function isExplained(view: TargetView): boolean {
  return deadBeside(view).length > 0 || withoutAaaa(view).length > 0
}

function loop(view: TargetView, failing: readonly WireAnswer[]): Claim | null {
  const by = failing.find((w) => hasAliasLoop(w.seen))
  if (by === undefined) return null
  const { host } = view.target
  const names = [host, ...(by.facts?.chain.map(({ target }) => target) ?? [])]
  return {
    severity: 'fail',
    subject: host,
    summary: `${serverName(by.server)} cannot resolve ${host}: its aliases lead in a circle (${names.slice(0, 5).join(' -> ')})`,
    cause: 'An alias loop: the record of one of these names is wrong, in the zone that holds it',
    fix: `Correct the CNAME records of ${list(names)}: the last must lead to a name with addresses`,
    evidence: cite(view.names.lookup, by.seen),
  }
}

/** getaddrinfo failed, and the same resolvers answer on the wire: one of the two is not what it seems. */
function changing(view: TargetView): Claim {
  const { names, target } = view
  const good = answersA(decisive(names)).filter((w) => w.seen.failure === null)
  const contrast =
    good.length === 0 ? '' : `, while ${list(unique(good).map(serverName))} answers on the wire`
  return {
    severity: good.length === 0 ? 'fail' : 'inconclusive',
    subject: 'the system resolver',
    summary: `The system’s lookup of ${target.host} fails (${words(names.lookup?.failure ?? null)})${contrast}`,
    evidence: cite(names.lookup, ...good.map((w) => w.seen)),
  }
}
