/** A step to a token that came to nothing, or a setting that leads to none; its message is in our words. */
export class TokenError extends Error {
  override readonly name = 'TokenError'
}

/** The error of one step among several: `giver` is who was asked in it, and begins a sentence about it. */
export function stepError(error: unknown, giver: string): TokenError {
  return new TokenError(tokenTrouble(error, giver), { cause: error })
}

/**
 * Why there is no token, in our own words: what the libraries say may quote a credentials file or the answer of an
 * identity endpoint. `giver` is who was asked, where the error does not tell it.
 */
export function tokenTrouble(error: unknown, giver: string): string {
  const chain = causesOf(error)
  const told = chain.find((e) => e instanceof TokenError)
  if (told !== undefined) return told.message
  if (chain.some(({ name }) => name === 'TimeoutError' || name === 'AbortError')) {
    return `${giver} gave no answer in time`
  }
  if (chain.some(({ message }) => /default credentials/i.test(message))) {
    return 'no default credentials: no service account here, and nobody is logged in to gcloud'
  }
  const reason = chain.map(reasonIn).find((found) => found !== null)
  const status = chain.map(statusOf).find((found) => found !== null)
  if (status != null) {
    return `${giver} answered with status ${status}${reason == null ? '' : ` (${reason})`}`
  }
  const unavailable = chain.find(({ name }) => name === 'CredentialUnavailableError')
  if (unavailable !== undefined && reason == null) return whyUnavailable(unavailable, giver)
  if (reason != null) return `${giver} refused (${reason})`
  const code = chain.map((e) => ('code' in e ? e.code : null)).find((c) => typeof c === 'string')
  return `the credentials cannot be used: ${code ?? chain[0]?.name ?? 'unknown'}`
}

/** Of the libraries of Azure: what a credential misses that it cannot do without. */
function whyUnavailable({ message }: Error, giver: string): string {
  if (/^ManagedIdentityCredential\b/.test(message)) return `${giver} gave no usable answer`
  if (/^(Environment|WorkloadIdentity)Credential\b/.test(message)) {
    return 'the service principal is incomplete: it needs AZURE_TENANT_ID, AZURE_CLIENT_ID, and a secret, certificate or token file'
  }
  return 'no managed identity here (IDENTITY_ENDPOINT), and nobody is logged in to az or azd'
}

/**
 * The code by which the one who refuses tells why: Entra’s (https://learn.microsoft.com/entra/identity-platform/reference-error-codes)
 * or that of OAuth (RFC 6749, 5.2) as google-auth-library puts it.
 */
function reasonIn({ message }: Error): string | null {
  return /\bAADSTS\d+\b/.exec(message)?.[0] ?? /^Error code ([a-z_]+)\b/.exec(message)?.[1] ?? null
}

/** An error with its causes and the errors that it gathers, the outermost first. */
function causesOf(error: unknown): readonly Error[] {
  const found: Error[] = []
  const waiting = [error]
  while (waiting.length > 0 && found.length < 16) {
    const next = waiting.shift()
    if (!(next instanceof Error) || found.includes(next)) continue
    found.push(next)
    waiting.push(next.cause, ...('errors' in next && Array.isArray(next.errors) ? next.errors : []))
  }
  return found
}

function statusOf(error: Error): number | null {
  for (const key of ['status', 'statusCode'] as const) {
    const value: unknown = Object.getOwnPropertyDescriptor(error, key)?.value
    if (typeof value === 'number') return value
  }
  return null
}
