/** The issuer of the server's own certificate, as openssl, curl and Go print it. */
const ISSUERS: readonly RegExp[] = [
  /^[ \t]{0,4}0 s:[^\n]{0,400}\n[ \t]{0,6}i:([^\n]{3,300})$/im,
  /^[* \t]{0,6}issuer ?[:=] ?([^\n]{3,300})$/im,
  /\bcandidate authority certificate "([^"\n]{2,200})"/i,
]

/** Who signed the certificate that a text shows, in the text's own spelling; null where it shows none. */
export function issuerIn(text: string): string | null {
  for (const pattern of ISSUERS) {
    const issuer = pattern.exec(text)?.[1]?.trim()
    if (issuer !== undefined && issuer !== '') return issuer
  }
  return null
}
