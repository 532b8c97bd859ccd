/** What text may be written in, as TextDecoder names it. */
export type Charset = 'utf-8' | 'utf-16le' | 'utf-16be'

/**
 * By the byte order mark (https://www.unicode.org/faq/utf_bom); without one, a zero in every second byte is the other
 * half of an ASCII letter. Windows PowerShell writes UTF-16 where a command is led into a file.
 */
export function charsetOf(start: Buffer): Charset {
  const [a, b, c, d] = start
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  if (a !== 0 && b === 0 && c !== 0 && d === 0) return 'utf-16le'
  return a === 0 && b !== 0 && c === 0 && d !== 0 ? 'utf-16be' : 'utf-8'
}
