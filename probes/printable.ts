import { UNSAFE } from '../shared/document/unsafe-text.ts'

const UNSAFE_CHARACTER = new RegExp(`[${UNSAFE}]`, 'gu')

/** Makes text from the network fit to show: unsafe characters become U+FFFD, and what is too long is cut. */
export function printable(text: string, max: number): string {
  // Cut first: the replacement of a hostile megabyte would cost more than the handshake.
  return text.slice(0, max).replace(UNSAFE_CHARACTER, '\uFFFD')
}

/** The beginning of a text of several lines, fit to show: line ends and tabs kept, at most `max` characters. */
export function visibleText(text: string, max: number): string {
  return text
    .slice(0, max)
    .replaceAll('\r\n', '\n')
    .replace(UNSAFE_CHARACTER, (character) =>
      character === '\n' || character === '\t' ? character : '\uFFFD',
    )
}

/** The first bytes of a body as text: UTF-8 with losses, at most `max` bytes. */
export function excerpt(bytes: Buffer, max: number): string {
  return visibleText(bytes.subarray(0, max).toString('utf8'), max)
}
