import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect } from 'vitest'
import type { ResultsStore } from '../../../shared/ports/results-store.ts'
import { openFirestore } from '../../../stores/firestore/open-firestore.ts'
import type { StoreFixture } from '../../stores/conformance/fixture.ts'
import { storeConformance } from '../../stores/conformance/store.ts'
import { damageRows } from '../../stores/rows/conformance/damage.ts'
import { test as base, missing } from './place.ts'

const APPEND_ONCE = fileURLToPath(new URL('./append-once.ts', import.meta.url))
const run = promisify(execFile)

const test = base.extend<{ dir: string; place: StoreFixture }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads the names of the fixtures from the pattern
  dir: async ({}, use) => {
    const dir = mkdtempSync(path.join(tmpdir(), 'perimeter-firestore-'))
    await use(dir)
    rmSync(dir, { recursive: true })
  },
  place: async ({ firestore: { settings, env, open }, dir }, use) => {
    const handles: ResultsStore[] = []
    await use({
      open: async (onDamage) => {
        const store = await openFirestore(settings, { env: env(), ...(onDamage && { onDamage }) })
        handles.push(store)
        return store
      },
      damage: async (what, how) => damageRows(open(), what, how),
      appendFromProcesses: async (report, processes) => {
        const body = path.join(dir, 'report.json')
        writeFileSync(body, JSON.stringify(report))
        const one = () =>
          run(process.execPath, [APPEND_ONCE, settings.project, body], {
            env: { ...process.env, ...env() },
          })
        const done = await Promise.all(Array.from({ length: processes }, one))
        return done.map(({ stdout }) => stdout)
      },
    })
    for (const store of handles) await store.close()
  },
})

describe.skipIf(missing !== null)(`openFirestore() as a ResultsStore ${missing ?? ''}`, () => {
  storeConformance(test)

  test('a storm of commits to the alerts of one vantage: each counts once', async ({ place }) => {
    const handles = await Promise.all(Array.from({ length: 8 }, () => place.open()))
    await Promise.all(handles.flatMap((store) => [countOn(store), countOn(store)]))
    const at = await handles[0]?.alertState('prod')
    expect(at?.state).toEqual({ count: 16 })
  })
})

/** Adds one to the state of the alerts, however often somebody else comes first. */
async function countOn(store: ResultsStore): Promise<void> {
  const through = { id: 'r', startedAt: '2026-11-22T00:00:00.000Z' }
  const nothing = { vantage: 'prod', through, incidents: [], transitions: [], notifications: [] }
  for (;;) {
    const at = await store.alertState('prod')
    const { count } = (at?.state ?? { count: 0 }) as { readonly count: number }
    const expected = at?.version ?? null
    const state = { count: count + 1 }
    if ((await store.commitAlerts({ ...nothing, expected, state })) === 'committed') return
  }
}
