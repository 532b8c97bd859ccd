import { isAscii } from 'node:buffer'

/** A charset named by a header or by the page itself, bounded so that a hostile page costs nothing. */
const NAMED = /charset\s{0,4}=\s{0,4}["']?([\w.:-]{1,40})/i

/** How far into a page its own `<meta charset>` is looked for (HTML Standard, 13.2.3.2: the first 1024 bytes). */
const PRESCAN = 1024

/**
 * The text of a body, by the byte order mark, the charset of Content-Type or the page’s own `<meta>`; else as UTF-8,
 * and where that is not valid and the body is text, as Windows-1252 (the HTML Standard’s default). Source: Encoding
 * Standard, 6; HTML Standard, 13.2.3.
 */
export function textOf(bytes: Buffer, contentType: string): string {
  const named = markOf(bytes) ?? NAMED.exec(contentType)?.[1] ?? namedInPage(bytes, contentType)
  const decoder = decoderFor(named)
  if (decoder !== null) return decoder.decode(bytes)
  // Most bodies: a decoder costs more than the text is worth.
  if (isAscii(bytes)) return bytes.toString('latin1')
  const strict = new TextDecoder('utf-8', { fatal: true })
  try {
    // As a stream: what was cut in the middle of a character is no reason to doubt the encoding.
    return strict.decode(bytes, { stream: true })
  } catch {
    const western = /^text\//i.test(contentType) && !bytes.includes(0)
    return western ? new TextDecoder('windows-1252').decode(bytes) : bytes.toString('utf8')
  }
}

function markOf(bytes: Buffer): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return bytes.subarray(0, 3).equals(Buffer.of(0xef, 0xbb, 0xbf)) ? 'utf-8' : null
}

function namedInPage(bytes: Buffer, contentType: string): string | undefined {
  if (!/html|^$/i.test(contentType)) return undefined
  const name = NAMED.exec(bytes.toString('latin1', 0, PRESCAN))?.[1]
  // A page that could be read as far as this is not in UTF-16, whatever it says (HTML Standard, 13.2.3.3).
  return name !== undefined && /^utf-?16/i.test(name) ? 'utf-8' : name
}

/** Null for UTF-8, which is tried strictly first, and for a charset that nobody knows. */
function decoderFor(name: string | undefined): TextDecoder | null {
  if (name === undefined || /^utf-?8$/i.test(name)) return null
  try {
    return new TextDecoder(name)
  } catch {
    return null
  }
}
