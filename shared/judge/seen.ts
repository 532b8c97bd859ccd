import type { FailureCode } from '../failure/table.ts'
import type { Ending } from '../model/evidence.ts'
import type { HandshakeObservation, Observation, ResolveObservation } from '../model/observation.ts'
import type { QueryObservation } from '../model/query-observation.ts'

/** An observation that counts, with its place in the evidence. */
export type Seen<O extends Observation = Observation> = O & {
  readonly index: number
  /** This observation and the earlier attempts of the same step: what a finding cites. */
  readonly cites: readonly number[]
}

/** Whether an observation is one of a step; narrows the type, which a comparison does not do for a `Seen`. */
export function isStep<S extends Observation['step']>(
  o: Seen,
  step: S,
): o is Seen<Extract<Observation, { step: S }>> {
  return o.step === step
}

/** Numbers the observations of a target. */
export function numbered(observations: readonly Observation[]): readonly Seen[] {
  return observations.map((o, index) => ({ ...o, index, cites: [index] }))
}

/**
 * The try that counts of each question: the last, since a retry that succeeds replaces what came before. An attempt
 * that the probe itself broke off says nothing, so one before it counts when there is one.
 */
export function lastAttempts<O extends Observation>(
  seen: readonly Seen<O>[],
  keyOf: (o: Seen<O>) => string,
): readonly Seen<O>[] {
  const groups = Map.groupBy(seen, keyOf)
  return [...groups.values()].flatMap((tries) => {
    const last = tries.findLast((o) => !hasFailed(o, BROKEN_OFF)) ?? tries.at(-1)
    if (last === undefined || tries.length === 1) return tries
    return [{ ...last, cites: tries.map((o) => o.index) }]
  })
}

/** The indexes that a finding cites; the judge puts them in order. */
export function cite(...seen: readonly (Pick<Seen, 'cites'> | null)[]): readonly number[] {
  return seen.flatMap((o) => o?.cites ?? [])
}

export function hasFailed(
  o: Pick<Observation, 'failure'>,
  codes: ReadonlySet<FailureCode>,
): boolean {
  return o.failure !== null && codes.has(o.failure.code)
}

/**
 * Whether a check did not come to its end, or a step of it failed. That a name with IPv4 addresses has no IPv6 one is how
 * most names are, and no failure.
 */
export function hasTrouble({ ending, seen }: { ending: Ending; seen: readonly Seen[] }): boolean {
  return ending !== 'done' || seen.some((o) => o.failure !== null && !isWithoutIpv6(o))
}

function isWithoutIpv6(o: Seen): boolean {
  return o.step === 'resolve' && o.type === 'AAAA' && o.failure?.code === 'dns_no_answer'
}

/** The ClientHello went out, and then the connection was cut or nothing came back. */
export function isCutAfterHello(o: HandshakeObservation): boolean {
  return o.phase === 'sent' && (hasFailed(o, CUT) || hasFailed(o, SILENT))
}

const set = (...codes: FailureCode[]): ReadonlySet<FailureCode> => new Set(codes)

/** The sweep or target ended under the step. */
export const BROKEN_OFF = set('interrupted')
/** Nothing came back. */
export const SILENT = set('generic_timeout_error', 'timed_out')
/** Somebody on the way, or the host itself, said that there is no way. */
export const UNREACHABLE = set('host_unreachable', 'network_unreachable')
/** What an IPv6 address gives on a host that has no IPv6. */
export const NO_IPV6 = set(
  'network_unreachable',
  'host_unreachable',
  'address_not_available',
  'address_family_not_supported',
)
/** The connection was cut by the other side or on the way. */
export const CUT = set('connection_reset', 'connection_aborted', 'eof_error')
/** No answer came from the other side of a DNS question. */
const NO_REPLY = set(
  'generic_timeout_error',
  'timed_out',
  'connection_refused',
  'connection_reset',
  'connection_aborted',
  'eof_error',
  'host_unreachable',
  'network_unreachable',
)
type Asked = Pick<ResolveObservation | QueryObservation, 'failure' | 'transport'>

/** A DNS question that got no reply. One that went on over TCP had a cut reply over UDP before (RFC 7766, 5). */
export function gaveNoReply(o: Asked): boolean {
  return hasFailed(o, NO_REPLY) && o.transport !== 'tcp'
}

/** A DNS question whose reply was cut over UDP and did not come over TCP. */
export function gaveNoReplyOverTcp(o: Asked): boolean {
  return hasFailed(o, NO_REPLY) && o.transport === 'tcp'
}

/** A DNS server that answered, and could not or would not say what was asked. */
export const BAD_REPLY = set(
  'dns_servfail_error',
  'dns_server_misbehaving',
  'dns_server_untrusted',
  'dns_reply_with_wrong_query_id',
  'dns_non_recoverable_failure',
)
