import { parseIp } from '../address/ip.ts'
import { type Failed, healings, isNewestFirst } from './healed.ts'
import { isHealthy, MEANINGS, type MeaningName } from './meanings/table.ts'
import type { Peer } from './peer.ts'

interface Told {
  readonly shows: MeaningName
  readonly peers: readonly Peer[]
  readonly healed: string | null
  readonly at: number
}

/** What a text says, each with the line by which it was over at its end. `given` is the text with the times of its lines. */
export function withHealing<T extends Told>(
  says: readonly T[],
  text: string,
  peers: readonly Peer[],
  given: string,
): readonly T[] {
  const failures = says
    .filter(({ shows }) => !isHealthy(shows))
    .map(
      (one): Failed => ({
        ...{ at: one.at, layer: MEANINGS[one.shows].layer },
        peers: targetsOf(one, text, peers),
      }),
    )
  const healedBy = healings(text, peers, failures, isNewestFirst(given))
  const lines = new Map(failures.map((failed) => [failed.at, healedBy(failed)]))
  return says.map((one) => ({ ...one, healed: lines.get(one.at) ?? null }))
}

/** Where only an address failed, the names of its line are called again. */
function targetsOf(
  { at, peers: own }: Told,
  text: string,
  peers: readonly Peer[],
): readonly Peer[] {
  const targets = own.filter(({ role }) => role === 'target')
  if (targets.some(({ host }) => parseIp(host) === null)) return targets
  const from = text.lastIndexOf('\n', at - 1) + 1
  const end = text.indexOf('\n', at)
  const to = end === -1 ? text.length : end
  const beside = peers.filter((peer) => peer.role === 'target' && peer.at >= from && peer.at < to)
  return [...targets, ...beside]
}
