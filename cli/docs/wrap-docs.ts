import { globSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { wrapMarkdown } from '../../shared/view/wrap-markdown.ts'

const ROOT = path.join(import.meta.dirname, '../..')

/** Paths of the pages of the documentation, from the root of the repository. */
export function pagesOfDocs(): readonly string[] {
  return globSync(['*.md', 'docs/*.md', 'test/**/README.md'], {
    cwd: ROOT,
    exclude: ['**/node_modules/**'],
  })
}

if (import.meta.main) {
  for (const page of pagesOfDocs()) {
    const file = path.join(ROOT, page)
    writeFileSync(file, wrapMarkdown(readFileSync(file, 'utf8')))
  }
}
