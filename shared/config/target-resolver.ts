import { parseSecureServer, secureServerText } from '../address/secure-server.ts'
import { parseServer, serverText } from '../address/server.ts'
import { checkedText } from '../document/text.ts'

const FORMS =
  '10.1.0.4, 10.1.0.4:53, tls://10.1.0.4#dns.contoso.com or https://10.1.0.4/dns-query#dns.contoso.com'

/** The key `resolver` of a target, in its one spelling: a server by its address, asked in clear, over TLS or over HTTPS. */
export const targetResolver = checkedText((text) =>
  spelling(text) === null
    ? {
        message:
          'is not a valid server: it is an address, with the name of its certificate after #',
        remedy: `Write it as in ${FORMS}`,
      }
    : null,
).transform((text) => spelling(text) ?? text)

function spelling(text: string): string | null {
  const secure = parseSecureServer(text)
  if (secure !== null) return secureServerText(secure)
  const plain = parseServer(text)
  return plain === null ? null : serverText(plain)
}
