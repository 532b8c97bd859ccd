import { randomUUID } from 'node:crypto'
import { test as base } from 'vitest'
import type { FirestoreSettings } from '../../../shared/config/store.ts'
import { connectFirestore, type FirestoreOptions } from '../../../stores/firestore/connect.ts'
import type { Rows } from '../../../stores/rows/port.ts'
import { type Emulator, startEmulator, whatIsMissing } from '../firestore-emulator.ts'

/** Null where the tests can run. */
export const missing = whatIsMissing()

/** An empty project in the emulator of the test file. */
export interface Project {
  readonly host: string
  readonly settings: FirestoreSettings & { readonly project: string }
  /** The environment that leads to the emulator, or to a proxy before it. */
  readonly env: (host?: string) => NodeJS.ProcessEnv
  /** A new handle, which the fixture closes. */
  readonly open: (over?: FirestoreOptions) => Rows
}

/** One emulator a test file, one project a test. */
export const test = base.extend<{ emulator: Emulator; firestore: Project }>({
  emulator: [
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads the names of the fixtures from the pattern
    async ({}, use) => {
      const emulator = await startEmulator()
      await use(emulator)
      await emulator.stop()
    },
    { scope: 'file' },
  ],
  firestore: async ({ emulator }, use) => {
    const settings = { project: `p-${randomUUID().slice(0, 13)}` }
    const env = (host = emulator.host) => ({ FIRESTORE_EMULATOR_HOST: host })
    const handles: Rows[] = []
    await use({
      host: emulator.host,
      settings,
      env,
      open: (over) => {
        const rows = connectFirestore(settings, { env: env(), ...over })
        handles.push(rows)
        return rows
      },
    })
    for (const rows of handles) await rows.close()
  },
})
