/** Enough of a token to know it by; what is shorter is no use to anybody. */
const KNOWN_BY = 16
const IN_ITS_PLACE = '[token]'

/**
 * Takes a token out of what a server echoed: whole, cut short, or cut off by the end of what was read. Anything that
 * begins as it does goes with it, which costs a report nothing.
 */
export function withoutToken(text: string, token: string | undefined): string {
  if (token === undefined) return text
  const begin = RegExp.escape(token.slice(0, KNOWN_BY))
  return text.replaceAll(new RegExp(`${begin}[\\w.~+/=-]*`, 'g'), IN_ITS_PLACE)
}
