import { readFileSync } from 'node:fs'
import { checkReport } from '../../../shared/report/check.ts'
import { openSqliteStore } from '../../../stores/sqlite/sqlite.ts'

/** Run as a process of its own: appends the report in one file to the store in another, and prints the outcome. */
const [database = '', file = ''] = process.argv.slice(2)
const store = openSqliteStore(database)
const said = await store.append(checkReport(JSON.parse(readFileSync(file, 'utf8'))))
await store.close()
process.stdout.write(said)
