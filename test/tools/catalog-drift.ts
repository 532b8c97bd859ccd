import { readFileSync } from 'node:fs'
import process from 'node:process'
import { driftOf } from './drift.ts'

/*
 * What has come and gone in the lists that vendors publish, compared with the catalogs: `npm run catalogs:drift -- FILE...`
 * reads files that were downloaded, and asks nothing of the internet. Ends with 1 when something differs.
 */
const files = process.argv.slice(2)
const say = (text: string) => void process.stdout.write(`${text}\n`)

if (files.length === 0) {
  say(
    'Give the files of the lists: ServiceTags_Public.json, an endpoint list of Azure Local, goog.json, meta.json',
  )
  process.exitCode = 2
}
for (const file of files) {
  const { list, added, gone } = driftOf(readFileSync(file, 'utf8'), file)
  say(`${list} (${file}): ${added.length} new, ${gone.length} gone`)
  for (const name of added) say(`  new   ${name}`)
  for (const name of gone) say(`  gone  ${name}`)
  if (added.length + gone.length > 0) process.exitCode = 1
}
