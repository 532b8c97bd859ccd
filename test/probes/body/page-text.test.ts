import { expect, test } from 'vitest'
import { pageText } from '../../../probes/body/page-text.ts'

test.for([
  ['plain', 'no page at all', 'no page at all'],
  [
    'a title and words',
    '<html><title>Blocked</title><body>Access denied</body>',
    'Blocked\nAccess denied',
  ],
  ['a title in capitals, with attributes', '<TITLE lang="en">Blocked</TITLE><p>x', 'Blocked\nx'],
  ['no end of the title', '<title>Blocked', ''],
  ['blocks', '<p>a</p><div>b<br>c</div><h1>d</h1><li>e<td>f', 'a\nb\nc\nd\ne\nf'],
  ['inline tags', 'a<b>b</b><span>c</span> <i>d</i>', 'abc d'],
  [
    'what is hidden',
    'a<script>if (1 < 2) x</script>b<style>p{}</style>c<svg><p>no</p></svg>d',
    'abcd',
  ],
  ['hidden in capitals', 'a<SCRIPT>no</Script>b', 'ab'],
  ['hidden and cut', 'a<script>no', 'a'],
  ['a comment', 'a<!-- <p>no</p> > -->b', 'ab'],
  ['a comment that was cut', 'a<!-- no', 'a'],
  ['spaces and lines', ' a \t b \n\n\n c ', 'a b\nc'],
  ['a tag that begins alike', 'a<stylesheet>b</stylesheet>c', 'abc'],
  ['a tag that was cut', 'a<b', 'a'],
] as const)('of %s', ([, html, text]) => {
  expect(pageText(html, 500)).toBe(text)
})

test('no more than asked for, the title first', () => {
  expect(pageText(`<title>T</title>${'<p>word</p>'.repeat(100)}`, 12)).toBe('T\nword\nword\n')
  expect(pageText('x'.repeat(50), 10)).toBe('x'.repeat(10))
  expect(pageText(`<title>${'t'.repeat(400)}</title>`, 500)).toBe('t'.repeat(299))
})
