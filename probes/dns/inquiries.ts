import { EMPTY_BOOK } from '../../shared/address/book.ts'
import { classify } from '../../shared/address/classify.ts'
import type { DnsAnswer } from '../../shared/model/facts.ts'
import type { ResolveObservation } from '../../shared/model/observation.ts'
import type { Target } from '../../shared/model/target.ts'
import { expectedZone, isWithin, ownZoneOfName } from '../../shared/zone/expected-zone.ts'
import { privateSideOf } from '../../shared/zone/private-names.ts'
import { zoneOf } from '../../shared/zone/zone-of.ts'
import type { Question } from './ask.ts'

/** The root: the one name that every resolver with a way to public DNS can answer for. */
const ROOT = '.'
/** More servers than this are not asked again: the first ones decide for the application. */
const MOST_SERVERS = 4

type Answers = ReadonlyMap<string, DnsAnswer>

/**
 * What is still to be asked once a name's answers are in, so that who answered is known and not guessed: the zone of a
 * private answer without an alias (a zone named after the public suffix hides its other names), the zone that said no
 * when the negative answer came without its SOA (stub resolvers strip it), and the root where a server said no or
 * nothing at all; and what the servers say that hold a zone of one's own. Empty for a name that resolves as names do.
 */
export function inquiriesFor(
  { host, expect, zoneServers = [] }: Pick<Target, 'host' | 'expect' | 'zoneServers'>,
  seen: readonly ResolveObservation[],
  answers: Answers,
): readonly Question[] {
  const last = new Map(
    seen.flatMap((o) => (o.type === 'A' && o.name === host ? [[o.server, o] as const] : [])),
  )
  const holders = zoneServers
    .filter((server) => !last.has(server))
    .slice(0, MOST_SERVERS)
    .map((server) => ({ name: host, type: 'A', server }) as const)
  const doubts = [...last]
    .slice(0, MOST_SERVERS)
    .flatMap(([server, o]) =>
      server === null
        ? []
        : namesFor(o, host, expect, answers).map(
            (name) => ({ name, type: 'SOA', server }) as const,
          ),
    )
  return [...holders, ...doubts]
}

function namesFor(
  o: ResolveObservation,
  host: string,
  expect: Target['expect'],
  answers: Answers,
): readonly string[] {
  const answer = o.answer === null ? undefined : answers.get(o.answer)
  const end = answer?.chain.at(-1)?.target ?? host
  if (o.addresses.length > 0) return isPlain(o, host, expect, end) ? [] : [end]
  switch (o.failure?.code) {
    case 'dns_nxdomain_error':
    case 'dns_no_answer':
      return [...unsaid(answer, host, end, expect), ROOT]
    case 'generic_timeout_error':
    case 'timed_out':
      return isKnownToAnswer(o.server, answers) ? [] : [ROOT]
    default:
      return []
  }
}

/** Whether nothing about an answer with addresses is in doubt: who gave it does not matter then. */
function isPlain(
  o: ResolveObservation,
  host: string,
  expect: Target['expect'],
  end: string,
): boolean {
  const expected = expectedZone(expect.zone)
  if (expected !== null) return expected.wanted && end !== host && isWithin(end, expected.zone)
  const isPrivate = o.addresses.every((a) => classify(a, EMPTY_BOOK).kind !== 'public')
  return end !== host || !isPrivate || zoneOf(host) === null
}

/** The private zone to ask after, when the answer did not say which zone it came from. */
function unsaid(
  answer: DnsAnswer | undefined,
  host: string,
  end: string,
  expect: Target['expect'],
): readonly string[] {
  if (answer !== undefined && answer.soa !== null) return []
  const zone = privateSideOf(end) ?? ownZoneOfName(end, expect.zone) ?? zoneOf(host)?.zones[0]
  return zone === undefined ? [] : [zone]
}

function isKnownToAnswer(server: string | null, answers: Answers): boolean {
  // Asked for each name that was not answered, of a table of all that were.
  for (const answer of answers.values()) if (answer.server === server) return true
  return false
}
