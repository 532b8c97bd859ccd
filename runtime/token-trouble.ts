/**
 * Why there is no token, in our own words: what the libraries say may quote a credentials file or the answer of an
 * identity endpoint.
 */
export function tokenTrouble(error: unknown, google: boolean): string {
  const chain = causesOf(error)
  if (chain.some(({ name }) => name === 'TimeoutError' || name === 'AbortError')) {
    return `${google ? 'the metadata server' : 'the identity endpoint'} gave no answer in time`
  }
  if (chain.some(({ message }) => /default credentials/i.test(message))) {
    return 'no default credentials: no service account here, and nobody is logged in to gcloud'
  }
  if (chain.some(({ name }) => name === 'CredentialUnavailableError')) {
    return 'no managed identity here (IDENTITY_ENDPOINT), and nobody is logged in to az or azd'
  }
  const status = chain.map(statusOf).find((found) => found !== null)
  if (status != null) {
    return `${google ? 'the token endpoint' : 'the identity endpoint'} answered with status ${status}`
  }
  const code = chain.map((e) => ('code' in e ? e.code : null)).find((c) => typeof c === 'string')
  return `the credentials cannot be used (${code ?? chain[0]?.name ?? 'unknown'})`
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
