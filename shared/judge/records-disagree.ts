import { recordsText } from './queried.ts'
import type { Query } from './queries.ts'
import { isDefinite } from './query-trouble.ts'
import type { Claim } from './rule.ts'
import { cite } from './seen.ts'
import type { TargetView } from './target-view.ts'
import { serverName } from './text.ts'

/** Addresses are given by where the caller is, and the serial of an SOA counts on. */
const MAY_DIFFER: ReadonlySet<string | undefined> = new Set(['A', 'AAAA', 'SOA'])

/**
 * Two servers that give other records to one question, or some and none. Order and TTL do not count. Between resolvers
 * of the system a warning, as between addresses; null where a set is expected, by which each of them is judged.
 */
export function recordsDisagree(view: TargetView): Claim | null {
  const { queries, expect, target, platform } = view
  if (expect.records !== undefined || MAY_DIFFER.has(target.record)) return null
  const [first, ...others] = queries.filter(isDefinite)
  const other = others.find((query) => setOf(query) !== setOf(first))
  if (first === undefined || other === undefined) return null
  const ofSystem = [first, other].every(({ server }) => platform.resolvers.includes(server))
  return {
    severity: ofSystem ? 'warn' : 'info',
    subject: target.host,
    summary: `${serverName(first.server)} answers ${target.record} of ${target.host} with ${said(first)}, ${serverName(other.server)} with ${said(other)}`,
    evidence: cite(first.seen, other.seen),
  }
}

function setOf(query: Query | undefined): string {
  const texts = query?.seen.records.map(({ data }) => data) ?? []
  return JSON.stringify(texts.toSorted())
}

function said(query: Query): string {
  if (query.seen.failure === null) return recordsText(query)
  return query.seen.failure.code === 'dns_no_answer' ? 'no record' : 'NXDOMAIN'
}
