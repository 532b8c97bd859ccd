import { readFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'

const CHANGELOG = path.resolve(import.meta.dirname, '../CHANGELOG.md')

/** What a changelog says of a version: the lines below its heading. Null for a version that it does not have. */
export function notesOf(changelog: string, version: string): string | null {
  const [, ...sections] = changelog.split(/^## /m)
  const section = sections.find((text) => text.split(/\s/, 1)[0] === version)
  return section === undefined ? null : `${section.slice(section.indexOf('\n')).trim()}\n`
}

/** `node tools/release-notes.ts VERSION` prints them. */
function main(): void {
  const [version = ''] = process.argv.slice(2)
  const notes = notesOf(readFileSync(CHANGELOG, 'utf8'), version)
  if (notes === null) throw new Error(`CHANGELOG.md has no version ${version}: rename Unreleased`)
  process.stdout.write(notes)
}

if (import.meta.main) main()
