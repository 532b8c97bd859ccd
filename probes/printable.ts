/** What must not reach a terminal or a page: control, format (bidi overrides), surrogate and separator characters. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu

/** Makes text from the network fit to show: unsafe characters become U+FFFD, and what is too long is cut. */
export function printable(text: string, max: number): string {
  // Cut first: the replacement of a hostile megabyte would cost more than the handshake.
  return text.slice(0, max).replace(UNSAFE, '\uFFFD')
}

/** The first bytes of a body as text: UTF-8 with losses, line ends and tabs kept, at most `max` characters. */
export function excerpt(bytes: Buffer, max: number): string {
  const text = bytes.subarray(0, max).toString('utf8').replaceAll('\r\n', '\n')
  return text.replace(UNSAFE, (character) =>
    character === '\n' || character === '\t' ? character : '\uFFFD',
  )
}
