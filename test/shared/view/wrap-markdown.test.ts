import { describe, expect, test } from 'vitest'
import { wrapMarkdown } from '../../../shared/view/wrap-markdown.ts'

const LONG = 'word '.repeat(40).trim()

describe('wrapMarkdown()', () => {
  test.for([
    { name: 'fills a paragraph that was cut short', given: 'a\nb\nc', wanted: 'a b c' },
    { name: 'keeps paragraphs apart', given: 'a\n\nb', wanted: 'a\n\nb' },
    { name: 'fills an item of a list', given: '- a\n  b\n- c', wanted: '- a b\n- c' },
    { name: 'leaves a table', given: '| a |\n| --- |\n| b |', wanted: '| a |\n| --- |\n| b |' },
    {
      name: 'leaves a table in an item',
      given: '1. a\n\n   | b |\n   | c |',
      wanted: '1. a\n\n   | b |\n   | c |',
    },
    { name: 'leaves code', given: '```sh\na\nb\n```', wanted: '```sh\na\nb\n```' },
    { name: 'leaves a heading', given: '# a\nb', wanted: '# a\nb' },
    {
      name: 'indents what follows in an item',
      given: `- ${LONG}`,
      wanted: expect.stringMatching(/^- .{1,118}\n {2}word/),
    },
  ])('$name', ({ given, wanted }) => {
    const wrapped = wrapMarkdown(given)
    expect(wrapped).toEqual(wanted)
    expect(wrapMarkdown(wrapped)).toBe(wrapped)
  })
})
