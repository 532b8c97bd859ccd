import type { Certificate } from '../../../model/facts.ts'
import { chainOf, commonName, lacksKnownAuthority } from '../../certificates.ts'
import { handshakesOf } from '../../handshakes.ts'
import { interceptionOf } from '../../interception.ts'
import { ledInside } from '../../led-inside.ts'
import { isPublicAuthority } from '../../public-authorities.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { ofOriginAlone, standInFor } from '../../stand-in.ts'
import { shown } from '../../text.ts'
import type { Words } from '../../words.ts'

/**
 * No known root vouches for the chain, and nothing shows that a device on the way made it. The chain itself
 * tells the cases apart: a self-signed leaf, an unknown root, a missing intermediate. Source: OpenSSL’s
 * X509_STORE_CTX_get_error(3); RFC 8446, 4.4.2 (the server must send its intermediates).
 */
export const tlsUntrusted: Rule = {
  code: 'tls-untrusted',
  judge(view) {
    const failing = handshakesOf(view).filter(lacksKnownAuthority)
    const [first] = failing
    if (first === undefined || interceptionOf(view)?.anchor === null) return null
    const { host } = view.target
    const chain = chainOf(first, view.certificates)
    const told = tell(chain, host)
    const isOfPublic = isPublicAuthority(chain.at(-1)?.issuer ?? '')
    return {
      subject: host,
      summary: `The certificate of ${host} (${first.address}) is not trusted: ${told.what} (${first.verification})`,
      ...(isOfPublic ? told.because : ledInside(view, told.because)),
      evidence: cite(...failing),
      ...(told.unknown !== undefined && {
        claims: [{ kind: 'unknown-issuer' as const, issuer: told.unknown }],
      }),
    }
  },
}

interface ChainExplanation {
  readonly what: string
  /** The issuer that no known root vouches for, where that is what is wrong. */
  readonly unknown?: string
  readonly because: Words
}

function tell(chain: readonly Certificate[], host: string): ChainExplanation {
  const [leaf] = chain
  const top = chain.at(-1)
  if (leaf === undefined || top === undefined) return { what: 'no chain was seen', because: {} }
  if (leaf.selfSigned) {
    return {
      what: 'it is self-signed',
      because: standInFor(leaf, host) ?? {
        cause: 'The server made its own certificate, or a device answers instead of it with one',
        fix: 'Install a certificate of an authority that clients know, or add this one to `ca`',
      },
    }
  }
  const issuer = shown(commonName(top.issuer))
  if (top.selfSigned) {
    return {
      what: `its root “${issuer}” is not known here`,
      unknown: top.issuer,
      because: {
        cause:
          'A private authority that this host does not know; one that inspects TLS looks the same, when only this host shows it',
        fix: `If “${issuer}” is your company’s authority, add its root to \`ca\`; otherwise find out who signs`,
      },
    }
  }
  if (isPublicAuthority(top.issuer)) {
    return {
      what: `the certificate of “${issuer}” is missing from the chain`,
      because: {
        cause: 'The server does not send its intermediate certificate',
        fix: `Let the server send the whole chain: its own certificate and that of “${issuer}”, as the public authority hands it out`,
      },
    }
  }
  return {
    what: `the chain ends at “${issuer}”, which is neither in it nor known here`,
    unknown: top.issuer,
    because: ofOriginAlone(top, host) ?? {
      cause:
        chain.length === 1
          ? 'The server sends its own certificate alone, without the intermediate; or a private authority signed it'
          : 'The chain lacks an intermediate, or a private authority signed it',
      fix: `Let the server send the whole chain; if “${issuer}” is a private authority, add its root to \`ca\``,
    },
  }
}
