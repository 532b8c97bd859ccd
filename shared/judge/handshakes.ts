import type { FailureCode } from '../failure/table.ts'
import type { HandshakeObservation } from '../model/observation.ts'
import { hasFailed, type Seen } from './seen.ts'
import { countedLegs, ofView, type TargetView } from './target-view.ts'

/** The handshakes with the target, one per address. */
export const handshakesOf = ofView((view): readonly Seen<HandshakeObservation>[] =>
  countedLegs(view).flatMap((leg) => leg.handshake ?? []),
)

/** Those that failed in one of these ways. */
export function handshakesFailing(
  view: TargetView,
  codes: ReadonlySet<FailureCode>,
): readonly Seen<HandshakeObservation>[] {
  return handshakesOf(view).filter((o) => hasFailed(o, codes))
}

/** Faults of the probe, and nobody else’s. */
const OURS: ReadonlySet<FailureCode> = new Set(['interrupted', 'probe_fault', 'unknown_failure'])

/** Whether the dialogue in clear (STARTTLS) ended before TLS could begin. */
export function endsInClear({ opening, phase, failure }: HandshakeObservation): boolean {
  if (opening === undefined || phase !== 'before-hello' || failure === null) return false
  return !OURS.has(failure.code)
}
