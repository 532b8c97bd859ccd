/** Columns of a line of prose in the documentation. */
const COLUMNS = 120

/** What would turn the rest of a paragraph into something else at the start of a line: a list, a heading, a table, a quote. */
const STARTS_A_BLOCK = /^(?:[-+*]|#+|\d+[.)]|=+)$|^[|>]/

/** Lines that stand alone: empty, a heading, a table, code, a quote, HTML, a rule. */
const ALONE = /^(?:\s*$|#| {0,3}\||```| {4}|>|<|---)/

/** An item of a list: what its text is indented by. */
const ITEM = /^ *(?:[-*]|\d+\.) +/

/**
 * Markdown with the prose of each paragraph and list item filled to 120 columns. Tables and blocks of code stay as they
 * are: they cannot be broken. The same text comes back when it is wrapped again.
 */
export function wrapMarkdown(text: string): string {
  const out: string[] = []
  let inCode = false
  let open: string[] = []
  const close = () => {
    if (open.length > 0) out.push(...filled(open))
    open = []
  }
  for (const line of text.split('\n')) {
    const fence = line.trimStart().startsWith('```')
    if (inCode || fence || (ALONE.test(line) && !continues(open, line))) {
      close()
      out.push(line)
      if (fence) inCode = !inCode
      continue
    }
    if (ITEM.test(line)) close()
    open.push(line)
  }
  close()
  return out.join('\n')
}

/** A deeply indented line belongs to an item whose text is indented as much. */
function continues(open: readonly string[], line: string): boolean {
  const lead = leadOf(open[0] ?? '')
  return lead.length >= 4 && line.startsWith(' '.repeat(lead.length)) && line.trim() !== ''
}

function leadOf(line: string): string {
  return ITEM.exec(line)?.[0] ?? /^ */.exec(line)?.[0] ?? ''
}

/** A paragraph or an item of a list; further lines of an item are indented to its text. */
function filled(paragraph: readonly string[]): readonly string[] {
  const lead = leadOf(paragraph[0] ?? '')
  const indent = ' '.repeat(lead.length)
  const words = paragraph.flatMap((line, i) =>
    (i === 0 ? line.slice(lead.length) : line).split(' ').filter((word) => word !== ''),
  )
  const lines: string[] = []
  let line = ''
  for (const word of words) {
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
