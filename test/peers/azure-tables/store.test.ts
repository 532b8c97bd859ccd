import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe } from 'vitest'
import type { ResultsStore } from '../../../shared/ports/results-store.ts'
import { openAzureTables } from '../../../stores/azure-tables/open-azure-tables.ts'
import type { StoreFixture } from '../../stores/conformance/fixture.ts'
import { storeConformance } from '../../stores/conformance/store.ts'
import { damageRows } from '../../stores/rows/conformance/damage.ts'
import { missing, test as onTable } from './place.ts'

const APPEND_ONCE = fileURLToPath(new URL('./append-once.ts', import.meta.url))
const run = promisify(execFile)

const test = onTable.extend<{ place: StoreFixture }>({
  place: async ({ table }, use) => {
    const dir = mkdtempSync(path.join(tmpdir(), 'perimeter-tables-'))
    const settings = table.settings()
    const handles: ResultsStore[] = []
    await use({
      open: async (onDamage) => {
        const store = await openAzureTables(settings, { ...(onDamage && { onDamage }) })
        handles.push(store)
        return store
      },
      damage: async (what, how) => damageRows(await table.open(), what, how),
      appendFromProcesses: async (report, processes) => {
        const file = path.join(dir, 'report.json')
        writeFileSync(file, JSON.stringify(report))
        const call = [APPEND_ONCE, settings.connectionString, settings.table, file]
        const one = () => run(process.execPath, call)
        const done = await Promise.all(Array.from({ length: processes }, one))
        return done.map(({ stdout }) => stdout)
      },
    })
    for (const store of handles) await store.close()
    rmSync(dir, { recursive: true })
  },
})

describe.skipIf(missing)(
  `openAzureTables() as a ResultsStore${missing ? `: ${missing}` : ''}`,
  () => {
    storeConformance(test)
  },
)
