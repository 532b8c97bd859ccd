import type { Layer } from '../../model/configured.ts'
import { orLeaveOut, type ReadEntry } from '../problem.ts'
import { type Entry, merged, type Row } from '../row.ts'
import type { Trouble } from './trouble.ts'

/** What could not be read, and why; `what` is a noun, and `why` a clause about it. */
export interface Unread {
  readonly what: string
  readonly why: string
}

/** What came of a cloud. */
export interface Pulled {
  readonly entries: readonly Entry[]
  readonly unread: readonly Unread[]
  /** Parts of the path of which some is missing: nothing is concluded from them. */
  readonly unreadLayers: readonly Layer[]
}

export const NOTHING: Pulled = { entries: [], unread: [], unreadLayers: [] }

export function together(parts: readonly Pulled[]): Pulled {
  return {
    entries: parts.flatMap(({ entries }) => entries),
    unread: parts.flatMap(({ unread }) => unread),
    unreadLayers: [...new Set(parts.flatMap(({ unreadLayers }) => unreadLayers))],
  }
}

/** The entries of some rows; `place` says where they come from. */
export function entriesFrom(rows: readonly Row[], place: string): readonly Entry[] {
  return rows.map((row) => {
    const id = row['id'] ?? row['selfLink'] ?? row['name']
    const at = typeof id === 'string' ? `${place} ${id.slice(0, 300)}` : place
    return { row: merged(row) as Row, place: at }
  })
}

/** A list that could not be read, or not to its end. `right`: what reading it takes. */
export function notRead(
  { what, right, layer }: { readonly what: string; readonly right: string; readonly layer: Layer },
  { kind, says }: Trouble,
): Pulled {
  const needs = kind === 'forbidden' ? `: the identity needs ${right}` : ''
  return { entries: [], unread: [{ what, why: `${says}${needs}` }], unreadLayers: [layer] }
}

/** A cloud’s part of the model, and what could not be read of it. */
export interface CloudPart<T> {
  readonly network: T
  readonly unread: readonly Unread[]
}

/**
 * A cloud’s part of the model from what was pulled: an entry that is not sound is left out and told, and its part of the
 * path is not whole. `layerOf`: the part of the path that a row is of; null: its kind is not read.
 */
export function partFrom<T extends { readonly unreadLayers: readonly Layer[] }>(
  { entries, unread, unreadLayers }: Pulled,
  read: (entries: readonly Entry[], readEntry: ReadEntry) => T,
  layerOf: (row: Row) => Layer | null,
): CloudPart<T> {
  const told = [...unread]
  const missing = new Set(unreadLayers)
  const known = entries.filter(({ row }) => layerOf(row) !== null)
  const network = read(
    known,
    orLeaveOut(({ row, place }, problem) => {
      const layer = layerOf(row)
      if (layer !== null) missing.add(layer)
      told.push({ what: place, why: `is not sound: ${problem.replace(place, '').slice(0, 200)}` })
    }),
  )
  return { network: { ...network, unreadLayers: [...missing] }, unread: told }
}
