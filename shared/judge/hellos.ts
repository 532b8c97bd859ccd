import type { HandshakeObservation } from '../model/observation.ts'
import type { Leg } from './legs.ts'
import { hasFailed, isCutAfterHello, type Seen, SILENT } from './seen.ts'

type Handshake = Seen<HandshakeObservation>

/** The hello of the check that failed, and the one of another kind that was answered. */
export interface HelloContrast {
  readonly full: Handshake
  readonly other: Handshake
}

/** A full hello got no answer, or could not be read, and a small one to the same address was answered. */
export function largeHelloFails(leg: Leg): HelloContrast | null {
  const { handshake: full } = leg
  const other = leg.hellos.find((o) => o.hello === 'small')
  if (full === null || full.failure === null || other === undefined) return null
  return isAnswered(other) && (isCutAfterHello(full) || !isAnswered(full) || isUnread(full))
    ? { full, other }
    : null
}

/**
 * Hellos that ask for a certificate met silence, and one that has to be refused was refused at once: what is short
 * comes back, and what fills packets does not.
 */
export function onlyShortAnswers(leg: Leg): HelloContrast | null {
  const { handshake: full } = leg
  const small = leg.hellos.find((o) => o.hello === 'small')
  const other = leg.hellos.find((o) => o.hello === 'refusable')
  if (full === null || small === undefined || other === undefined) return null
  return isSilent(full) && isSilent(small) && other.phase === 'answered' ? { full, other } : null
}

/** The hello that has to be refused met silence, too: the size of packets has no part in it. */
export function evenShortAnswersLack(leg: Leg): boolean {
  return leg.hellos.some((o) => o.hello === 'refusable' && isSilent(o))
}

/** What a server took that refused the protocols of the check: a handshake that offers HTTP/2 as well; null: not that either. */
export function otherProtocolTaken(leg: Leg): Handshake | null {
  return leg.hellos.find((o) => o.hello === 'h2' && o.phase === 'done') ?? null
}

/** The small hello that fared no better than the full one; null where none was tried. */
export function smallFails(leg: Leg): Handshake | null {
  return leg.hellos.find((o) => o.hello === 'small' && isCutAfterHello(o)) ?? null
}

function isAnswered(o: HandshakeObservation): boolean {
  return o.phase === 'done' || o.phase === 'answered'
}

/** Alerts of a server that cannot read the hello: unexpected_message, illegal_parameter, decode_error (RFC 8446, 6.2). */
function isUnread({ phase, failure }: HandshakeObservation): boolean {
  return phase === 'answered' && /^alert (10|47|50) /.test(failure?.raw ?? '')
}

function isSilent(o: HandshakeObservation): boolean {
  return o.phase === 'sent' && hasFailed(o, SILENT)
}
