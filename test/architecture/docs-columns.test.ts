import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { pagesOfDocs } from '../../cli/docs/wrap-docs.ts'
import { wrapMarkdown } from '../../shared/view/wrap-markdown.ts'

const ROOT = path.join(import.meta.dirname, '../..')
describe('prose of the documentation stays within 120 columns (npm run docs wraps it)', () => {
  test.for(pagesOfDocs())('%s', (page) => {
    const text = readFileSync(path.join(ROOT, page), 'utf8')
    const wrapped = wrapMarkdown(text)
    const tooLong = text.split('\n').filter((line) => !wrapped.split('\n').includes(line))
    expect(tooLong).toEqual([])
  })
})

describe('wrapMarkdown()', () => {
  const words = Array.from({ length: 30 }, (_, i) => `word${i}`).join(' ')

  test('breaks a paragraph, and an item with its further lines under its text', () => {
    for (const lead of ['', '- ', '1. ']) {
      const lines = wrapMarkdown(`${lead}${words}`).split('\n')
      expect(lines.length).toBeGreaterThan(1)
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(120)
      expect(lines[1]).toMatch(new RegExp(`^ {${lead.length}}word`))
    }
  })

  test.for([`| ${words} |`, `    ${words}`, `\`\`\`sh\n${words}\n\`\`\``, 'x'.repeat(200)])(
    'leaves what cannot be broken: %s',
    (text) => expect(wrapMarkdown(text)).toBe(text),
  )

  test.for(['- 5', '# 1', '1. x', '> y', '| z'])('starts no line with a mark: %s', (mark) => {
    const [, ...rest] = wrapMarkdown(`${'a'.repeat(118)} ${mark} ${words}`).split('\n')
    for (const line of rest) expect(line).not.toMatch(/^(?:[-#>|]|\d+\.)/)
  })
})
