import { readFileSync } from 'node:fs'
import { checkReport } from '../../../shared/report/check.ts'
import { openAzureTables } from '../../../stores/azure-tables/open-azure-tables.ts'

/** Run as a process of its own: appends the report in a file to the store in a table, and prints the outcome. */
const [connectionString = '', table = '', file = ''] = process.argv.slice(2)
const store = await openAzureTables({ connectionString, table })
const said = await store.append(checkReport(JSON.parse(readFileSync(file, 'utf8'))))
await store.close()
process.stdout.write(said)
