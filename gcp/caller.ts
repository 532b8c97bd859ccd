import type { Auth } from '../shared/web/auth.ts'

/** Longer than any honest token or address. */
const LONGEST = 8192

/**
 * Who calls, as IAM left it: Cloud Run has checked the token, and hands it on with SIGNATURE_REMOVED_BY_GOOGLE in
 * place of the signature (UNVERIFIED: no page of Google’s was read that says so). So nothing is checked here, and a
 * name serves for counting rates only; behind Identity-Aware Proxy it is in a header of its own. A request without
 * any token did not pass IAM: a service that was opened to allUsers by mistake refuses it. It cannot refuse one with a
 * made-up token; only IAM can.
 */
export const iamAuth: Auth = ({ headers }) => {
  const proxied = headers.get('x-goog-authenticated-user-email')
  if (proxied) return { name: proxied.slice(0, 320).replace(/^accounts\.google\.com:/, '') }
  const [, token] = /^bearer +(\S+)$/i.exec(tokenHeader(headers)) ?? []
  return token === undefined ? null : { name: emailIn(token) ?? 'iam' }
}

/** Callers that need Authorization for something else send the token in the other one. */
function tokenHeader(headers: Headers): string {
  return headers.get('x-serverless-authorization') ?? headers.get('authorization') ?? ''
}

/** The claim `email`, or the `sub`, of a JWT; null when it is none. */
function emailIn(token: string): string | null {
  const [, payload = ''] = token.slice(0, LONGEST).split('.')
  try {
    const { email, sub } = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) ?? {}
    const name: unknown = email ?? sub
    return typeof name === 'string' && name !== '' ? name.slice(0, 320) : null
  } catch {
    return null
  }
}
