import { endOf, knowsRoot } from '../../authority.ts'
import { blockedByPolicy } from '../../blocked-by-policy.ts'
import { emptyPrivateZone } from '../../empty-zone.ts'
import { isPublishedName } from '../../google/facts.ts'
import { createPublishedRecord } from '../../google/zone-commands.ts'
import { byInternetServer } from '../../internet-server.ts'
import { nameTrouble } from '../../name-trouble.ts'
import { answersA, decisive, knowing, unique, type WireAnswer, whoKnows } from '../../names.ts'
import { sideOf } from '../../private-side.ts'
import { INSIDE } from '../../proxy/exempt.ts'
import { queried } from '../../queried.ts'
import type { Claim, Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import type { TargetView } from '../../target-view.ts'
import { list, serverName } from '../../text.ts'

/**
 * The name does not exist for the application (NXDOMAIN). Says which zone said no, whether another resolver
 * knows the name, and whether no name at all exists here; behind an alias, that the name exists and what it leads to
 * does not (RFC 6604: the rcode is that of the last name). A missing record in a private zone has codes of its
 * own. Source: RFC 2308.
 */
export const dnsNameNotFound: Rule = {
  code: 'dns-name-not-found',
  ofFailures: true,
  judge(view) {
    const records = queried(view, 'not-found')
    if (records !== null) return records
    if (nameTrouble(view) !== 'not-found' || blockedByPolicy(view) !== null) return null
    const empty = emptyPrivateZone(view)
    if (empty !== null && (empty.privateLink || empty.shadows)) return null
    const denying = denyingOf(view)
    if (denying.some((w) => sideOf(view, endOf(w)) !== null)) return null
    const { names, target } = view
    if (denying.length === 0 && sideOf(view, target.host) !== null) return null
    const known = knowing(names)
    return {
      ...(dangling(view, denying) ?? unknown(view, denying)),
      ...(known.length > 0 ? split(view, denying, known) : {}),
      evidence: cite(names.lookup, ...denying.map((w) => w.seen), ...known.map((w) => w.seen)),
    }
  },
}

/** The answers that say that the name, or what it is an alias of, does not exist. */
export function denyingOf(view: TargetView): readonly WireAnswer[] {
  return answersA(decisive(view.names)).filter((w) => w.seen.failure?.code === 'dns_nxdomain_error')
}

type Said = Omit<Claim, 'evidence'>

/** A name that another resolver knows is spelt right. */
function split(
  view: TargetView,
  denying: readonly WireAnswer[],
  known: readonly WireAnswer[],
): Pick<Said, 'cause' | 'fix'> {
  const outside = byInternetServer(view, unique(denying), unique(known))
  if (outside !== null) return outside
  const who = denying.length === 0 ? 'the system’s resolver' : list(unique(denying).map(serverName))
  const zone = denying.find((w) => w.facts?.soa)?.facts?.soa?.zone ?? null
  const own = zone === null || zone === '.' ? 'the zone that said no' : `the zone ${zone} there`
  return {
    cause:
      'The name exists elsewhere: the resolver that says no has a zone of its own for it, or does not forward it',
    fix: `On ${who}, forward ${view.target.host} or a suffix of it to ${list(unique(known).map(serverName))}; where ${own} is a zone of this network, add the record to it`,
  }
}
const NOTHING_KNOWN =
  'No name of this sweep exists here: the resolver answers only for its own zones and reaches no public DNS, or the network has none'

function unknown(view: TargetView, denying: readonly WireAnswer[]): Said {
  const { host } = view.target
  return {
    subject: host,
    summary: `${host} does not exist for ${whoSays(denying)}${zoneText(denying)}${contrast(view)}`,
    ...offRoot(view, denying),
    ...(isPublishedName(host) && published(host)),
    ...(knowsNothing(view, denying) ? { cause: NOTHING_KNOWN } : {}),
  }
}

/** Asked of public DNS, whose root has no such last label: no zone of this network said no. */
function offRoot(view: TargetView, denying: readonly WireAnswer[]): Partial<Said> {
  const { target } = view
  const zones = denying.map(({ facts }) => facts?.soa?.zone)
  if (zones.length === 0 || zones.some((zone) => zone !== '.')) return {}
  if (!INSIDE.test(target.host)) return {}
  const last = target.host.split('.').at(-1)
  const who = list(unique(denying).map(serverName))
  const none = `Public DNS has no names below “${last}”`
  const outside = byInternetServer(view, unique(denying))
  if (outside !== null) {
    return {
      cause: `${none}: the name is one of an internal zone, or misspelt. ${outside.cause}`,
      fix: `${outside.fix}, where the name is internal; else check the spelling`,
    }
  }
  return {
    cause: `${none}, and ${who} asked it: the name is one of an internal zone that ${who} neither holds nor forwards to the servers that do; or it is misspelt`,
    fix: `If the name is internal, have ${who} forward its zone to the servers that hold it, or link the zone to the network of ${who}; else check the spelling`,
  }
}

/** Nobody but the network of the endpoint knows the name. */
function published(host: string): Pick<Said, 'cause' | 'fix' | 'docs'> {
  return {
    cause:
      'Public DNS does not have the name of an instance behind Private Service Connect: a private zone of this network must hold it, and none that is bound here does (or the resolver does not ask Cloud DNS of this network); or the name is misspelt (the description of the instance has it)',
    fix: createPublishedRecord(host),
    docs: 'https://docs.cloud.google.com/sql/docs/postgres/configure-private-service-connect',
  }
}

/** The alias proves the name: nobody mistyped it. */
function dangling(view: TargetView, denying: readonly WireAnswer[]): Said | null {
  const by = denying.find((w) => (w.facts?.chain.length ?? 0) > 0)
  if (by === undefined) return null
  const { host } = view.target
  const end = endOf(by)
  return {
    subject: end,
    summary: `${host} is an alias that leads to ${end}, which does not exist for ${whoSays(denying)}${zoneText(denying)}${contrast(view)}`,
    cause: `The resource that ${end} pointed to was deleted or renamed and the alias was left; or ${end} lies in a private zone that this resolver does not use`,
    fix: `Correct or remove the alias of ${host}: whoever creates ${end} anew receives its traffic. If ${end} is a private name, link its zone or forward it`,
  }
}

/** Three names or more, and not one known, the root included: then it is not the spelling of this one. */
function knowsNothing(view: TargetView, denying: readonly WireAnswer[]): boolean {
  const { found, unknown: missing } = view.sweep.names
  const way = denying.some((w) => knowsRoot(view, w.server))
  return found === 0 && missing >= 3 && !way
}

function whoSays(denying: readonly WireAnswer[]): string {
  if (denying.length === 0) return 'the system’s lookup (getaddrinfo); no server confirmed it'
  return `${list(unique(denying).map(serverName))} (NXDOMAIN)`
}

function zoneText(denying: readonly WireAnswer[]): string {
  const zone = denying.find((w) => w.facts?.soa)?.facts?.soa?.zone
  return zone === undefined ? '' : `, by the zone ${zone === '.' ? '. (the root)' : zone}`
}

function contrast(view: TargetView): string {
  const known = whoKnows(view.names)
  if (known !== '') return known
  const { unknown: missing } = view.sweep.names
  return knowsNothing(view, denyingOf(view)) ? `; none of the ${missing} names asked here does` : ''
}
