import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { FAILURES } from '../../shared/failure/table.ts'
import { FINDINGS } from '../../shared/finding/table.ts'
import { findingsPage } from '../../shared/view/findings-page.ts'

test('docs/findings.md is what the tables say (npm run docs writes it)', () => {
  const page = readFileSync(new URL('../../docs/findings.md', import.meta.url), 'utf8')
  expect(page).toBe(findingsPage(FINDINGS, FAILURES))
})
