import { describe, expect } from 'vitest'
import type { ResultsStore } from '../../../shared/ports/results-store.ts'
import { openAzureTables } from '../../../stores/azure-tables/open-azure-tables.ts'
import { seeded } from '../../fixtures/seeded.ts'
import {
  commit,
  incident,
  notification,
  time,
  transition,
} from '../../stores/conformance/incident.ts'
import { anyFault, faultyProxy } from './faulty-proxy.ts'
import { missing, test } from './place.ts'

const WRITERS = 20

/**
 * Adds itself to the one incident of the vantage, over and over until it has been heard. An error leaves open whether
 * it was: then the state tells.
 */
async function join(store: ResultsStore, name: string): Promise<'conflicts' | 'none'> {
  let met: 'conflicts' | 'none' = 'none'
  for (;;) {
    try {
      const held = await store.alertState('prod')
      const writers = joined(held?.state)
      if (writers.includes(name)) return met
      const told = await store.commitAlerts(
        commit({
          expected: held?.version ?? null,
          state: [...writers, name],
          incidents: [incident('i', { sweeps: writers.length + 1 })],
          transitions: [transition(name)],
          notifications: [notification(name)],
        }),
      )
      if (told === 'committed') return met
      met = 'conflicts'
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'StoreError') throw error
    }
  }
}

function joined(state: unknown): readonly string[] {
  return Array.isArray(state) ? state.map(String) : []
}

describe.skipIf(missing)(
  `${WRITERS} writers of one incident${missing ? `: ${missing}` : ''}`,
  () => {
    test.for([
      ['on a calm network', 0],
      ['on one that spoils 30 % of requests', 0.3],
    ] as const)(
      '%s: each is counted once',
      { timeout: 120_000 },
      async ([, faulty], { azurite, table }) => {
        const random = seeded(7)
        await using proxy = await faultyProxy(azurite.port, () =>
          random() < faulty ? anyFault(random) : null,
        )
        const names = Array.from({ length: WRITERS }, (_, n) => `writer-${n}`)
        const stores = await Promise.all(
          names.map(() => openAzureTables(table.settings(proxy.port), { deadlineMs: 1000 })),
        )
        const met = await Promise.all(names.map((name, n) => join(stores[n] as ResultsStore, name)))
        for (const store of stores) await store.close()

        const store = await openAzureTables(table.settings())
        const state = joined((await store.alertState('prod'))?.state)
        expect(state.toSorted()).toEqual(names.toSorted())
        expect((await store.incident('i'))?.incident.sweeps).toBe(WRITERS)
        expect(await store.incidents({ limit: 99 })).toHaveLength(1)
        const moved = await store.transitions('orders', { limit: 99 })
        expect(moved.map(({ id }) => id).toSorted()).toEqual(names.toSorted())
        const due = await store.dueOutbox('prod', new Date(time(1)), 99)
        expect(due.map((entry) => entry.notification.id).toSorted()).toEqual(names.toSorted())
        // A storm it was.
        expect(met.filter((what) => what === 'conflicts').length).toBeGreaterThan(WRITERS / 2)
        await store.close()
      },
    )
  },
)
