import { setTimeout as wait } from 'node:timers/promises'
import type { FailureCode } from '../shared/failure/table.ts'
import type { TargetEvidence } from '../shared/model/evidence.ts'
import type { Observation } from '../shared/model/observation.ts'

/** Between two rounds, in ms. Each uses fresh sockets: one whose SYN was lost waits ever longer for its next. */
const BETWEEN_ROUNDS = 1000

export interface WarmUp {
  /** Until when a closed path counts as warm-up, in ms from the start of the sweep. */
  readonly until: number
  readonly now: () => number
  readonly signal: AbortSignal
  /** Waits for so many ms or until the signal; tests bring their own time. */
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>
  /** Checks one target again. */
  readonly again: (evidence: TargetEvidence) => Promise<TargetEvidence>
}

/**
 * Checks again, until the warm-up is over, what may have failed only because the path of a fresh instance was not
 * open yet: what met silence. Google documents a minute or more for Direct VPC egress
 * (https://docs.cloud.google.com/run/docs/configuring/vpc-direct-vpc). What must be blocked is silent by design: it is
 * tried once more after the path has opened for others, and not until the end. All tries stay in the evidence, so
 * that it tells when the path opened.
 */
export async function throughWarmUp(
  seen: readonly TargetEvidence[],
  warmUp: WarmUp,
): Promise<readonly TargetEvidence[]> {
  const pause = warmUp.pause ?? waited
  let evidence = seen
  for (;;) {
    const waiting = new Set(evidence.filter((one) => isUnexplained(one, evidence)))
    if (waiting.size === 0 || warmUp.now() >= warmUp.until || warmUp.signal.aborted) return evidence
    await pause(BETWEEN_ROUNDS, warmUp.signal)
    if (warmUp.signal.aborted) return evidence
    evidence = await Promise.all(
      evidence.map(async (one) => (waiting.has(one) ? joined(one, await warmUp.again(one)) : one)),
    )
  }
}

/** Whether a closed path may be why a target met silence. */
function isUnexplained(one: TargetEvidence, all: readonly TargetEvidence[]): boolean {
  if (!metSilence(one)) return false
  return !mustBeBlocked(one) || lastTry(one) < openSince(one, all)
}

/** When the path of a target was open for others, in ms; never, as long as one that must be reachable is silent. */
function openSince({ target }: TargetEvidence, all: readonly TargetEvidence[]): number {
  const alike = all.filter(
    (other) => !mustBeBlocked(other) && (other.target.proxy === null) === (target.proxy === null),
  )
  if (alike.some(metSilence)) return Number.POSITIVE_INFINITY
  const opened = alike.flatMap(({ observations }) => observations.filter(isConnected))
  return Math.min(...opened.map((o) => o.t))
}

function mustBeBlocked({ target }: TargetEvidence): boolean {
  return target.expect.reachability === 'blocked'
}

/** The steps that show an open path. */
const OPENS: ReadonlySet<Observation['step']> = new Set(['connect', 'proxy', 'exchange'])

function isConnected(o: Observation): boolean {
  return OPENS.has(o.step) && o.failure === null
}

function lastTry({ observations }: TargetEvidence): number {
  return Math.max(...observations.map((o) => o.t0))
}

/** Ends early, without an error, at the signal. */
async function waited(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal }).catch(() => undefined)
}

/** Whether the last word on some address, resolver or proxy of the target was silence. */
export function metSilence({ observations }: Pick<TargetEvidence, 'observations'>): boolean {
  const last = new Map(observations.map((o) => [placeOf(o), o]))
  return [...last.values()].some((o) => o.failure !== null && isSilence(o.failure.code))
}

function isSilence(code: FailureCode): boolean {
  return code === 'generic_timeout_error' || code === 'timed_out'
}

function placeOf(o: Observation): string {
  if (o.step === 'resolve') return `${o.peer} ${o.engine} ${o.server} ${o.type}`
  if (o.step === 'query') return `${o.peer} ${o.server} ${o.type} records`
  return o.step === 'proxy' ? o.proxy : `${o.peer} ${o.address}`
}

/** Both rounds as one row of attempts: those of the later round count on from those of the earlier. */
function joined(earlier: TargetEvidence, later: TargetEvidence): TargetEvidence {
  const tries = Math.max(0, ...earlier.observations.map((o) => o.attempt))
  const known = new Set(earlier.observations)
  // A name that had resolved was not asked again: its observations are those of the earlier round.
  const added = later.observations
    .filter((o) => !known.has(o))
    .map((o) => ({ ...o, attempt: o.attempt + tries }))
  return { ...later, observations: [...earlier.observations, ...added] }
}
