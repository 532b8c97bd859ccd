/** Schemes of Proxy-Authenticate as they are registered, for a sentence. */
const SPELT: Readonly<Record<string, string>> = {
  basic: 'Basic',
  digest: 'Digest',
  ntlm: 'NTLM',
  negotiate: 'Negotiate',
  bearer: 'Bearer',
  kerberos: 'Kerberos',
}

/**
 * The schemes that a Proxy-Authenticate offers, each once, in its order. Challenges of several lines come joined by
 * commas, which also stand between the parameters of one (RFC 9110, 11.6.1 and 11.7.1): what has no `=` behind its first
 * word is a scheme.
 */
export function schemesOffered(header: string): readonly string[] {
  const unquoted = header.replace(/"(?:[^"\\]|\\.)*"?/g, '""')
  const schemes = unquoted.split(',').flatMap((part) => {
    const [, word, rest] = /^\s*([A-Za-z][\w-]*)(.*)$/.exec(part) ?? []
    return word === undefined || /^\s*=/.test(rest ?? '') ? [] : [word.toLowerCase()]
  })
  return [...new Set(schemes)].map((scheme) => SPELT[scheme] ?? scheme)
}

/** What a 407 comes to, by what is offered and what was sent. */
export type AuthTrouble = 'missing' | 'wrong' | 'unsupported' | 'unsaid'

/** The program speaks Basic and nothing else. */
export function authTrouble(schemes: readonly string[], sent: boolean): AuthTrouble {
  if (schemes.length === 0) return sent ? 'wrong' : 'unsaid'
  if (!schemes.includes('Basic')) return 'unsupported'
  return sent ? 'wrong' : 'missing'
}
