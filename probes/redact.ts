import {
  credentialValues,
  withoutCredentials as withoutUrlCredentials,
} from '../shared/document/url-credential.ts'

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

/**
 * Takes the credentials of a Proxy-Authorization out of what a proxy echoed: as they were sent, user and password, and
 * the password alone, in the encodings of a page, a URL, JSON and a dump, also where the text was cut in the middle.
 */
export function withoutCredentials(text: string, authorization: string | null): string {
  if (authorization === null) return text
  const sent = authorization.slice(authorization.indexOf(' ') + 1)
  const decoded = Buffer.from(sent, 'base64').toString('utf8')
  const password = decoded.slice(decoded.indexOf(':') + 1)
  return withoutSecrets(text, [sent, decoded, password])
}

/**
 * Takes the credentials in the query of a target's URL out of what was seen of it: out of the URLs that were asked for,
 * and out of what servers and proxies echoed, in all encodings.
 */
export function withoutQuerySecrets<T>(seen: T, path: string): T {
  const secrets = credentialValues(path).flatMap((value) => [value, percentDecoded(value)])
  if (secrets.length === 0) return seen
  return everyText(seen, (text) => withoutSecrets(withoutUrlCredentials(text), secrets))
}

/** The same with each of its texts cleaned. */
function everyText<T>(value: T, clean: (text: string) => string): T {
  const inner = (one: unknown): unknown => {
    if (typeof one === 'string') return clean(one)
    if (Array.isArray(one)) return one.map(inner)
    if (typeof one !== 'object' || one === null) return one
    return Object.fromEntries(Object.entries(one).map(([key, held]) => [key, inner(held)]))
  }
  return inner(value) as T
}

/** A text without its percent escapes; as it is where they are broken. */
export function percentDecoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

/** Takes secrets out of a text, in whatever encoding it holds them, also where it was cut in the middle of one. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  const echoes = secrets
    .flatMap(encodings)
    .filter((echo) => echo.length >= SHORTEST)
    .sort((a, b) => b.length - a.length)
  const left = echoes.reduce((rest, echo) => rest.replaceAll(echo, INSTEAD), text)
  const cut = Math.max(0, ...echoes.map((echo) => endsIn(left, echo)))
  return cut === 0 ? left : `${left.slice(0, -cut)}${INSTEAD}`
}

const INSTEAD = '[credentials]'
/** What is shorter is met by chance in any page. */
const SHORTEST = 4
/** A cut piece of a secret must be longer to be one. */
const SHORTEST_PIECE = 6

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** The ways in which programs write a text down. */
function encodings(secret: string): readonly string[] {
  const bytes = Buffer.from(secret, 'utf8')
  const percent = encodeURIComponent(secret)
  return [
    secret,
    percent,
    percent.replaceAll(/%../g, (code) => code.toLowerCase()),
    percent.replaceAll('%20', '+'),
    secret.replaceAll(/[&<>"']/g, (char) => ENTITIES[char] ?? char),
    JSON.stringify(secret).slice(1, -1),
    bytes.toString('base64').replace(/={1,2}$/, ''),
    bytes.toString('base64url'),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
  ]
}

/** How many characters at the end of a text are the start of a secret; 0: too few to say. */
function endsIn(text: string, secret: string): number {
  for (let length = secret.length - 1; length >= SHORTEST_PIECE; length--)
    if (text.endsWith(secret.slice(0, length))) return length
  return 0
}

/** An answer with every text of it cleaned, whatever the observation keeps of it; its URL is our own. */
export function cleaned<O extends { readonly url: string }>(
  seen: O,
  clean: (text: string) => string,
): O {
  return { ...everyText(seen, clean), url: seen.url }
}
