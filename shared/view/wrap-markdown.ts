/** Columns of a line of prose in the documentation. */
const COLUMNS = 120

/** What would turn the rest of a paragraph into something else at the start of a line: a list, a heading, a table, a quote. */
const STARTS_A_BLOCK = /^(?:[-+*]|#+|\d+[.)]|=+)$|^[|>]/

/** Markdown with its prose at 120 columns. Tables and blocks of code stay as they are: they cannot be broken. */
export function wrapMarkdown(text: string): string {
  let inCode = false
  const lines = text.split('\n').flatMap((line) => {
    if (line.startsWith('```')) inCode = !inCode
    return inCode || line.startsWith('|') || line.startsWith('    ') || line.length <= COLUMNS
      ? [line]
      : broken(line)
  })
  return lines.join('\n')
}

/** A paragraph or an item of a list, as lines; further lines of an item are indented to its text. */
function broken(text: string): readonly string[] {
  const [lead = ''] = /^ *(?:(?:-|\d+\.) +)?/.exec(text) ?? []
  const indent = ' '.repeat(lead.length)
  const lines: string[] = []
  let line = ''
  for (const word of text.slice(lead.length).split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (lead.length + longer.length <= COLUMNS || line === '' || STARTS_A_BLOCK.test(word)) {
      line = longer
      continue
    }
    lines.push(line)
    line = word
  }
  return [...lines, line].map((part, i) => (i === 0 ? lead : indent) + part)
}
