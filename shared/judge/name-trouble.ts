import { FAILURES, type FailureCode } from '../failure/table.ts'
import { answersA, decisive, type WireAnswer } from './names.ts'
import { BAD_REPLY, gaveNoReply, gaveNoReplyOverTcp, hasFailed } from './seen.ts'
import type { TargetView } from './target-view.ts'

/** Why a name has no address for the application. */
export type NameTrouble = 'not-found' | 'no-answer' | 'refused' | 'failing' | 'cut' | 'silent'

type Test = (o: WireAnswer['seen']) => boolean

const NOT_FOUND: Test = ({ failure }) => failure?.code === 'dns_nxdomain_error'
const NO_ANSWER: Test = ({ failure }) => failure?.code === 'dns_no_answer'
const REFUSED: Test = ({ failure }) => failure?.code === 'dns_refused_error'
const FAILING: Test = (o) => hasFailed(o, BAD_REPLY)

/**
 * A definite answer decides before a failure, and the wire before getaddrinfo: the C library merges NXDOMAIN
 * with "no address", and silence with SERVFAIL and REFUSED (getaddrinfo(3): EAI_NONAME, EAI_AGAIN).
 */
const DECISIONS: readonly (readonly [NameTrouble, 'wire' | 'lookup', Test])[] = [
  ['not-found', 'wire', NOT_FOUND],
  ['no-answer', 'wire', NO_ANSWER],
  ['not-found', 'lookup', NOT_FOUND],
  ['no-answer', 'lookup', NO_ANSWER],
  ['refused', 'wire', REFUSED],
  ['failing', 'wire', FAILING],
  ['cut', 'wire', gaveNoReplyOverTcp],
  ['refused', 'lookup', REFUSED],
  ['failing', 'lookup', FAILING],
]

/** Why the application got no address; null when it got one, or when the name does not matter. */
export function nameTrouble(view: TargetView): NameTrouble | null {
  const { lookup, matters, application } = view.names
  if (!matters || lookup === null || application.length > 0) return null
  if (lookup.failure === null) return lacksFamily(view) ? 'no-answer' : null
  if (FAILURES[lookup.failure.code].fault === 'probe') return null
  const answers = answersA(decisive(view.names)).map((w) => w.seen)
  const sources = { wire: answers, lookup: [lookup] }
  if (answers.some(hasAliasLoop)) return 'failing'
  const decided = DECISIONS.find(([, by, test]) => sources[by].some(test))
  if (decided !== undefined) return decided[0]
  return answers.some((o) => !gaveNoReply(o)) ? 'failing' : 'silent'
}

/**
 * Whether the name has addresses, and none of the one family that the target wants. A server that failed on that very
 * question leaves it open.
 */
export function lacksFamily({ target, names }: TargetView): boolean {
  const { lookup, application } = names
  if (target.family === undefined || lookup === null || lookup.failure !== null) return false
  if (application.length > 0 || lookup.addresses.length === 0) return false
  const type = target.family === 'ipv6' ? 'AAAA' : 'A'
  const asked = decisive(names).filter((w) => w.seen.type === type)
  return asked.length === 0 || asked.some((w) => NO_ANSWER(w.seen))
}

/** Whether an answer's aliases lead in a circle: proven on the wire, whatever the C library makes of it. */
export function hasAliasLoop({ failure }: Pick<WireAnswer['seen'], 'failure'>): boolean {
  return failure?.raw === 'CNAME loop'
}

/** The answers of the servers that failed in one of these ways when asked for IPv4 addresses. */
export function failingWith(
  view: TargetView,
  codes: ReadonlySet<FailureCode>,
): readonly WireAnswer[] {
  return answersA(view.names.wire).filter((w) => hasFailed(w.seen, codes))
}
