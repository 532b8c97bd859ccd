/** What a file is written in: as TextDecoder names it, and whether its lines end with CR alone. */
export interface Encoding {
  readonly charset: 'utf-8' | 'utf-16le' | 'utf-16be'
  readonly gzip: boolean
  readonly crAlone: boolean
}

/** Whether a file that begins so is gzip, RFC 1952. */
export function isGzip(start: Buffer): boolean {
  return start[0] === 0x1f && start[1] === 0x8b
}

/**
 * By the byte order mark (https://www.unicode.org/faq/utf_bom); without one, a zero in every second byte is the other
 * half of an ASCII letter.
 */
export function charsetOf(start: Buffer): Encoding['charset'] {
  const [a, b, c, d] = start
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  if (a !== 0 && b === 0 && c !== 0 && d === 0) return 'utf-16le'
  return a === 0 && b !== 0 && c === 0 && d !== 0 ? 'utf-16be' : 'utf-8'
}

/** Whether its lines end with CR alone. */
export function isCrAlone(start: string): boolean {
  return start.includes('\r') && !start.includes('\n')
}
