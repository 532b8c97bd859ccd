import { readFileSync } from 'node:fs'
import process from 'node:process'
import { openAzureTables } from '../../../stores/azure-tables/open-azure-tables.ts'

/**
 * Prints what a table holds of one vantage, as JSON, by a handle of its own: `read-store.ts CONNECTION-STRING ROOTS
 * VANTAGE`. Beside what the program under test says of it.
 */
const [connectionString = '', roots = '', vantage = ''] = process.argv.slice(2)
const store = await openAzureTables({ connectionString }, { ca: [readFileSync(roots, 'utf8')] })
const sweeps = await store.sweepsAfter(vantage, null, 1000)
const holds = {
  sweeps,
  reports: await Promise.all(sweeps.map(({ id }) => store.get(id))),
  incidents: await store.incidents({ vantage, limit: 1000 }),
  outbox: await store.outboxDepth(vantage),
}
await store.close()
process.stdout.write(JSON.stringify(holds))
