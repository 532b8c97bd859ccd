/** Headers of every answer that does not bring its own: nothing is cached, framed, guessed or run. */
export const SECURE_HEADERS: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

/** Adds the headers that an answer lacks. */
export function secured(answer: Response): Response {
  for (const [name, value] of Object.entries(SECURE_HEADERS)) {
    if (!answer.headers.has(name)) answer.headers.set(name, value)
  }
  return answer
}

/**
 * Whether a browser was made to send this by another site. A browser that has the password sends it along, and says in
 * Sec-Fetch-Site whose page asked, which no page can change (https://www.w3.org/TR/fetch-metadata/); to an address
 * without TLS it does not, and names the site in Origin for everything but a plain read.
 */
export function isForeign(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site')
  if (site !== null) return site !== 'same-origin' && site !== 'none'
  const origin = request.headers.get('origin')
  if (origin === null) return false
  return !URL.canParse(origin) || new URL(origin).host !== new URL(request.url).host
}
