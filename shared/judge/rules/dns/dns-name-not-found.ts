import { emptyPrivateZone } from '../../empty-zone.ts'
import { nameTrouble } from '../../name-trouble.ts'
import { answersA, decisive, unique, type WireAnswer } from '../../names.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import type { TargetView } from '../../target-view.ts'
import { list, serverName } from '../../text.ts'

/**
 * The name does not exist for the application (NXDOMAIN). Says which zone said no, whether another resolver
 * knows the name, and whether no name at all exists here. A missing record in a private zone has codes of its
 * own. Source: RFC 2308; gcp.md 1.9 (a private zone without the record answers NXDOMAIN).
 */
export const dnsNameNotFound: Rule = {
  code: 'dns-name-not-found',
  judge(view) {
    if (nameTrouble(view) !== 'not-found') return null
    const empty = emptyPrivateZone(view)
    if (empty !== null && (empty.privateLink || empty.shadows)) return null
    const { names, target } = view
    const denying = answersA(decisive(names)).filter(
      (w) => w.seen.failure?.code === 'dns_nxdomain_error',
    )
    const knowing = answersA(names.wire).filter((w) => w.seen.addresses.length > 0)
    return {
      subject: target.host,
      summary: `${target.host} does not exist for ${whoSays(denying)}${zoneText(denying)}${contrast(view, knowing)}`,
      ...(knowing.length > 0 ? { cause: SPLIT } : {}),
      ...(knowsNothing(view) ? { cause: NOTHING_KNOWN } : {}),
      evidence: cite(names.lookup, ...denying.map((w) => w.seen), ...knowing.map((w) => w.seen)),
    }
  },
}

const SPLIT =
  'The name exists elsewhere: the resolver that says no has a zone of its own for it, or does not forward it'
const NOTHING_KNOWN =
  'No name of this sweep exists here: the resolver answers only for its own zones and reaches no public DNS, or the network has none'

/** Three names or more, and not one known: then it is not the spelling of this one. */
function knowsNothing(view: TargetView): boolean {
  const { found, unknown } = view.sweep.names
  return found === 0 && unknown >= 3
}

function whoSays(denying: readonly WireAnswer[]): string {
  if (denying.length === 0) return 'the system’s lookup (getaddrinfo); no server confirmed it'
  return `${list(unique(denying).map(serverName))} (NXDOMAIN)`
}

function zoneText(denying: readonly WireAnswer[]): string {
  const zone = denying.find((w) => w.facts?.soa)?.facts?.soa?.zone
  return zone === undefined ? '' : `, by the zone ${zone === '' ? '. (the root)' : zone}`
}

function contrast(view: TargetView, knowing: readonly WireAnswer[]): string {
  if (knowing.length > 0) {
    const addresses = list(knowing.flatMap((w) => w.seen.addresses))
    return `; ${list(unique(knowing).map(serverName))} answers ${addresses}`
  }
  const { unknown } = view.sweep.names
  return knowsNothing(view) ? `; none of the ${unknown} names asked here does` : ''
}
