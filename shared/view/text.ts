import { eastAsianWidth } from 'get-east-asian-width'

const ASCII = /^[ -~]*$/

/** Columns that a text takes in a terminal. */
export function columns(text: string): number {
  if (ASCII.test(text)) return text.length
  let width = 0
  for (const char of text) width += columnsOf(char)
  return width
}

/** 2 for what is wide by UAX #11 (CJK, Hangul, full-width forms, emoji), 0 for what combines with the letter before. */
function columnsOf(char: string): number {
  if (/\p{M}/u.test(char)) return 0
  return eastAsianWidth(char.codePointAt(0) ?? 0)
}

/** Fills up with spaces to a width in columns. */
export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columns(text)))
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - columns(text))) + text
}

/** Cuts to a width in columns, with an ellipsis where something was cut. */
export function clip(text: string, width: number): string {
  if (columns(text) <= width) return text
  return `${head(text, width - 1)}…`
}

/** Breaks a text at spaces into lines of at most `width` columns; a longer word is broken where it must. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (columns(longer) <= width) {
      line = longer
      continue
    }
    if (line !== '') lines.push(line.trimEnd())
    const pieces = pieced(word, width)
    lines.push(...pieces.slice(0, -1))
    line = pieces.at(-1) ?? ''
  }
  return [...lines, line]
}

/** `label` in front of a wrapped text, whose further lines stand under its first. */
export function labelled(label: string, text: string, width: number): readonly string[] {
  const indent = columns(label)
  return wrap(text, Math.max(MIN_TEXT, width - indent)).map(
    (line, index) => (index === 0 ? label : ' '.repeat(indent)) + line,
  )
}

/** Less than this is not worth wrapping into: a terminal as narrow scrolls sideways anyway. */
const MIN_TEXT = 20

function pieced(word: string, width: number): readonly string[] {
  const pieces: string[] = []
  let rest = word
  while (columns(rest) > width) {
    const piece = head(rest, width)
    pieces.push(piece)
    rest = rest.slice(piece.length)
  }
  return [...pieces, rest]
}

/** As many whole characters as fit, at least one. */
function head(text: string, width: number): string {
  let taken = ''
  let used = 0
  for (const char of text) {
    used += columnsOf(char)
    if (used > width && taken !== '') break
    taken += char
  }
  return taken
}

/** `1 capability`, `9 capabilities`. */
export function capabilityCount(count: number): string {
  return count === 1 ? '1 capability' : `${count} capabilities`
}

/** 1 target, 2 targets. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
