import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { StoreKind } from '../../shared/config/store.ts'

/** By store: the test that runs the conformance suite over it, and what the documentation calls it. */
const STORES: Readonly<Record<StoreKind, { readonly suite: string; readonly title: string }>> = {
  sqlite: { suite: 'test/stores/sqlite/sqlite.test.ts', title: 'SQLite' },
  azureTables: { suite: 'test/peers/azure-tables/store.test.ts', title: 'Azure Tables' },
  firestore: { suite: 'test/peers/firestore/store.test.ts', title: 'Firestore' },
}

describe.for(Object.entries(STORES))('the store %s', ([kind, { suite, title }]) => {
  test('passes the conformance suite', () => {
    expect(readFileSync(suite, 'utf8')).toContain('storeConformance(test)')
  })

  test('is documented, with its settings', () => {
    expect(readFileSync('docs/stores.md', 'utf8')).toContain(title)
    expect(readFileSync('docs/configuration.md', 'utf8')).toContain(kind)
  })
})
