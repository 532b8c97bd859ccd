import { printable } from './printable.ts'

/** Status line and headers of an HTTP/1 answer. */
export interface ResponseHead {
  readonly status: number
  readonly reason: string
  /** In order; names in lower case. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** Bytes up to and including the blank line, with the interim answers before it. */
  readonly length: number
}

/**
 * Reads the head of the final answer (RFC 9112, 4 and 5); interim answers (1xx) are skipped. Takes a bare line feed
 * for a line end, as 2.2 there allows. What is not HTTP/1 is known by its first bytes, long before a blank line.
 */
export function parseHead(bytes: Buffer): ResponseHead | 'incomplete' | 'invalid' {
  if (!'HTTP/'.startsWith(bytes.toString('latin1', 0, 5))) return 'invalid'
  // latin1 keeps one character a byte, so that positions in the text are positions in the bytes.
  const text = bytes.toString('latin1')
  const blank = /\r?\n\r?\n/g
  let begin = 0
  for (let end = blank.exec(text); end !== null; end = blank.exec(text)) {
    const head = readLines(text.slice(begin, end.index).split(/\r?\n/), blank.lastIndex)
    if (head === 'invalid' || head.status >= 200) return head
    begin = blank.lastIndex
  }
  return 'incomplete'
}

function readLines(lines: readonly string[], length: number): ResponseHead | 'invalid' {
  const status = /^HTTP\/1\.\d ([1-5]\d\d)(?: (.*))?$/.exec(lines[0] ?? '')
  if (status === null) return 'invalid'
  const headers = unfolded(lines.slice(1)).flatMap((line) => {
    const colon = line.indexOf(':')
    if (colon < 1) return []
    return [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()] as const]
  })
  return { status: Number(status[1]), reason: printable(status[2] ?? '', 100), headers, length }
}

/** Joins lines that begin with white space to the one before (obs-fold, RFC 9112, 5.2). */
function unfolded(lines: readonly string[]): readonly string[] {
  const whole: string[] = []
  for (const line of lines) {
    const before = /^[ \t]/.test(line) ? whole.pop() : undefined
    whole.push(before === undefined ? line : `${before} ${line.trim()}`)
  }
  return whole
}
