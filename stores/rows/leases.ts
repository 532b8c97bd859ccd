import type { ResultsStore } from '../../shared/ports/results-store.ts'
import { json, number } from './cells.ts'
import type { StoreContext } from './context.ts'
import { LEASE, partitionOf } from './layout.ts'
import type { Row } from './port.ts'

type Leases = Pick<ResultsStore, 'acquireLease' | 'releaseLease'>

/** The right to sweep a vantage: one row that is written on condition. */
export function leases({ rows }: StoreContext): Leases {
  return {
    async acquireLease(vantage, owner, ttlMs, now) {
      const partition = partitionOf(vantage)
      const end = now.getTime() + ttlMs
      const cells = { owner: JSON.stringify(owner), end }
      for (;;) {
        const held = await rows.get(partition, LEASE)
        if (held !== null && !isOf(held, owner) && number(held, 'end') > now.getTime()) return null
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
        if (held === null || !isOf(held, owner)) return
        const { version } = held
        const said = await rows.commit(partition, [{ kind: 'delete', key: LEASE, version }])
        if (said === 'committed') return
      }
    },
  }
}

function isOf(held: Row, owner: string): boolean {
  return json(held, 'owner') === owner
}
