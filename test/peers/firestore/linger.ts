import { connectFirestore } from '../../../stores/firestore/connect.ts'

/** Run as a process of its own: reads once, closes nothing, and is through. */
const [project = ''] = process.argv.slice(2)
const rows = connectFirestore({ project }, {})
process.stdout.write(String(await rows.get('v.prod', 'a')))
