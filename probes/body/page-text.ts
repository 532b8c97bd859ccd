/** What shows no words, and may fill thousands of bytes before the first; the title is taken on its own. */
const HIDDEN = ['style', 'script', 'svg', 'title'] as const

/** Markup that a sentence does not run across. */
const BREAKS = /^\/?(p|div|h[1-6]|br|li|tr|td|th|title|table|ul|ol|form|body|hr|section)\b/i

/**
 * The title and the visible words of an HTML page, without style sheets, scripts and inline images: at most `most`
 * characters. One pass, each character looked at a fixed number of times, since the page may be hostile.
 */
export function pageText(html: string, most: number): string {
  const title = titleOf(html)
  const words: string[] = []
  let length = 0
  for (const text of visible(html)) {
    words.push(text)
    length += text.length
    if (length > 4 * most) break
  }
  return `${title}\n${words.join('')}`
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n\s*/g, '\n')
    .trim()
    .slice(0, most)
}

function titleOf(html: string): string {
  const begin = indexOf(html, '<title', 0)
  if (begin === -1) return ''
  const open = html.indexOf('>', begin)
  const end = open === -1 ? -1 : html.indexOf('<', open)
  return end === -1 ? '' : html.slice(open + 1, Math.min(end, open + 300))
}

/** The pieces of text between the tags, and line ends where a block ends. */
function* visible(html: string): Generator<string> {
  let at = 0
  while (at < html.length) {
    const open = html.indexOf('<', at)
    if (open === -1) return yield html.slice(at)
    if (open > at) yield html.slice(at, open)
    const end = html.startsWith('<!--', open)
      ? after(html, '-->', open + 4)
      : after(html, '>', open + 1)
    const tag = html.slice(open + 1, Math.min(end, open + 12))
    if (BREAKS.test(tag)) yield '\n'
    at = skipHidden(html, tag, end)
  }
}

function skipHidden(html: string, tag: string, end: number): number {
  const name = /^[a-z]{1,8}/i.exec(tag)?.[0]?.toLowerCase()
  const hidden = HIDDEN.find((candidate) => candidate === name)
  if (hidden === undefined) return end
  const close = indexOf(html, `</${hidden}`, end)
  // A page whose end was not read: what follows belongs to what is hidden.
  return close === -1 ? html.length : after(html, '>', close)
}

function after(html: string, mark: string, from: number): number {
  const found = html.indexOf(mark, from)
  return found === -1 ? html.length : found + mark.length
}

/** Tags are written in any case; a search by regular expression from a place needs no second copy of the page. */
function indexOf(html: string, mark: string, from: number): number {
  const search = new RegExp(RegExp.escape(mark), 'gi')
  search.lastIndex = from
  return search.exec(html)?.index ?? -1
}
