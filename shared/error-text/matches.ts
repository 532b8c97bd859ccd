import { MEANINGS, type MeaningName } from './meanings/table.ts'
import { isAskedFor } from './mentions.ts'
import type { Peer } from './peer.ts'
import type { Sign, SignTable } from './signs/sign.ts'
import { SIGN_TABLES } from './signs/table.ts'

/** A sign where it appears in a text. */
export interface Match {
  readonly sign: Sign
  readonly family: string
  readonly source: string
  readonly weight: number
  readonly from: number
  readonly to: number
}

interface Ready {
  readonly sign: Sign
  readonly table: SignTable
  readonly test: RegExp
  readonly weight: number
}

const READY: readonly Ready[] = SIGN_TABLES.flatMap((table) =>
  table.signs.map((sign) => ({
    sign,
    table,
    test: new RegExp(sign.test.source, `${sign.test.flags.replace('g', '')}g`),
    weight: sign.weight ?? weightOf(sign.shows),
  })),
)

function weightOf(shows: MeaningName | null): number {
  return shows === null ? 2 : MEANINGS[shows].weight
}

/** One sign is looked for so often in a text: the first places and the rest of a log say the same. */
const MOST_PLACES = 40

/**
 * The signs in a text, the most decisive first; of two for the same words only the more decisive is kept, and one that
 * names only a system never hides one that names a step.
 */
export function matchesIn(text: string, peers: readonly Peer[]): readonly Match[] {
  const all = READY.flatMap((ready) => placesOf(ready, text)).filter(
    (match) =>
      !isAskedFor(text, match.from) &&
      (match.sign.ofPeer !== true || peers.some((peer) => isIn(match, peer))),
  )
  const ranked = all.toSorted(mostDecisiveFirst)
  const steps: Match[] = []
  const systems: Match[] = []
  for (const match of ranked) {
    const kept = match.sign.shows === null ? systems : steps
    if (!kept.some((other) => overlap(other, match))) kept.push(match)
  }
  return [...steps, ...systems]
}

function placesOf({ sign, table, test, weight }: Ready, text: string): readonly Match[] {
  const places: Match[] = []
  for (const found of text.matchAll(test)) {
    const from = found.index
    const to = from + found[0].length
    places.push({
      sign,
      family: table.family,
      source: sign.source ?? table.source,
      weight,
      from,
      to,
    })
    if (places.length === MOST_PLACES) break
  }
  return places
}

/** A quote or a scheme may stand between the words and the host. */
function isIn({ from, to }: Match, { at, role }: Peer): boolean {
  return role !== 'reference' && at >= from && at <= to + 10
}

function mostDecisiveFirst(a: Match, b: Match): number {
  return b.weight - a.weight || b.to - b.from - (a.to - a.from)
}

function overlap(a: Match, b: Match): boolean {
  return a.from < b.to && b.from < a.to
}
