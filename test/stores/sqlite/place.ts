import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { test as base } from 'vitest'
import type { ResultsStore } from '../../../shared/ports/results-store.ts'
import { openSqliteStore } from '../../../stores/sqlite/sqlite.ts'
import type { Damage, Damageable, StoreFixture } from '../conformance/fixture.ts'

const APPEND_ONCE = fileURLToPath(new URL('./append-once.ts', import.meta.url))
const run = promisify(execFile)

/** An SQLite store in a folder of its own. */
export const test = base.extend<{ dir: string; place: StoreFixture }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads the names of the fixtures from the pattern
  dir: async ({}, use) => {
    const dir = mkdtempSync(path.join(tmpdir(), 'perimeter-store-'))
    await use(dir)
    rmSync(dir, { recursive: true })
  },
  place: async ({ dir }, use) => {
    const file = path.join(dir, 'results.db')
    const handles: ResultsStore[] = []
    await use({
      open: async (onDamage) => {
        const store = openSqliteStore(file, { onDamage })
        handles.push(store)
        return store
      },
      damage: async (what, how) => {
        using db = new DatabaseSync(file)
        // The disk asks no constraint.
        db.exec(`pragma ignore_check_constraints = on; ${DAMAGE[how][what]}`)
      },
      appendFromProcesses: async (report, processes) => {
        const body = path.join(dir, 'report.json')
        writeFileSync(body, JSON.stringify(report))
        const one = () => run(process.execPath, [APPEND_ONCE, file, body])
        const done = await Promise.all(Array.from({ length: processes }, one))
        return done.map(({ stdout }) => stdout)
      },
    })
    for (const store of handles) await store.close()
  },
})

const DAMAGE: Readonly<Record<Damage, Readonly<Record<Damageable, string>>>> = {
  unreadable: {
    incident: "update incident set body = '{'",
    notification: "update outbox set body = '{'",
    transition: "update transition set body = '{'",
    state: "update alerts set state = '{'",
    report: "update report set body = x'00'",
  },
  reshaped: {
    incident: "update incident set body = '[]'",
    notification: "update outbox set body = '{}'",
    transition: "update transition set body = 'null'",
    state: "update alerts set state = '[]'",
    // The zstd frame of `{}`.
    report: "update report set body = x'28b52ffd20021100007b7d'",
  },
}
