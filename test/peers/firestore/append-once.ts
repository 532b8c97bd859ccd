import { readFileSync } from 'node:fs'
import { checkReport } from '../../../shared/report/check.ts'
import { openFirestore } from '../../../stores/firestore/open-firestore.ts'

/** Run as a process of its own: appends the report in a file to the store of a project, and prints the outcome. */
const [project = '', file = ''] = process.argv.slice(2)
const store = await openFirestore({ project })
const said = await store.append(checkReport(JSON.parse(readFileSync(file, 'utf8'))))
await store.close()
process.stdout.write(said)
