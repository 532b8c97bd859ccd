import { FAILURES, type FailureCode } from '../failure/table.ts'
import type { BlockedLeg } from './blocked-leg.ts'
import type { WireAnswer } from './names.ts'
import { cite, gaveNoReply, gaveNoReplyOverTcp, hasFailed } from './seen.ts'
import type { TargetView } from './target-view.ts'
import { list, serverName, words } from './text.ts'

/** What a server says of the name itself: then the question went out and its answer came back. */
const ANSWERS: ReadonlySet<FailureCode> = new Set(['dns_nxdomain_error', 'dns_no_answer'])
const REFUSES: ReadonlySet<FailureCode> = new Set(['dns_refused_error'])

/**
 * What came of a DNS server that must not be reachable (`dns://server/name`); null for any other target. Silence, a
 * refusal and REFUSED are a block; an answer is a leak, also one that says that the name does not exist. SERVFAIL or
 * garbage shows neither: the server itself, or a device that answers in its place.
 */
export function blockedServer(view: TargetView): BlockedLeg | null {
  const { target, names } = view
  if (target.server === undefined) return null
  const asked = names.wire.filter((w) => w.server === target.server)
  const kinds = asked.map(kindOf)
  const kind = (['reached', 'unproven', 'blocked'] as const).find((k) => kinds.includes(k))
  if (kind === undefined) {
    const text = `${serverName(target.server)} was not asked`
    return { kind: 'unproven', layer: 'probe', text, evidence: [] }
  }
  const alike = asked.filter((w) => kindOf(w) === kind)
  const text = `${serverName(target.server)} asked for ${target.host}: ${said(alike)}`
  const layer = kind === 'reached' ? 'dns' : 'network'
  return { kind, layer, text, evidence: cite(...alike.map((w) => w.seen)) }
}

function kindOf({ seen }: WireAnswer): BlockedLeg['kind'] {
  if (seen.failure === null || hasFailed(seen, ANSWERS)) return 'reached'
  if (FAILURES[seen.failure.code].fault === 'probe') return 'unproven'
  if (gaveNoReplyOverTcp(seen)) return 'reached'
  return gaveNoReply(seen) || hasFailed(seen, REFUSES) ? 'blocked' : 'unproven'
}

function said(alike: readonly WireAnswer[]): string {
  const addresses = alike.flatMap((w) => w.seen.addresses)
  if (addresses.length > 0) return list(addresses)
  return list(alike.map((w) => words(w.seen.failure)))
}
