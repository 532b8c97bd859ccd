/**
 * What a credential is called in a query: of Azure's SAS and function keys, of signed URLs of AWS and Google, of APIs.
 * The value ends where it would end in a text, too.
 */
export const CREDENTIAL =
  /([?&](?:sig|code|jwt|sas|pwd|passw(?:or)?d|x-(?:amz|goog)-credential|(?:(?:api|access|account|auth|client|function|id|refresh|session|subscription|ocp-apim-subscription|x-functions|x-amz-security|x-amz|x-goog)[-_]?)?(?:key|token|secret|signature))=)([^&#\s"'<>]+)/gi

/** The names of what looks like a credential in the query of a URL. */
export function credentialsIn(url: string): readonly string[] {
  return [...url.matchAll(CREDENTIAL)].map(([, name = '']) => name.slice(1, -1))
}

/** The values of those, as they are sent. Secrets. */
export function credentialValues(url: string): readonly string[] {
  return [...url.matchAll(CREDENTIAL)].map(([, , value = '']) => value)
}

/** A URL, or a text that holds one, without the credentials before its host and in its query. */
export function withoutCredentials(url: string): string {
  return url.replace(/\/\/[^/?#]*@/, '//***@').replaceAll(CREDENTIAL, '$1***')
}
