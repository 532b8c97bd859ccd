import type { ResultsStore } from '../../shared/ports/results-store.ts'
import { unlessDamaged } from '../damage.ts'
import { json, number } from './cells.ts'
import type { StoreContext } from './context.ts'
import { LEASE, partitionOf } from './layout.ts'
import type { Row } from './port.ts'

type Leases = Pick<ResultsStore, 'acquireLease' | 'releaseLease'>

/** The right to sweep a vantage: one row that is written on condition. */
export function leases({ rows, onDamage }: StoreContext): Leases {
  /** One whose owner cannot be read is nobody's. */
  const ownerOf = (held: Row) => unlessDamaged(onDamage, () => json(held, 'owner'))
  const isHeld = async (held: Row, by: string, now: Date) => {
    if (number(held, 'end') <= now.getTime()) return false
    const holder = await ownerOf(held)
    return holder !== null && holder !== by
  }
  return {
    async acquireLease(vantage, owner, ttlMs, now) {
      const partition = partitionOf(vantage)
      const end = now.getTime() + ttlMs
      const cells = { owner: JSON.stringify(owner), end }
      for (;;) {
        const held = await rows.get(partition, LEASE)
        if (held !== null && (await isHeld(held, owner, now))) return null
        const said = await rows.commit(partition, [
          held === null
            ? { kind: 'create', key: LEASE, cells }
            : { kind: 'replace', key: LEASE, version: held.version, cells },
        ])
        if (said === 'committed') return { vantage, owner, expiresAt: new Date(end).toISOString() }
      }
    },

    async releaseLease({ vantage, owner }) {
      const partition = partitionOf(vantage)
      for (;;) {
        const held = await rows.get(partition, LEASE)
        if (held === null || (await ownerOf(held)) !== owner) return
        const { version } = held
        const said = await rows.commit(partition, [{ kind: 'delete', key: LEASE, version }])
        if (said === 'committed') return
      }
    },
  }
}
