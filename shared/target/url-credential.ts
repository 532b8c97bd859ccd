/** What a credential is called in a query: of Azure's SAS and function keys, of signed URLs, of APIs. */
const CREDENTIAL =
  /([?&](?:sig|code|key|api[-_]?key|(?:access[-_]?)?token|password|secret|(?:x-(?:amz|goog)-)?signature)=)[^&]+/gi

/** The names of what looks like a credential in the query of a URL. */
export function credentialsIn(url: string): readonly string[] {
  return [...url.matchAll(CREDENTIAL)].map(([, name = '']) => name.slice(1, -1))
}

/** The URL without them. */
export function withoutCredentials(url: string): string {
  return url.replaceAll(CREDENTIAL, '$1***')
}
