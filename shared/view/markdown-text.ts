/** Every ASCII mark that Markdown gives a meaning to (CommonMark 2.4 allows a backslash before each). */
const MARKS = /[\\`*_{}[\]()#+\-.!|~:^=$]/g
const HTML: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/**
 * A text as it is, with nothing in it acting as Markdown, HTML or a link. A zero-width space behind `@` keeps
 * a server's text from calling people: trackers look for mentions in the rendered page, past all escapes.
 */
export function prose(text: string): string {
  return text
    .replaceAll(/[&<>]/g, (char) => HTML[char] ?? char)
    .replaceAll(MARKS, '\\$&')
    .replaceAll('@', '@&#8203;')
}

/** A text as inline code, whatever backticks it holds. Empty text is a space. */
export function code(text: string): string {
  const ticks = '`'.repeat(longestRun(text) + 1)
  // A space on each side is stripped again (CommonMark 6.1); it keeps a backtick at the edge apart.
  const pad = text === '' || text.startsWith('`') || text.endsWith('`') ? ' ' : ''
  return `${ticks}${pad}${text}${pad}${ticks}`
}

/** Lines as a code block that no line of them can end. */
export function fence(lines: readonly string[]): string {
  const ticks = '`'.repeat(Math.max(3, longestRun(lines.join('\n')) + 1))
  return [`${ticks}text`, ...lines, ticks].join('\n')
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length))
}
