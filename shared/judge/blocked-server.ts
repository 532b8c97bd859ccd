import { FAILURES, type FailureCode } from '../failure/table.ts'
import type { BlockedLeg } from './blocked-leg.ts'
import type { WireAnswer } from './names.ts'
import type { Query } from './queries.ts'
import { cite, gaveNoReply, gaveNoReplyOverTcp, hasFailed } from './seen.ts'
import type { TargetView } from './target-view.ts'
import { list, serverName, shown, words } from './text.ts'

/** What a server says of the name itself: then the question went out and its answer came back. */
const ANSWERS: ReadonlySet<FailureCode> = new Set(['dns_nxdomain_error', 'dns_no_answer'])
const REFUSES: ReadonlySet<FailureCode> = new Set(['dns_refused_error'])

type Asked = Pick<WireAnswer | Query, 'seen'>

/**
 * What came of a DNS server that must not be reachable (`dns://server/name`); null for any other target. Silence, a
 * refusal and REFUSED are a block; an answer is a leak, also one that says that the name does not exist. SERVFAIL or
 * garbage shows neither: the server itself, or a device that answers in its place.
 */
export function blockedServer(view: TargetView): BlockedLeg | null {
  const { target, names, queries } = view
  const { server } = target
  if (server === undefined) return null
  const asked: readonly Asked[] = [...names.wire, ...queries].filter((w) => w.server === server)
  const kinds = asked.map(kindOf)
  const kind = (['reached', 'unproven', 'blocked'] as const).find((k) => kinds.includes(k))
  if (kind === undefined) {
    const text = `${serverName(server)} was not asked`
    return { kind: 'unproven', layer: 'probe', text, evidence: [] }
  }
  const alike = asked.filter((w) => kindOf(w) === kind)
  const text = `${serverName(server)} asked for ${target.host}: ${said(alike)}`
  const layer = kind === 'reached' ? 'dns' : 'network'
  return { kind, layer, text, evidence: cite(...alike.map((w) => w.seen)) }
}

/**
 * What came of records that must not be there (`dns://name?type=MX`); null for any other target. That a name has none
 * may be a typing error as well.
 */
export function blockedRecords({ queries }: TargetView): BlockedLeg | null {
  if (queries.length === 0) return null
  const found = queries.filter(({ seen }) => seen.failure === null)
  const alike = found.length > 0 ? found : queries
  const who = list(alike.map(({ server }) => serverName(server)))
  const kind = found.length > 0 ? 'reached' : 'unproven'
  const text = `${who}: ${said(alike)}`
  return { kind, layer: 'name', text, evidence: cite(...alike.map(({ seen }) => seen)) }
}

function kindOf({ seen }: Asked): BlockedLeg['kind'] {
  if (seen.failure === null || hasFailed(seen, ANSWERS)) return 'reached'
  if (FAILURES[seen.failure.code].fault === 'probe') return 'unproven'
  if (gaveNoReplyOverTcp(seen)) return 'reached'
  return gaveNoReply(seen) || hasFailed(seen, REFUSES) ? 'blocked' : 'unproven'
}

function said(alike: readonly Asked[]): string {
  const found = alike.flatMap(({ seen }) =>
    seen.step === 'query' ? seen.records.map(({ data }) => data) : seen.addresses,
  )
  if (found.length > 0) return list(found.map((text) => shown(text, 80)))
  return list(alike.map((w) => words(w.seen.failure)))
}
