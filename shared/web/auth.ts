import { createHash, timingSafeEqual } from 'node:crypto'

/** Who calls, as far as the way of proving it tells. Rates are counted by the name. */
export interface Caller {
  readonly name: string
}

/** Says who calls; null: nobody who may. Shells bring their own: a token, the platform's identity. */
export type Auth = (request: Request) => Caller | null | Promise<Caller | null>

const AUTHORIZATION = /^(bearer|basic) +(\S.*)$/i

/**
 * Whoever has the token: as a bearer token (RFC 6750), or as the password of Basic (RFC 7617), any user name, which
 * is how a browser can ask for it. Both sides are hashed before they are compared, in constant time, so that
 * neither content nor length shows. Throws RangeError for a token that can be guessed.
 */
export function tokenAuth(token: string): Auth {
  if (token.length < MIN_TOKEN) {
    throw new RangeError(`A token needs at least ${MIN_TOKEN} characters`)
  }
  const right = digest(token)
  return (request) => {
    const given = tokenOf(request.headers.get('authorization') ?? '')
    return timingSafeEqual(digest(given), right) ? { name: 'token' } : null
  }
}

/** Characters; 16 random ones of base64url are 96 bits. */
export const MIN_TOKEN = 16

function tokenOf(authorization: string): string {
  const [, scheme = '', value = ''] = AUTHORIZATION.exec(authorization) ?? []
  if (scheme.toLowerCase() !== 'basic') return value
  const decoded = Buffer.from(value, 'base64').toString('utf8')
  const colon = decoded.indexOf(':')
  return colon === -1 ? '' : decoded.slice(colon + 1)
}

function digest(text: string): Uint8Array {
  return createHash('sha256').update(text).digest()
}
