import type { FailureCode } from '../failure/table.ts'
import { answersA, decisive, unique, type WireAnswer } from './names.ts'
import { BAD_REPLY, gaveNoReply, hasFailed } from './seen.ts'
import type { TargetView } from './target-view.ts'

/** What getaddrinfo gives when its time, or the patience of the C library, ran out. */
const RAN_OUT: ReadonlySet<FailureCode> = new Set([
  'generic_timeout_error',
  'dns_temporary_failure',
])

/** The answers of servers that replied to no question of the whole sweep, while others did for this name. */
export function deadBeside(view: TargetView): readonly WireAnswer[] {
  const { wire, application, lookup } = view.names
  const waited = lookup !== null && hasFailed(lookup, RAN_OUT)
  if (application.length === 0 && !waited) return []
  if (application.length === 0 && !decisive(view.names).some((w) => w.seen.addresses.length > 0)) {
    return []
  }
  const dead = unique(wire.filter((w) => gaveNoReply(w.seen))).filter(
    (server) => view.sweep.resolvers.get(server)?.replied === 0,
  )
  return wire.filter((w) => dead.includes(w.server))
}

/** Servers of the system that are silent about this name and answer other questions of the sweep. */
export function silentForName(view: TargetView): readonly WireAnswer[] {
  return answersA(decisive(view.names)).filter(
    (w) => gaveNoReply(w.seen) && (view.sweep.resolvers.get(w.server)?.replied ?? 0) > 0,
  )
}

/** The failed answers to the question for IPv6 addresses of servers that do give the IPv4 ones. */
export function withoutAaaa(view: TargetView): readonly WireAnswer[] {
  const all = decisive(view.names)
  const good = unique(answersA(all).filter((w) => w.seen.addresses.length > 0))
  return all.filter(
    (w) => good.includes(w.server) && (gaveNoReply(w.seen) || hasFailed(w.seen, BAD_REPLY)),
  )
}
