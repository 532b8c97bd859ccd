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

/** Takes the credentials of a Proxy-Authorization out of what a proxy echoed: as they were sent, and the password alone. */
export function withoutCredentials(text: string, authorization: string | null): string {
  if (authorization === null) return text
  const sent = authorization.slice(authorization.indexOf(' ') + 1)
  const decoded = Buffer.from(sent, 'base64').toString('utf8')
  const password = decoded.slice(decoded.indexOf(':') + 1)
  const echoes = [sent, decoded, password].filter((secret) => secret.length >= SHORTEST)
  return echoes.reduce((left, secret) => left.replaceAll(secret, '[credentials]'), text)
}

/** What is shorter is met by chance in any page. */
const SHORTEST = 4
