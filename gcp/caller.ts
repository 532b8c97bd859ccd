import type { Auth } from '../shared/web/auth.ts'

/** Longer than any honest token or address. */
const LONGEST = 8192

/**
 * Who calls, as IAM left it: Cloud Run has checked the token, and hands it on with SIGNATURE_REMOVED_BY_GOOGLE in
 * place of the signature (UNVERIFIED: no page of Google’s was read that says so). So nothing is checked here, and a
 * name serves for counting rates only. A request without any token passed neither IAM nor Identity-Aware Proxy: a
 * service that was opened to allUsers by mistake refuses it. It cannot refuse one with a made-up token; only they can.
 * The address that the proxy writes into a header of its own without a signature is no token
 * (https://docs.cloud.google.com/iap/docs/signed-headers-howto).
 */
export const iamAuth: Auth = ({ headers }) => {
  const token = tokenIn(headers)
  return token === null ? null : { name: emailIn(token) ?? 'iam' }
}

/**
 * The token: that of Identity-Aware Proxy says who the person is, the others may be the proxy’s own. Callers that need
 * Authorization for something else send it in X-Serverless-Authorization.
 */
function tokenIn(headers: Headers): string | null {
  const signed = headers.get('x-goog-iap-jwt-assertion')
  if (signed) return signed
  const sent = headers.get('x-serverless-authorization') ?? headers.get('authorization') ?? ''
  return /^bearer +(\S+)$/i.exec(sent)?.[1] ?? null
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
