import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { helpPage } from '../../cli/docs/help-page.ts'
import { TERMINAL_PICTURES, terminalPicture } from '../../cli/docs/terminal-pictures.ts'
import { CATALOGS } from '../../shared/catalog/builtin.ts'
import { NPM_HOST } from '../../shared/catalog/npm-host.ts'
import { FAILURES } from '../../shared/failure/table.ts'
import { FINDINGS } from '../../shared/finding/table.ts'
import { catalogsPage } from '../../shared/view/catalogs-page.ts'
import { findingsPage } from '../../shared/view/findings-page.ts'

test('docs/findings.md is what the tables say (npm run docs writes it)', () => {
  const page = readFileSync(new URL('../../docs/findings.md', import.meta.url), 'utf8')
  expect(page).toBe(findingsPage(FINDINGS, FAILURES))
})

test('docs/catalogs.md is what the catalogs say (npm run docs writes it)', () => {
  const page = readFileSync(new URL('../../docs/catalogs.md', import.meta.url), 'utf8')
  expect(page).toBe(catalogsPage(CATALOGS))
  expect(page).not.toContain(NPM_HOST)
  expect(page).toContain(NPM_HOST.replaceAll('.', '[.]'))
})

test('docs/cli.md is the help of the program (npm run docs writes it)', async () => {
  const page = readFileSync(new URL('../../docs/cli.md', import.meta.url), 'utf8')
  expect(page).toBe(await helpPage())
  for (const command of ['check', 'serve', 'explain-log', 'catalog show', 'alerts test']) {
    expect(page).toContain(`## perimeter ${command}\n`)
  }
})

test.for(TERMINAL_PICTURES)(
  'the picture of $shown is what it prints (npm run docs draws it)',
  async (picture) => {
    const file = new URL(`../../docs/screenshots/explain/${picture.name}.svg`, import.meta.url)
    const drawn = await terminalPicture(picture)
    expect(readFileSync(file, 'utf8')).toBe(drawn)
    expect(drawn).toContain('perimeter check --url')
  },
)
