import type { Cookie } from '@azure/functions'

/** A Set-Cookie header in the platform’s terms (RFC 6265, section 5.2); none for one without a name. */
export function parseCookie(text: string): readonly Cookie[] {
  const [pair = '', ...attributes] = text.split(';')
  const [name, value] = halves(pair)
  if (name === '') return []
  const cookie: Cookie = { name, value: decoded(value) }
  for (const attribute of attributes) {
    const [key, given] = halves(attribute)
    ATTRIBUTES[key.toLowerCase()]?.(cookie, given)
  }
  return [cookie]
}

const ATTRIBUTES: Readonly<Record<string, (cookie: Cookie, value: string) => void>> = {
  domain: (cookie, value) => {
    cookie.domain = value
  },
  path: (cookie, value) => {
    cookie.path = value
  },
  expires: (cookie, value) => {
    cookie.expires = new Date(value)
  },
  'max-age': (cookie, value) => {
    cookie.maxAge = Number(value)
  },
  secure: (cookie) => {
    cookie.secure = true
  },
  httponly: (cookie) => {
    cookie.httpOnly = true
  },
  samesite: (cookie, value) => {
    const known = (['Strict', 'Lax', 'None'] as const).find(
      (one) => one.toLowerCase() === value.toLowerCase(),
    )
    if (known !== undefined) cookie.sameSite = known
  },
}

function halves(text: string): readonly [string, string] {
  const at = text.indexOf('=')
  if (at === -1) return [text.trim(), '']
  return [text.slice(0, at).trim(), text.slice(at + 1).trim()]
}

/** The platform encodes values again. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
