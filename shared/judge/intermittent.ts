import type { Statement } from '../model/claim.ts'
import { type Connection, type ConnectionTally, tallyOf } from './connections.ts'
import type { Leg } from './legs.ts'
import { isCutAfterHello } from './seen.ts'
import { countedLegs, type TargetView } from './target-view.ts'

/** A leg whose address and port answers in part: some connections of the sweep were lost, and some were not. */
export interface PartlyLost {
  readonly leg: Leg
  readonly port: number
  readonly tally: ConnectionTally
}

/** Whether connections to the address of a leg were lost in part; null when all were, or none. */
export function partlyLost(view: TargetView, leg: Leg): PartlyLost | null {
  const opening = leg.connect ?? leg.handshake
  if (opening === null) return null
  const { port } = opening
  const tally = tallyOf(view.sweep.connections, leg.address, port)
  return tally.lost.length > 0 && tally.opened.length > 0 ? { leg, port, tally } : null
}

/** Whether this leg itself ended in such a loss: not connected, or cut after a hello that passes at other times. */
export function lostInPart(view: TargetView, leg: Leg): boolean {
  const failed = leg.connect?.failure != null
  const cut = leg.handshake !== null && isCutAfterHello(leg.handshake)
  if (!failed && !cut) return false
  const found = partlyLost(view, leg)
  const { id } = view.target
  const isThis = (c: Connection) =>
    c.target === id && c.opening.index === (leg.connect ?? leg.handshake)?.index
  return found?.tally.lost.some(isThis) ?? false
}

/** Whether the address and port of a leg accepted any connection of the sweep, so that nothing is always wrong with it. */
export function opensAtTimes(view: TargetView, { address, connect }: Leg): boolean {
  return (
    connect !== null && tallyOf(view.sweep.connections, address, connect.port).opened.length > 0
  )
}

/** The legs of a target that ended in a loss which is not constant. */
export function legsLostInPart(view: TargetView): readonly PartlyLost[] {
  return countedLegs(view).flatMap((leg) =>
    lostInPart(view, leg) ? (partlyLost(view, leg) ?? []) : [],
  )
}

/** The same as a claim. */
export function lostClaim({ leg, port, tally }: PartlyLost): Statement {
  return {
    kind: 'lost-in-part',
    address: leg.address,
    port,
    lost: tally.lost.length,
    of: tally.of,
  }
}
