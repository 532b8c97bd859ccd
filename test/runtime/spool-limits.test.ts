import { truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { openSpool } from '../../runtime/spool.ts'
import { folder } from '../cli/call.ts'
import { passing, sample } from '../shared/report/sample.ts'

const MIB = 1024 * 1024

/** Puts a report beside files that others left, and gives what was dropped for it. */
async function droppedBeside(files: Readonly<Record<string, number>>) {
  await using place = await folder()
  for (const [id, bytes] of Object.entries(files)) {
    const file = path.join(place.path, `${id}.json.zst`)
    writeFileSync(file, '')
    // A file with a hole: it takes no room on the disk.
    truncateSync(file, bytes)
  }
  const { dropped } = await openSpool(place.path).put(sample([passing()], { id: '9' }))
  return dropped
}

test.for([
  { what: '2000 reports', files: 1999, dropped: 0 },
  { what: 'one more', files: 2000, dropped: 1 },
])('unless told otherwise it keeps 2000 reports: $what', async ({ files, dropped }) => {
  const ids = Array.from({ length: files }, (_, n) => String(n).padStart(6, '0'))
  const gone = await droppedBeside(Object.fromEntries(ids.map((id) => [id, 1])))
  expect(gone).toEqual(ids.slice(0, dropped))
})

test.for([
  { what: 'less', old: 127 * MIB, dropped: [] },
  { what: 'more', old: 128 * MIB, dropped: ['1'] },
])('unless told otherwise it keeps 128 MiB: $what', async ({ old, dropped }) => {
  expect(await droppedBeside({ 1: old })).toEqual(dropped)
})
