import { expect, test } from 'vitest'
import { notesOf } from '../../tools/release-notes.ts'

const CHANGELOG =
  '# Changelog\n\nIntro\n\n## Unreleased\n\n- c\n\n## 1.1.0 (2026-11-01)\n\n- b\n\n## 1.0.0\n\n- a\n'

test.for([
  ['1.1.0', '- b\n'],
  ['1.0.0', '- a\n'],
  ['Unreleased', '- c\n'],
  ['1.1', null],
] as const)('the notes of %s', ([version, notes]) => {
  expect(notesOf(CHANGELOG, version)).toBe(notes)
})
