import type { SweepRef } from '../shared/ports/store-entries.ts'
import { StoreError } from '../shared/ports/store-error.ts'

/** Is told of what cannot be read back, where a read goes on without it, and of what was mended. */
export type OnDamage = (message: string) => void

/** What `read` gives; null, and said, where that is damaged: no row of a vantage stops the alerts of it. */
export async function unlessDamaged<T>(
  onDamage: OnDamage,
  read: () => T | Promise<T>,
): Promise<T | null> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof StoreError) || error.problem !== 'damaged') throw error
    onDamage(error.message)
    return null
  }
}

/** Those of many that can be read. */
export async function undamaged<R, T>(
  onDamage: OnDamage,
  rows: readonly R[],
  read: (row: R) => T | Promise<T>,
): Promise<readonly T[]> {
  const each = await Promise.all(rows.map((row) => unlessDamaged(onDamage, () => read(row))))
  return each.filter((one) => one !== null)
}

/** How far back is begun anew where nobody knows what was seen, in ms. */
const ANEW = 3_600_000

/** The point from which alerts are derived again where what says how far they are is damaged. */
export function lately(now: Date): SweepRef {
  return { id: '', startedAt: new Date(now.getTime() - ANEW).toISOString() }
}
