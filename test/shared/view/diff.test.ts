import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import { diffReports } from '../../../shared/report/diff.ts'
import { prettyDiff } from '../../../shared/view/diff.ts'
import { passing, sample, unlinkedZone } from '../report/sample.ts'

const before = sample([passing(), unlinkedZone()])
const after = sample([{ ...passing(), verdict: 'warn' }])
const changes = diffReports(before, after)

test('prettyDiff() of nothing says so', () => {
  expect(prettyDiff([], { colour: false })).toBe('Nothing changed.\n')
})

test('prettyDiff() puts the old over the new, target by target', () => {
  const text = prettyDiff(changes, { colour: false })
  expect(text).toMatch(/^\d changes\n\n/)
  expect(text).toContain(
    'passing management.azure.com (management.azure.com)\n  verdict\n    - pass\n    + warn\n',
  )
  expect(text).toContain(
    'registry (contoso.azurecr.io)\n  target-removed\n    - https://contoso.azurecr.io/v2/\n',
  )
})

test('prettyDiff() is the same text in colour, and lets nothing act on the terminal', () => {
  expect(stripVTControlCharacters(prettyDiff(changes, { colour: true }))).toBe(
    prettyDiff(changes, { colour: false }),
  )
  const evil = changes.map((c) => ({ ...c, name: '\u001b[2J', before: ['\u202e\n'] }))
  const text = prettyDiff(evil, { colour: false }).replaceAll('\n', '')
  expect(text).not.toMatch(/[\p{Cc}\p{Cf}]/u)
})
