import { FAILURES, type FailureCode } from '../failure/table.ts'
import type { NameTrouble } from './name-trouble.ts'
import type { Query } from './queries.ts'
import { BAD_REPLY, gaveNoReply, gaveNoReplyOverTcp, hasFailed } from './seen.ts'
import type { TargetView } from './target-view.ts'

/** What an application would be told: by the one server that the target names, else by those of the system, else by all. */
export function decisiveQueries({ queries, platform }: TargetView): readonly Query[] {
  const ofSystem = queries.filter(({ server }) => platform.resolvers.includes(server))
  return ofSystem.length > 0 ? ofSystem : queries
}

const DEFINITE: ReadonlySet<FailureCode> = new Set(['dns_nxdomain_error', 'dns_no_answer'])

/** Whether a server said what there is, or that there is nothing. */
export function isDefinite({ seen }: Query): boolean {
  return seen.failure === null || hasFailed(seen, DEFINITE)
}

/**
 * The answer that counts: the first that is definite, in the order of the servers, since a resolver goes on to the next
 * one after silence, SERVFAIL and REFUSED (resolv.conf(5)). Null: there is none.
 */
export function countedQuery(view: TargetView): Query | null {
  return decisiveQueries(view).find(isDefinite) ?? null
}

/** Why one server gave no records; null where it did, and where the probe itself is at fault. */
export function troubleOf({ seen }: Query): NameTrouble | null {
  const { failure } = seen
  if (failure === null || FAILURES[failure.code].fault === 'probe') return null
  if (failure.code === 'dns_nxdomain_error') return 'not-found'
  if (failure.code === 'dns_no_answer') return 'no-answer'
  if (failure.code === 'dns_refused_error') return 'refused'
  if (hasFailed(seen, BAD_REPLY)) return 'failing'
  if (gaveNoReplyOverTcp(seen)) return 'cut'
  return gaveNoReply(seen) ? 'silent' : 'failing'
}

/** Whether a server replied to no question of the whole sweep. */
export function isDead({ sweep }: TargetView, { server }: Query): boolean {
  return sweep.resolvers.get(server)?.replied === 0
}

/** What decides where no server is definite, the most telling first. */
const ORDER = ['refused', 'failing', 'cut', 'silent'] as const

/** Why the question for records has no answer; null where it has one, and for other targets. */
export function queryTrouble(view: TargetView): NameTrouble | null {
  const counted = countedQuery(view)
  if (counted !== null) return troubleOf(counted)
  const troubles = decisiveQueries(view).map(troubleOf)
  return ORDER.find((trouble) => troubles.includes(trouble)) ?? null
}
